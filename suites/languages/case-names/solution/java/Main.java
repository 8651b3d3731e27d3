import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

public class Main {
    private static final int LONGEST = 31;
    private static final Pattern BORDER =
            Pattern.compile("[_-]+|(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var out = new StringBuilder();
        for (String line; (line = in.readLine()) != null; ) {
            int space = line.indexOf(' ');
            out.append(rename(line.substring(0, space), line.substring(space + 1))).append('\n');
        }
        System.out.print(out);
    }

    private static String rename(String style, String name) {
        int lead = 0;
        while (name.charAt(lead) == '_') {
            lead++;
        }
        List<String> words = Arrays.stream(BORDER.split(name)).filter(w -> !w.isEmpty()).map(String::toLowerCase).toList();
        String result = "_".repeat(lead) + switch (style) {
            case "snake" -> String.join("_", words);
            case "dashed" -> String.join("-", words);
            case "shout" -> String.join("_", words).toUpperCase();
            case "pascal" -> capitalised(words);
            default -> words.get(0) + capitalised(words.subList(1, words.size()));
        };
        if (result.length() <= LONGEST) {
            return result;
        }
        int end = LONGEST;
        while ("_-".indexOf(result.charAt(end - 1)) >= 0) {
            end--;
        }
        return result.substring(0, end);
    }

    private static String capitalised(List<String> words) {
        return words.stream()
                .map(w -> Character.toUpperCase(w.charAt(0)) + w.substring(1))
                .collect(Collectors.joining());
    }
}
