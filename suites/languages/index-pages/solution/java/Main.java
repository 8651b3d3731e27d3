import java.io.*;
import java.util.*;
import java.util.stream.*;

public class Main {
    static final int MOST = 8;
    static final int FEWEST = 3;
    static final int JOINED = 6;
    static final int MOVED = 4;

    static final List<List<Integer>> pages = new ArrayList<>(List.of(new ArrayList<>()));

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            int key = words.length > 1 ? Integer.parseInt(words[1]) : 0;
            out.append(switch (words[0]) {
                case "put" -> put(key);
                case "cut" -> cut(key);
                case "look" -> look(key, Integer.parseInt(words[2]));
                case "page" -> page(key);
                default -> stats();
            }).append('\n');
        }
        System.out.print(out);
    }

    static int home(int key) {
        int at = pages.size() - 1;
        while (at > 0 && pages.get(at).getFirst() > key) at--;
        return at;
    }

    static String put(int key) {
        int at = home(key);
        List<Integer> page = pages.get(at);
        int place = Collections.binarySearch(page, key);
        if (place >= 0) return "known";
        page.add(-place - 1, key);
        if (page.size() <= MOST) return "put";
        int moved = MOVED;
        if (at == pages.size() - 1 && page.getLast() == key) {
            moved = 1;
        } else if (at > 0 && pages.get(at - 1).size() < MOST) {
            pages.get(at - 1).add(page.removeFirst());
            return "pushed";
        }
        List<Integer> tail = page.subList(page.size() - moved, page.size());
        pages.add(at + 1, new ArrayList<>(tail));
        tail.clear();
        return "split";
    }

    static String cut(int key) {
        int at = home(key);
        List<Integer> page = pages.get(at);
        if (!page.remove(Integer.valueOf(key))) return "absent";
        if (page.size() >= FEWEST || pages.size() == 1) return "cut";
        at = Math.min(at, pages.size() - 2);
        List<Integer> keys = new ArrayList<>(pages.get(at));
        keys.addAll(pages.remove(at + 1));
        pages.set(at, keys);
        if (keys.size() <= JOINED) return "joined";
        List<Integer> latter = keys.subList((keys.size() + 1) / 2, keys.size());
        pages.add(at + 1, new ArrayList<>(latter));
        latter.clear();
        return "shared";
    }

    static String look(int low, int high) {
        int first = home(low), at = first;
        long count = 0;
        do {
            count += pages.get(at).stream().filter(key -> low <= key && key <= high).count();
            at++;
        } while (at < pages.size() && pages.get(at).getFirst() <= high);
        return count + " " + (at - first);
    }

    static String page(int key) {
        List<Integer> page = pages.get(home(key));
        return page.isEmpty() ? "blank" : page.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    static String stats() {
        int keys = pages.stream().mapToInt(List::size).sum();
        long full = pages.stream().filter(page -> page.size() == MOST).count();
        return keys + " " + pages.size() + " " + full;
    }
}
