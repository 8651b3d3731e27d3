package prony;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keeps names that tests mean from being taken by a submission in the same package. */
final class Names {
    private static final List<String> FRAMEWORK =
        List.of("org/junit/", "org/opentest4j/", "org/apiguardian/", "org/hamcrest/", "org/assertj/");
    private static final Pattern PACKAGE = Pattern.compile("^[ \\t]*package[ \\t]+([\\w.]+)[ \\t]*;", Pattern.MULTILINE);
    private static final Pattern ON_DEMAND = Pattern.compile("^[ \\t]*import[ \\t]+(org\\.[\\w.]+)\\.\\*[ \\t]*;", Pattern.MULTILINE);

    private final Path own;
    private final Set<String> files = new LinkedHashSet<>();

    Names(Path own, List<Path> sources) {
        this.own = own;
        sources.forEach(path -> files.add(path.getFileName().toString().replaceAll("\\.java$", "")));
    }

    /** Leaves out what a submission would put in place of the test framework. */
    void dropFramework() throws IOException {
        List<Path> made;
        try (Stream<Path> walk = Files.walk(own)) {
            made = walk.filter(Files::isRegularFile).toList();
        }
        for (Path path : made) {
            String name = own.relativize(path).toString();
            if (FRAMEWORK.stream().anyMatch(name::startsWith)) {
                Files.delete(path);
            }
        }
    }

    /**
     * Imports by name, in a test file, what it means by a short name that the submission has in the same package: the
     * framework's types always, those of java.lang where no file of the submission says that it is the task's.
     */
    void secure(Path test) throws IOException {
        String text = Compile.text(test);
        Matcher of = PACKAGE.matcher(text);
        boolean named = of.find();
        Path folder = named ? own.resolve(of.group(1).replace('.', '/')) : own;
        List<String> packages = new ArrayList<>();
        Matcher imported = ON_DEMAND.matcher(text);
        while (imported.find()) {
            packages.add(imported.group(1));
        }
        StringBuilder imports = new StringBuilder();
        for (String name : types(folder)) {
            for (String from : packages) {
                if (exists(from + "." + name)) {
                    imports.append(" import ").append(from).append('.').append(name).append(';');
                }
            }
            if (!files.contains(name) && exists("java.lang." + name)) {
                imports.append(" import java.lang.").append(name).append(';');
            }
        }
        if (imports.length() > 0) {
            int at = named ? of.end() : 0;
            Files.writeString(test, text.substring(0, at) + imports + text.substring(at));
        }
    }

    private static List<String> types(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> list = Files.list(folder)) {
            return list.map(path -> path.getFileName().toString())
                .filter(name -> name.endsWith(".class") && !name.contains("$"))
                .map(name -> name.substring(0, name.length() - ".class".length()))
                .sorted()
                .toList();
        }
    }

    private static boolean exists(String name) {
        return Names.class.getClassLoader().getResource(name.replace('.', '/') + ".class") != null;
    }

    /** Why tests may not compile with the submission, without a word of theirs. */
    String meaning(List<Path> tests) throws IOException {
        Set<String> theirs = new LinkedHashSet<>();
        for (Path test : tests) {
            Matcher of = PACKAGE.matcher(Compile.text(test));
            theirs.add(of.find() ? "package " + of.group(1) : "no package");
        }
        Set<String> have = new LinkedHashSet<>();
        try (Stream<Path> walk = Files.walk(own)) {
            for (Path path : (Iterable<Path>) walk.filter(Files::isRegularFile).sorted()::iterator) {
                Path folder = own.relativize(path).getParent();
                have.add(folder == null ? "no package" : "package " + folder.toString().replace('/', '.'));
            }
        }
        boolean apart = !have.isEmpty() && theirs.stream().noneMatch(have::contains);
        String why = apart
            ? "the files are of " + String.join(", ", have) + ", and the tests of " + String.join(", ", theirs)
            : "something that they use is missing, or is of another type";
        return "does not compile with the tests: " + why;
    }
}
