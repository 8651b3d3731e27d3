import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

public class Main {
    private static final int MOST_LINES = 7;

    private record Field(String value, boolean quoted) {
        String shown() {
            if (value.isEmpty()) {
                return quoted ? "\"\"" : "?";
            }
            return value.replace("\\", "\\\\").replace("\n", "\\n");
        }
    }

    /** A row that cannot be read. */
    private static class Damage extends Exception {
        Damage(String word) {
            super(word);
        }
    }

    private final String text;
    private final char separator;
    private int at;

    private Main(String text, char separator) {
        this.text = text;
        this.separator = separator;
    }

    private void skipSpaces() {
        while (text.charAt(at) == ' ') {
            at++;
        }
    }

    private int nextLine(int from) {
        return text.indexOf('\n', from) + 1;
    }

    private boolean atEndOfField() {
        char c = text.charAt(at);
        return c == separator || c == '\n';
    }

    private Field readField() throws Damage {
        int begin = at;
        skipSpaces();
        if (text.charAt(at) != '"') {
            while (!atEndOfField()) {
                at++;
            }
            return new Field(text.substring(begin, at).strip(), false);
        }
        int next = nextLine(at);
        var value = new StringBuilder();
        int lines = 1;
        for (at++; at < text.length() && lines <= MOST_LINES; at++) {
            char c = text.charAt(at);
            if (c == '"' && !text.startsWith("\"", ++at)) {
                skipSpaces();
                if (!atEndOfField()) {
                    at = nextLine(at);
                    throw new Damage("spoilt");
                }
                return new Field(value.toString(), true);
            }
            lines += c == '\n' ? 1 : 0;
            value.append(c);
        }
        at = next;
        throw new Damage("endless");
    }

    private List<Field> readRow() throws Damage {
        List<Field> fields = new ArrayList<>();
        do {
            fields.add(readField());
        } while (text.charAt(at++) != '\n');
        return fields;
    }

    private void run(List<String> wanted) {
        var out = new StringBuilder();
        List<String> heading = null;
        int good = 0;
        int bad = 0;
        int number = 2;
        while (at < text.length()) {
            int begin = at;
            if (text.substring(at, nextLine(at)).isBlank()) {
                at = nextLine(at);
            } else {
                try {
                    List<Field> fields = readRow();
                    if (heading == null) {
                        heading = fields.stream().map(Field::value).toList();
                    } else if (fields.size() != heading.size()) {
                        throw new Damage("uneven");
                    } else {
                        List<String> shown = new ArrayList<>();
                        for (String name : wanted) {
                            int column = heading.indexOf(name);
                            shown.add(column < 0 ? "?" : fields.get(column).shown());
                        }
                        out.append(String.join(" | ", shown)).append('\n');
                        good++;
                    }
                } catch (Damage damage) {
                    out.append(damage.getMessage()).append(' ').append(number).append('\n');
                    bad++;
                }
            }
            number += (int) text.substring(begin, at).chars().filter(c -> c == '\n').count();
        }
        System.out.print(out.append("good ").append(good).append(" bad ").append(bad).append('\n'));
    }

    public static void main(String[] args) throws IOException {
        String input = new String(System.in.readAllBytes(), StandardCharsets.US_ASCII);
        int end = input.indexOf('\n');
        List<String> head = Arrays.asList(input.substring(0, end).split(" "));
        new Main(input.substring(end + 1), head.get(0).charAt(0)).run(head.subList(1, head.size()));
    }
}
