import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

public class Main {
    private static final int CHOICES = 6;
    private static final int NAMES = 5;

    private record Item(String name, int price, Map<String, Set<String>> fields) {
        Set<String> values(String key) {
            return fields.getOrDefault(key, Set.of());
        }

        boolean fits(String key, String term) {
            if (!key.equals("price")) {
                return List.of(term.split("\\|")).stream().anyMatch(values(key)::contains);
            }
            int dots = term.indexOf("..");
            String low = term.substring(0, dots), high = term.substring(dots + 2);
            return (low.isEmpty() || price >= Integer.parseInt(low)) && (high.isEmpty() || price <= Integer.parseInt(high));
        }
    }

    private static final List<Item> items = new ArrayList<>();
    private static final Map<String, Set<String>> choices = new TreeMap<>();
    private static final StringBuilder out = new StringBuilder();

    private static void addItem(String[] words) {
        Map<String, Set<String>> fields = new HashMap<>();
        for (int at = 3; at < words.length; at++) {
            String[] field = words[at].split("=");
            fields.computeIfAbsent(field[0], key -> new TreeSet<>()).add(field[1]);
            choices.computeIfAbsent(field[0], key -> new TreeSet<>()).add(field[1]);
        }
        items.add(new Item(words[1], Integer.parseInt(words[2]), fields));
    }

    private static List<Item> fitting(Map<String, String> terms, String without) {
        return items.stream()
                .filter(item -> terms.entrySet().stream()
                        .allMatch(term -> term.getKey().equals(without) || item.fits(term.getKey(), term.getValue())))
                .toList();
    }

    private static void answer(Map<String, String> terms) {
        List<Item> hits = fitting(terms, null);
        out.append("hits ").append(hits.size());
        hits.stream()
                .sorted(Comparator.comparingInt(Item::price).thenComparing(Item::name))
                .limit(NAMES)
                .forEach(item -> out.append(' ').append(item.name()));
        out.append('\n');

        for (String key : choices.keySet()) {
            Set<String> chosen = terms.containsKey(key) ? Set.of(terms.get(key).split("\\|")) : Set.of();
            Map<String, Integer> counts = new TreeMap<>();
            chosen.forEach(value -> counts.put(value, 0));
            for (Item item : fitting(terms, key)) {
                item.values(key).forEach(value -> counts.merge(value, 1, Integer::sum));
            }
            // The sort is stable, and the map is in the order of values.
            List<String> rows = new ArrayList<>(counts.keySet());
            rows.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
            out.append(key);
            for (int at = 0; at < rows.size(); at++) {
                String value = rows.get(at);
                if (at < CHOICES || chosen.contains(value)) {
                    out.append(chosen.contains(value) ? " *" : " ").append(value).append(':').append(counts.get(value));
                }
            }
            out.append('\n');
        }

        var prices = fitting(terms, "price").stream().mapToInt(Item::price).summaryStatistics();
        out.append("price ").append(prices.getCount() == 0 ? "none" : prices.getMin() + ".." + prices.getMax()).append('\n');
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("item")) {
                addItem(words);
                continue;
            }
            Map<String, String> terms = new HashMap<>();
            for (int at = 1; at < words.length; at++) {
                String[] term = words[at].split("=");
                terms.put(term[0], term[1]);
            }
            answer(terms);
        }
        System.out.print(out);
    }
}
