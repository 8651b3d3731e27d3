import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

public class Main {
    private static final int MOST = 6;

    /** Blocks from begin up to, but not with, end. */
    private record Piece(int begin, int end) {}

    private static TreeMap<Integer, Integer> free = new TreeMap<>();
    private static final Map<String, List<Piece>> files = new HashMap<>();

    private static int choose(TreeMap<Integer, Integer> runs, int needed) {
        int fitting = -1;
        int largest = -1;
        for (Map.Entry<Integer, Integer> run : runs.entrySet()) {
            int begin = run.getKey();
            int size = run.getValue() - begin;
            if (size >= needed && (fitting < 0 || size < runs.get(fitting) - fitting)) {
                fitting = begin;
            }
            if (largest < 0 || size > runs.get(largest) - largest) {
                largest = begin;
            }
        }
        return fitting >= 0 ? fitting : largest;
    }

    private static String grow(String name, int needed) {
        List<Piece> pieces = new ArrayList<>(files.getOrDefault(name, List.of()));
        TreeMap<Integer, Integer> runs = new TreeMap<>(free);
        boolean first = true;
        while (needed > 0) {
            Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
            int begin = first && last != null && runs.containsKey(last.end) ? last.end : choose(runs, needed);
            first = false;
            if (begin < 0) {
                return "refused";
            }
            int end = runs.remove(begin);
            int stop = Math.min(end, begin + needed);
            if (stop < end) {
                runs.put(stop, end);
            }
            needed -= stop - begin;
            if (last != null && last.end == begin) {
                pieces.set(pieces.size() - 1, new Piece(last.begin, stop));
            } else {
                pieces.add(new Piece(begin, stop));
            }
        }
        if (pieces.size() > MOST) {
            return "refused";
        }
        files.put(name, pieces);
        free = runs;
        return String.valueOf(pieces.size());
    }

    private static void delete(String name) {
        for (Piece piece : files.remove(name)) {
            int begin = piece.begin;
            int end = piece.end;
            Map.Entry<Integer, Integer> before = free.floorEntry(begin);
            if (before != null && before.getValue() == begin) {
                begin = before.getKey();
            }
            Integer behind = free.remove(end);
            free.put(begin, behind == null ? end : behind);
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        free.put(0, Integer.parseInt(in.readLine().split(" ")[1]));
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            String command = words[0];
            boolean known = words.length > 1 && files.containsKey(words[1]);
            String answer;
            if (command.equals("free")) {
                answer = free.entrySet().stream().mapToInt(run -> run.getValue() - run.getKey()).sum() + " " + free.size();
            } else if (command.equals("write")) {
                answer = known ? "exists" : grow(words[1], Integer.parseInt(words[2]));
            } else if (!known) {
                answer = "missing";
            } else if (command.equals("extend")) {
                answer = grow(words[1], Integer.parseInt(words[2]));
            } else if (command.equals("delete")) {
                delete(words[1]);
                continue;
            } else {
                answer = files.get(words[1]).stream().map(piece -> piece.begin + "-" + (piece.end - 1)).collect(Collectors.joining(" "));
            }
            out.append(answer).append('\n');
        }
        System.out.print(out);
    }
}
