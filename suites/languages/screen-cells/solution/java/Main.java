import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public class Main {
    private static final int USUAL = 37;
    private static final int[][] WIDE = {
        {0x1100, 0x115F}, {0x2E80, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFF00, 0xFF60}, {0x1F300, 0x1FAFF}
    };

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new StringBuilder();
        for (String line; (line = in.readLine()) != null; ) {
            String[] parts = line.split(" ", 3);
            int width = Integer.parseInt(parts[0]);
            out.append('|').append(fit(parts[2], width == 0 ? USUAL : width, parts[1])).append("|\n");
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).print(out);
    }

    private static int columns(int code) {
        if (code >= 0x300 && code <= 0x36F) {
            return 0;
        }
        for (int[] range : WIDE) {
            if (code >= range[0] && code <= range[1]) {
                return 2;
            }
        }
        return 1;
    }

    private static int widthOf(String text) {
        return text.codePoints().map(Main::columns).sum();
    }

    private static String cut(String text, int width) {
        var kept = new StringBuilder();
        int used = 1;
        for (int code : text.codePoints().toArray()) {
            used += columns(code);
            if (used > width) {
                break;
            }
            kept.appendCodePoint(code);
        }
        return kept + "~";
    }

    private static String fit(String text, int width, String place) {
        String shown = widthOf(text) > width ? cut(text, width) : text;
        int rest = width - widthOf(shown);
        int before = switch (place) {
            case "front" -> 0;
            case "middle" -> rest / 2;
            default -> rest;
        };
        return " ".repeat(before) + shown + " ".repeat(rest - before);
    }
}
