import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

public class Main {
    private static final int LONGEST = 17;

    private static String follow(Map<String, String> forwardings, String start) {
        Set<String> met = new HashSet<>(Set.of(start));
        String page = start;
        for (int steps = 0; ; steps++) {
            String next = forwardings.get(page);
            if (next == null) {
                return page + " " + steps;
            }
            if (steps == LONGEST) {
                return "tired";
            }
            if (!met.add(next)) {
                return "endless";
            }
            page = next;
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Map<String, String> forwardings = new HashMap<>();
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "point" -> forwardings.put(words[1], words[2]);
                case "lift" -> forwardings.remove(words[1]);
                default -> out.append(follow(forwardings, words[1])).append('\n');
            }
        }
        System.out.print(out);
    }
}
