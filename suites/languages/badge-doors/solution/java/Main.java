import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

public class Main {
    private static final int MOST = 14;

    /** Of each two rooms with doors between them the lowest level of these. */
    private static final Map<String, Map<String, Integer>> doors = new HashMap<>();

    private static Map<String, Integer> of(String room) {
        return doors.computeIfAbsent(room, key -> new HashMap<>());
    }

    private static String walk(String start, int badge) {
        Map<String, Integer> distances = new HashMap<>(Map.of(start, 0));
        Queue<String> queue = new ArrayDeque<>();
        queue.add(start);
        int largest = 0;
        String farthest = start;
        while (!queue.isEmpty()) {
            String room = queue.remove();
            int distance = distances.get(room);
            if (distance > largest || (distance == largest && room.compareTo(farthest) < 0)) {
                largest = distance;
                farthest = room;
            }
            if (distance == MOST) {
                continue;
            }
            of(room).forEach((other, level) -> {
                if (level <= badge && distances.putIfAbsent(other, distance + 1) == null) {
                    queue.add(other);
                }
            });
        }
        return distances.size() + " " + largest + " " + farthest;
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "door" -> {
                    of(words[1]).merge(words[2], Integer.parseInt(words[3]), Math::min);
                    of(words[2]).merge(words[1], Integer.parseInt(words[3]), Math::min);
                }
                case "wall" -> {
                    of(words[1]).remove(words[2]);
                    of(words[2]).remove(words[1]);
                }
                default -> out.append(walk(words[1], Integer.parseInt(words[2]))).append('\n');
            }
        }
        System.out.print(out);
    }
}
