import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Main {
    private static final int USUAL_PORT = 8443;
    private static final Pattern LINK =
            Pattern.compile("([A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[^?#]*)?(?:\\?([^#]*))?(?:#.*)?");
    private static final Pattern WRONG = Pattern.compile("%(?![2-6][0-9A-Fa-f]|7[0-9A-Ea-e])");
    private static final Pattern ESCAPE = Pattern.compile("%(..)");
    private static final Pattern SPECIAL = Pattern.compile("[^A-Za-z0-9._~ -]");

    private record Parameter(String name, String value) {
        static Parameter of(String part) {
            String[] sides = part.split("=", 2);
            return new Parameter(decode(sides[0]), sides.length > 1 ? decode(sides[1]) : "");
        }

        @Override
        public String toString() {
            return encode(name) + "=" + encode(value);
        }
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var out = new StringBuilder();
        for (String line; (line = in.readLine()) != null; ) {
            out.append(clean(line)).append('\n');
        }
        System.out.print(out);
    }

    private static String clean(String line) {
        Matcher link = LINK.matcher(line);
        if (!link.matches()) {
            return "broken";
        }
        String port = link.group(2), path = link.group(3), query = link.group(4) == null ? "" : link.group(4);
        if (WRONG.matcher(query).find()) {
            return "broken";
        }
        var parameters = new LinkedHashSet<Parameter>();
        for (String part : query.split("&")) {
            if (!part.isEmpty()) {
                parameters.add(Parameter.of(part));
            }
        }
        parameters.removeIf(p -> (p.name() + ".").startsWith("trace."));
        String result = link.group(1).toLowerCase();
        if (port != null && Integer.parseInt(port) != USUAL_PORT) {
            result += ":" + port;
        }
        result += path == null ? "/" : path;
        if (parameters.isEmpty()) {
            return result;
        }
        return result + "?" + parameters.stream()
                .sorted(Comparator.comparing(Parameter::name))
                .map(Parameter::toString)
                .collect(Collectors.joining("&"));
    }

    private static String decode(String text) {
        return ESCAPE.matcher(text.replace('+', ' '))
                .replaceAll((MatchResult m) -> Matcher.quoteReplacement("" + (char) Integer.parseInt(m.group(1), 16)));
    }

    private static String encode(String text) {
        return SPECIAL.matcher(text)
                .replaceAll((MatchResult m) -> String.format("%%%02X", (int) m.group().charAt(0)))
                .replace(' ', '+');
    }
}
