package prony;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileObject;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the Java files of the folder that it is started in, to {@code out/}.
 *
 * <p>{@code program MODULE}: all but tests, and beside the classes {@code program.args}, which starts the program, and
 * {@code program.classes}, the classes of MODULE. {@code tests FOLDER}: the same files to {@code out/own}, then those
 * of FOLDER with them to {@code out/tests}; nothing is told of these but that they do not compile.
 */
final class Compile {
    private static final Path HERE = Path.of("");
    private static final Path OUT = Path.of("out");
    private static final Pattern TEST = Pattern.compile("^[ \\t]*import[ \\t]+(?:static[ \\t]+)?org\\.junit\\.", Pattern.MULTILINE);
    private static final String LIBRARIES = System.getenv().getOrDefault("PRONY_LIBRARIES", "");

    private final JavaCompiler compiler;

    private Compile() {
        JavaCompiler own = ToolProvider.getSystemJavaCompiler();
        compiler = own != null ? own : ServiceLoader.load(JavaCompiler.class).iterator().next();
    }

    public static void main(String[] words) throws IOException {
        Locale.setDefault(Locale.ENGLISH);
        Compile compile = new Compile();
        boolean right = words[0].equals("program") ? compile.program(words[1]) : compile.tests(Path.of(words[1]));
        System.out.flush();
        System.err.flush();
        Runtime.getRuntime().halt(right ? 0 : 1);
    }

    private boolean program(String module) throws IOException {
        List<Meant.Unit> units = compile(sources(HERE, module), OUT, List.of(), true);
        if (units == null) {
            return false;
        }
        Meant meant = new Meant(units, module);
        String path = Files.isDirectory(Path.of("src/main/resources")) ? ".:src/main/resources" : ".";
        Files.write(OUT.resolve("program.classes"), meant.classes());
        Files.writeString(OUT.resolve("program.args"), "-cp " + path + "\n\"" + meant.main() + "\"\n");
        return true;
    }

    private boolean tests(Path folder) throws IOException {
        Path own = Files.createDirectories(OUT.resolve("own"));
        Path made = Files.createDirectories(OUT.resolve("tests"));
        List<Path> files = sources(HERE, "");
        files.removeIf(path -> path.startsWith(folder));
        if (!files.isEmpty() && compile(files, own, List.of(), true) == null) {
            return false;
        }
        List<Path> suite = sources(folder, null);
        Names names = new Names(own, files);
        names.dropFramework();
        for (Path file : suite) {
            names.secure(file);
        }
        if (compile(suite, made, List.of(own), false) == null) {
            System.err.println(names.meaning(suite));
            return false;
        }
        return true;
    }

    /** The Java files below a folder, without tests but for the module; with them where the module is null. */
    private static List<Path> sources(Path folder, String module) throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> walk = Files.walk(folder.equals(HERE) ? Path.of(".") : folder)) {
            for (Path path : (Iterable<Path>) walk.sorted()::iterator) {
                Path file = path.normalize();
                String name = file.toString();
                boolean source = name.endsWith(".java") && !name.endsWith("module-info.java") && Files.isRegularFile(file);
                if (source && !file.startsWith(OUT) && !("/" + name).contains("/.")) {
                    if (module == null || name.equals(module) || !TEST.matcher(text(file)).find()) {
                        found.add(file);
                    }
                }
            }
        }
        return found;
    }

    static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    /** The parsed files, or null where they do not compile. told: whether errors are printed. */
    private List<Meant.Unit> compile(List<Path> files, Path to, List<Path> path, boolean told) throws IOException {
        if (files.isEmpty()) {
            System.err.println("there are no Java files");
            return null;
        }
        List<Meant.Unit> units = new ArrayList<>();
        Set<String> lone = new HashSet<>();
        Writer words = told ? new PrintWriter(System.err, true) : Writer.nullWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            List<JavaFileObject> sources = new ArrayList<>();
            for (JavaFileObject file : manager.getJavaFileObjectsFromPaths(files)) {
                sources.add(new Source(file, lone));
            }
            JavacTask task = (JavacTask) compiler.getTask(words, manager, null, options(to, path), null, sources);
            task.addTaskListener(new TaskListener() {
                @Override
                public void finished(TaskEvent event) {
                    if (event.getKind() == TaskEvent.Kind.PARSE) {
                        Meant.Unit unit = new Meant.Unit(event.getCompilationUnit());
                        units.add(unit);
                        if (unit.publicTypes() == 1) {
                            lone.add(event.getSourceFile().getName());
                        }
                    }
                }
            });
            return task.call() ? units : null;
        }
    }

    private static List<String> options(Path to, List<Path> path) {
        List<String> places = new ArrayList<>();
        path.forEach(place -> places.add(place.toString()));
        Stream.of(LIBRARIES.split(":")).filter(jar -> !jar.isEmpty()).forEach(places::add);
        places.add(to.toString());
        return List.of(
            "-proc:none", "-encoding", "UTF-8", "-g", "-parameters", "-nowarn", "-Xlint:none", "-XDsuppressNotes",
            "-implicit:none", "-Xmaxerrs", "20", "-d", to.toString(), "-cp", String.join(":", places));
    }

    /** A file that may bear another name than its public type, where that is the only one. */
    private static final class Source extends ForwardingJavaFileObject<JavaFileObject> {
        private final Set<String> lone;

        private Source(JavaFileObject file, Set<String> lone) {
            super(file);
            this.lone = lone;
        }

        @Override
        public boolean isNameCompatible(String name, Kind kind) {
            return lone.contains(getName()) || super.isNameCompatible(name, kind);
        }
    }
}
