import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class Main {
    private static final int LONGEST = 53;
    private static final Pattern HEAD = Pattern.compile(" *\\[ *([\\w.]+) *(?:: *([\\w.]+) *)?\\].*");
    private static final Pattern SETTING = Pattern.compile(" *([\\w.]+) *(\\+?=)(.*)");
    private static final Pattern QUOTED = Pattern.compile(" *\"([^\"]*)\".*");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([a-z0-9_.]+)\\}");

    private record Entry(boolean appends, String text) {}

    private static final class Loop extends RuntimeException {}

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Map<String, List<Entry>>> sections = new HashMap<>();

    public static void main(String[] args) throws Exception {
        List<String> lines = new String(System.in.readAllBytes()).lines().toList();
        int border = lines.indexOf("%%");
        var settings = new Main();
        settings.read(lines.subList(0, border));
        var out = new StringBuilder();
        for (String line : lines.subList(border + 1, lines.size())) {
            String[] words = line.split(" ");
            out.append(settings.answer(words[0], words[1])).append('\n');
        }
        System.out.print(out);
    }

    private void read(List<String> lines) {
        Map<String, List<Entry>> current = null;
        for (String line : lines) {
            String text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            Matcher head = HEAD.matcher(line);
            if (head.matches()) {
                current = sections.computeIfAbsent(head.group(1), name -> new HashMap<>());
                if (head.group(2) != null) {
                    parents.put(head.group(1), head.group(2));
                }
                continue;
            }
            Matcher setting = SETTING.matcher(line);
            setting.matches();
            current.computeIfAbsent(setting.group(1), key -> new ArrayList<>())
                    .add(new Entry(setting.group(2).equals("+="), value(setting.group(3))));
        }
    }

    private static String value(String rest) {
        Matcher quoted = QUOTED.matcher(rest);
        return quoted.matches() ? quoted.group(1) : rest.replaceFirst(" #.*", "").strip();
    }

    private String raw(String section, String key) {
        if (section == null || !sections.containsKey(section)) {
            return null;
        }
        String value = raw(parents.get(section), key);
        for (Entry entry : sections.get(section).getOrDefault(key, List.of())) {
            value = entry.appends() && value != null ? value + "," + entry.text() : entry.text();
        }
        return value;
    }

    private String resolve(String section, String key, Set<String> path) {
        if (!path.add(key)) {
            throw new Loop();
        }
        String value = raw(section, key);
        if (value != null) {
            value = REFERENCE.matcher(value).replaceAll(match -> {
                String inner = resolve(section, match.group(1), path);
                return Matcher.quoteReplacement(inner == null ? match.group() : inner);
            });
        }
        path.remove(key);
        return value;
    }

    private String answer(String section, String key) {
        try {
            String value = resolve(section, key, new HashSet<>());
            if (value == null) {
                return "missing";
            }
            int left = value.length() - LONGEST;
            return left > 0 ? "<" + value.substring(0, LONGEST) + ">+" + left : "<" + value + ">";
        } catch (Loop loop) {
            return "loop";
        }
    }
}
