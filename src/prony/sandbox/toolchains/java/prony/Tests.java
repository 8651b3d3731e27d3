package prony;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.net.UnixDomainSocketAddress;
import java.net.URL;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TimeZone;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs test methods, or lists all, and says so over a socket that nobody else can reach.
 *
 * <p>Classes come over that socket, too, so that none of them lies on the disk; each test has a class loader of its own.
 * Nothing is kept in a static field: what the submission can reflect on holds nothing that decides.
 */
final class Tests {
    private static final String LIST = "?";

    private Tests() {}

    public static void main(String[] words) throws Exception {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(words[0]));
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(channel)));
        OutputStream out = Channels.newOutputStream(channel);
        Map<String, byte[]> classes = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            classes.put(in.readUTF(), in.readNBytes(in.readInt()));
        }
        List<String> suite = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            suite.add(in.readUTF());
        }
        Surroundings before = new Surroundings();
        while (true) {
            String test;
            String end;
            try {
                test = in.readUTF();
                end = in.readUTF();
            } catch (EOFException over) {
                Runtime.getRuntime().halt(0);
                return;
            }
            String[] said = {"error no result"};
            ClassLoader loader = new Loader(classes);
            Thread thread = new Thread(() -> said[0] = said(test, end, suite, loader), "main");
            thread.setContextClassLoader(loader);
            thread.start();
            thread.join();
            before.restore();
            out.write((said[0] + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private static String said(String test, String end, List<String> suite, ClassLoader loader) {
        LauncherConfig config = LauncherConfig.builder()
            .enableTestEngineAutoRegistration(false)
            .enableLauncherSessionListenerAutoRegistration(false)
            .enableLauncherDiscoveryListenerAutoRegistration(false)
            .enableTestExecutionListenerAutoRegistration(false)
            .enablePostDiscoveryFilterAutoRegistration(false)
            .addTestEngines(new JupiterTestEngine())
            .build();
        try {
            Launcher launcher = LauncherFactory.create(config);
            return test.equals(LIST) ? listed(launcher, suite, loader) : run(launcher, test, end, loader);
        } catch (Throwable error) {
            return "error " + error.getClass().getSimpleName();
        }
    }

    /** What a test may have changed for all that run after it. */
    private static final class Surroundings {
        private final Properties properties = (Properties) System.getProperties().clone();
        private final Locale locale = Locale.getDefault();
        private final TimeZone zone = TimeZone.getDefault();
        private final PrintStream out = System.out;
        private final PrintStream err = System.err;
        private final InputStream in = System.in;

        private void restore() {
            System.setProperties((Properties) properties.clone());
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
            System.setOut(out);
            System.setErr(err);
            System.setIn(in);
            Thread.setDefaultUncaughtExceptionHandler(null);
        }
    }

    private static LauncherDiscoveryRequestBuilder request(String end) {
        return LauncherDiscoveryRequestBuilder.request()
            .enableImplicitConfigurationParameters(false)
            .configurationParameter("junit.jupiter.extensions.autodetection.enabled", "true")
            .configurationParameter("junit.jupiter.extensions.autodetection.include", End.class.getName())
            .configurationParameter("junit.jupiter.tempdir.cleanup.mode.default", "never")
            .configurationParameter(End.KEY, end);
    }

    /** The names of all test methods of the classes of the suite. */
    private static String listed(Launcher launcher, List<String> suite, ClassLoader loader) throws ClassNotFoundException {
        Set<String> names = new LinkedHashSet<>();
        for (String name : suite) {
            Class<?> kind = Class.forName(name, false, loader);
            TestPlan plan = launcher.discover(request("").selectors(selectClass(kind)).build());
            for (TestIdentifier root : plan.getRoots()) {
                for (TestIdentifier one : plan.getDescendants(root)) {
                    one.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
                        .ifPresent(source -> names.add(id(source)));
                }
            }
        }
        return "listed " + String.join(" ", names);
    }

    private static String id(MethodSource source) {
        return source.getClassName().replace('$', '.') + "." + source.getMethodName();
    }

    private static String run(Launcher launcher, String test, String end, ClassLoader loader) {
        Class<?> kind = owner(test.substring(0, test.lastIndexOf('.')), loader);
        if (kind == null) {
            return "error ClassNotFoundException";
        }
        PostDiscoveryFilter filter = descriptor -> {
            TestSource source = descriptor.getSource().orElse(null);
            boolean meant = !(source instanceof MethodSource) || id((MethodSource) source).equals(test);
            return FilterResult.includedIf(meant);
        };
        LauncherDiscoveryRequest request = request(end).selectors(selectClass(kind)).filters(filter).build();
        Listener listener = new Listener();
        launcher.execute(launcher.discover(request), listener);
        return listener.said();
    }

    /** The class of a name with dots alone: of `a.B.C`, `a.B$C` where there is no `a.B.C`. */
    private static Class<?> owner(String name, ClassLoader loader) {
        for (String tried = name; ; ) {
            try {
                return Class.forName(tried, false, loader);
            } catch (ClassNotFoundException error) {
                int dot = tried.lastIndexOf('.');
                if (dot < 0) {
                    return null;
                }
                tried = tried.substring(0, dot) + "$" + tried.substring(dot + 1);
            }
        }
    }

    /** What became of a test: everything below it counts with it. */
    private static final class Listener implements TestExecutionListener {
        private int passed;
        private String wrong;

        @Override
        public void executionFinished(TestIdentifier one, TestExecutionResult result) {
            if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                String status = result.getStatus() == TestExecutionResult.Status.FAILED ? "fail " : "skip ";
                Throwable thrown = result.getThrowable().orElse(null);
                note(status + (thrown == null ? "" : name(thrown)));
            } else if (one.isTest()) {
                passed++;
            }
        }

        @Override
        public void executionSkipped(TestIdentifier one, String reason) {
            note("skip ");
        }

        private void note(String what) {
            wrong = wrong == null ? what : wrong;
        }

        private static String name(Throwable thrown) {
            String name = thrown.getClass().getSimpleName();
            boolean threads = thrown instanceof OutOfMemoryError && String.valueOf(thrown.getMessage()).contains("native thread");
            return threads ? name + " native thread" : name;
        }

        private String said() {
            return wrong != null ? wrong : passed > 0 ? "pass " : "error no test ran";
        }
    }

    /**
     * The classes of the tests and of the submission, all defined before any of them is initialised: what is kept here
     * is gone by then, so that nothing can be put in its place. Of what else the submission has, its files.
     */
    private static final class Loader extends ClassLoader {
        private Map<String, byte[]> classes;

        private Loader(Map<String, byte[]> classes) {
            super(Tests.class.getClassLoader());
            this.classes = new HashMap<>(classes);
            for (String name : classes.keySet()) {
                try {
                    loadClass(name);
                } catch (ClassNotFoundException | LinkageError error) {
                    continue;
                }
            }
            this.classes = null;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] data = classes == null ? null : classes.remove(name);
            if (data == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, data, 0, data.length);
        }

        @Override
        protected URL findResource(String name) {
            for (String place : List.of("", "src/main/resources", "src/test/resources")) {
                Path file = Path.of(place, name);
                if (!name.startsWith("META-INF/") && Files.isRegularFile(file)) {
                    try {
                        return file.toUri().toURL();
                    } catch (MalformedURLException error) {
                        return null;
                    }
                }
            }
            return null;
        }

        @Override
        protected Enumeration<URL> findResources(String name) {
            URL found = findResource(name);
            return Collections.enumeration(found == null ? List.of() : List.of(found));
        }
    }
}
