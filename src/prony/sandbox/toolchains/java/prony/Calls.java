package prony;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Answers calls of the methods of a compiled module, one after the other, over descriptor 4.
 *
 * <p>A name is that of a method of the module's classes, the first that has it; {@code Class.method} says which. A method
 * that is not static is called on a new object, made without arguments.
 */
final class Calls {
    private static final int SOCKET = 4;
    private static final int MOST_TEXT = 2000;
    /** What it costs an overload to take arguments as an array of them: more than anything else. */
    private static final int GATHERED = 1 << 20;


    private final DataInputStream in;
    private final OutputStream out;
    private final ClassLoader loader;
    private final List<String> classes;

    private Calls(DataInputStream in, OutputStream out, ClassLoader loader, List<String> classes) {
        this.in = in;
        this.out = out;
        this.loader = loader;
        this.classes = classes;
    }

    public static void main(String[] words) throws Exception {
        Constructor<FileDescriptor> descriptor = FileDescriptor.class.getDeclaredConstructor(int.class);
        descriptor.setAccessible(true);
        FileDescriptor socket = descriptor.newInstance(SOCKET);
        Path module = Path.of(words[0]);
        URL[] places = {new File("./").toURI().toURL(), new File("src/main/resources/").toURI().toURL()};
        ClassLoader loader = new URLClassLoader(places, ClassLoader.getPlatformClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        Path listed = Path.of("program.classes");
        List<String> classes = Files.exists(listed) ? Files.readAllLines(listed) : List.of();
        Calls calls = new Calls(
            new DataInputStream(new FileInputStream(socket)), new FileOutputStream(socket), loader, classes);
        try {
            if (classes.isEmpty()) {
                throw new ClassNotFoundException(module.getFileName() + " has no class");
            }
            Class.forName(classes.get(0), true, loader);
        } catch (Throwable error) {
            error.printStackTrace();
            calls.send("{\"load\":" + described(error) + "}");
            Runtime.getRuntime().halt(1);
        }
        calls.send("{\"ready\":true}");
        calls.serve();
    }

    private void serve() throws IOException {
        while (true) {
            Map<?, ?> asked = (Map<?, ?>) Json.read(receive());
            String number = "{\"n\":" + asked.get("n") + ",";
            try {
                send(number + answer(asked) + "}");
            } catch (Encoder.Unplain error) {
                send(number + "\"unmarshallable\":" + quoted(error.getMessage()) + "}");
            }
            System.out.flush();
        }
    }

    private String receive() throws IOException {
        try {
            byte[] body = new byte[Integer.reverseBytes(in.readInt())];
            in.readFully(body);
            return new String(body, StandardCharsets.UTF_8);
        } catch (EOFException end) {
            System.out.flush();
            Runtime.getRuntime().halt(0);
            throw end;
        }
    }

    private void send(String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[body.length + 4];
        for (int index = 0; index < 4; index++) {
            frame[index] = (byte) (body.length >> 8 * index);
        }
        System.arraycopy(body, 0, frame, 4, body.length);
        out.write(frame);
    }

    /** The fields of a reply beside its number. */
    private String answer(Map<?, ?> asked) throws Encoder.Unplain {
        String name = (String) asked.get("name");
        List<?> given = (List<?>) Decoder.natural(asked.get("args"));
        Map<?, ?> named = (Map<?, ?>) Decoder.natural(asked.get("kwargs"));
        List<?> arguments = given;
        String reply;
        try {
            List<Method> methods = methods(name);
            if (methods.isEmpty()) {
                return "\"missing\":" + quoted(name);
            }
            Call call = best(methods, given, named);
            if (call == null) {
                String types = methods.get(0).toString().replaceAll("^[^(]*", "");
                return "\"error\":[\"NoSuchMethodException\"," + quoted("no " + name + " takes these arguments, only " + types) + ",[]]";
            }
            arguments = call.given();
            Object value = call.run();
            if (Boolean.TRUE.equals(asked.get("await")) && value instanceof Future) {
                value = ((Future<?>) value).get();
            }
            reply = "\"value\":" + Encoder.encode(value);
        } catch (InvocationTargetException | ExecutionException error) {
            reply = "\"error\":" + described(error.getCause());
        } catch (Encoder.Unplain error) {
            throw error;
        } catch (Throwable error) {
            reply = "\"error\":" + described(error);
        }
        if (!Boolean.TRUE.equals(asked.get("want"))) {
            return reply;
        }
        return reply + ",\"arguments\":" + Encoder.encode(arguments);
    }

    /** The methods that a name means, all of one class. */
    private List<Method> methods(String name) throws ClassNotFoundException {
        int dot = name.lastIndexOf('.');
        String method = name.substring(dot + 1);
        List<Class<?>> owners = new ArrayList<>();
        if (dot >= 0) {
            Class<?> owner = named(name.substring(0, dot));
            if (owner != null) {
                owners.add(owner);
            }
        } else {
            for (String one : classes) {
                owners.add(Class.forName(one, false, loader));
            }
        }
        for (Class<?> owner : owners) {
            List<Method> found = new ArrayList<>();
            for (Class<?> kind = owner; kind != null && kind != Object.class; kind = kind.getSuperclass()) {
                for (Method one : kind.getDeclaredMethods()) {
                    if (one.getName().equals(method) && !one.isSynthetic() && !Modifier.isPrivate(one.getModifiers())) {
                        found.add(one);
                    }
                }
            }
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    /** A class by its name, with or without its package; `Outer.Inner` is a nested one. */
    private Class<?> named(String name) {
        for (String one : classes) {
            String simple = one.substring(one.lastIndexOf('.') + 1);
            for (String start : List.of(one, simple)) {
                if (name.equals(start) || name.startsWith(start + ".")) {
                    Class<?> found = load(one + name.substring(start.length()).replace('.', '$'));
                    if (found != null) {
                        return found;
                    }
                }
            }
        }
        Class<?> found = load(name);
        String first = classes.get(0);
        return found != null || !first.contains(".") ? found : load(first.substring(0, first.lastIndexOf('.') + 1) + name);
    }

    private Class<?> load(String name) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError error) {
            return null;
        }
    }

    /** A method with arguments that suit it. */
    private static final class Call {
        private final Method method;
        private final Object[] arguments;
        private final int cost;

        private Call(Method method, Object[] arguments, int cost) {
            this.method = method;
            this.arguments = arguments;
            this.cost = cost;
        }

        /** The arguments as they were given, one by one. */
        private List<Object> given() {
            List<Object> given = new ArrayList<>(Arrays.asList(arguments));
            if (cost >= GATHERED) {
                Object last = given.remove(given.size() - 1);
                for (int index = 0; index < Array.getLength(last); index++) {
                    given.add(Array.get(last, index));
                }
            }
            return given;
        }

        private Object run() throws Exception {
            Object on = null;
            if (!Modifier.isStatic(method.getModifiers())) {
                Constructor<?> constructor = method.getDeclaringClass().getDeclaredConstructor();
                constructor.setAccessible(true);
                on = constructor.newInstance();
            }
            method.setAccessible(true);
            return method.invoke(on, arguments);
        }
    }

    private static Call best(List<Method> methods, List<?> given, Map<?, ?> named) {
        Call best = null;
        for (Method method : methods) {
            Call call = fitting(method, given, named);
            if (call != null && (best == null || call.cost < best.cost)) {
                best = call;
            }
        }
        return best;
    }

    private static Call fitting(Method method, List<?> given, Map<?, ?> named) {
        Type[] types = method.getGenericParameterTypes();
        List<Object> values = new ArrayList<>(given);
        Parameter[] parameters = method.getParameters();
        for (int index = given.size(); index < parameters.length && named.containsKey(parameters[index].getName()); index++) {
            values.add(named.get(parameters[index].getName()));
        }
        if (values.size() - given.size() != named.size()) {
            return null;
        }
        Call plain = values.size() == types.length ? fitting(method, types, values, 0) : null;
        int fixed = types.length - 1;
        if (plain != null || !method.isVarArgs() || values.size() < fixed) {
            return plain;
        }
        List<Object> gathered = new ArrayList<>(values.subList(0, fixed));
        gathered.add(new ArrayList<>(values.subList(fixed, values.size())));
        return fitting(method, types, gathered, GATHERED);
    }

    private static Call fitting(Method method, Type[] types, List<Object> values, int cost) {
        Decoder decoder = new Decoder();
        Object[] arguments = new Object[types.length];
        try {
            for (int index = 0; index < types.length; index++) {
                arguments[index] = decoder.fit(values.get(index), types[index]);
            }
        } catch (Decoder.Unfit unfit) {
            return null;
        }
        return new Call(method, arguments, decoder.cost + cost);
    }

    /** Type, message and ancestors of what was thrown, as JSON. */
    private static String described(Throwable error) {
        Throwable thrown = error instanceof ExceptionInInitializerError && error.getCause() != null ? error.getCause() : error;
        List<String> names = new ArrayList<>();
        for (Class<?> kind = thrown.getClass(); kind != Object.class; kind = kind.getSuperclass()) {
            names.add(quoted(kind.getSimpleName()));
        }
        String message;
        try {
            message = thrown.getMessage() == null ? "" : thrown.getMessage();
        } catch (Throwable broken) {
            message = "";
        }
        message = message.substring(0, Math.min(message.length(), MOST_TEXT));
        return "[" + names.get(0) + "," + quoted(message) + ",[" + String.join(",", names) + "]]";
    }

    private static String quoted(String text) {
        StringBuilder out = new StringBuilder();
        Json.quote(text, out);
        return out.toString();
    }
}
