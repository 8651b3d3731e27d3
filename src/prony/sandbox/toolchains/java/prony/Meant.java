package prony;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** What a task's module means among parsed files: which class is started, and whose methods are called. */
final class Meant {
    private final List<Unit> units;
    private final Unit module;

    Meant(List<Unit> units, String path) {
        this.units = units;
        module = units.stream().filter(unit -> unit.path.equals(path)).findFirst().orElse(units.get(0));
    }

    /** The classes of the module: the one that it is named by, the public one, then the others in their order. */
    List<String> classes() {
        Set<String> names = new LinkedHashSet<>();
        module.types.stream().filter(type -> type.simple.equals(module.base())).forEach(type -> names.add(type.name));
        module.types.stream().filter(type -> type.isPublic).forEach(type -> names.add(type.name));
        module.types.forEach(type -> names.add(type.name));
        return new ArrayList<>(names);
    }

    /** The class that is started: one of the module's with a method main, else another's, else whatever is first. */
    String main() {
        List<Unit> order = new ArrayList<>(List.of(module));
        order.addAll(units);
        for (Unit unit : order) {
            for (int kind = PLAIN; kind >= LATE; kind--) {
                for (Type type : unit.types) {
                    if (type.main == kind) {
                        return type.name;
                    }
                }
            }
        }
        List<String> all = classes();
        return all.isEmpty() ? module.base() : all.get(0);
    }

    /** A method main as all versions of the language know it, as later ones take it, too, or none. */
    private static final int PLAIN = 2;
    private static final int LATE = 1;

    /** One parsed file, read before it is compiled: compiling takes its tree apart. */
    static final class Unit {
        private final String path;
        private final List<Type> types = new ArrayList<>();

        Unit(CompilationUnitTree unit) {
            String name = unit.getSourceFile().getName();
            path = name.startsWith("./") ? name.substring(2) : name;
            String prefix = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree) {
                    types.add(new Type((ClassTree) type, prefix));
                }
            }
        }

        int publicTypes() {
            return (int) types.stream().filter(type -> type.isPublic).count();
        }

        private String base() {
            return path.substring(path.lastIndexOf('/') + 1).replaceAll("\\.java$", "");
        }
    }

    /** A top type of a file. */
    private static final class Type {
        private final String simple;
        private final String name;
        private final boolean isPublic;
        private final int main;

        private Type(ClassTree type, String prefix) {
            simple = type.getSimpleName().toString();
            name = prefix + simple;
            isPublic = type.getModifiers().getFlags().contains(Modifier.PUBLIC);
            int best = 0;
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree && ((MethodTree) member).getName().contentEquals("main")) {
                    best = Math.max(best, kind((MethodTree) member));
                }
            }
            main = best;
        }

        private static int kind(MethodTree method) {
            Set<Modifier> flags = method.getModifiers().getFlags();
            boolean shared = flags.contains(Modifier.STATIC) && method.getParameters().size() == 1;
            return shared ? PLAIN : !flags.contains(Modifier.PRIVATE) && method.getParameters().size() < 2 ? LATE : 0;
        }
    }
}
