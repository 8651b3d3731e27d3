import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

public class Main {
    private static final int MOST_VALUES = 6;
    private static final int PAGE = 4;

    private record Pair(String facet, String value) {
        static Pair of(String text) {
            int at = text.indexOf('=');
            return new Pair(text.substring(0, at), text.substring(at + 1));
        }
    }

    private record Item(String id, int price, List<Pair> pairs) {}

    private record Question(Map<String, List<String>> chosen, int highest, int page) {
        static Question of(List<String> parts) {
            Map<String, List<String>> chosen = new LinkedHashMap<>();
            int highest = Integer.MAX_VALUE;
            int page = 1;
            for (String part : parts) {
                Pair pair = Pair.of(part);
                switch (pair.facet()) {
                    case "upto" -> highest = Integer.parseInt(pair.value());
                    case "page" -> page = Integer.parseInt(pair.value());
                    default -> chosen.put(pair.facet(), List.of(pair.value().split(",")));
                }
            }
            return new Question(chosen, highest, page);
        }

        /** Whether an item fits all parts but the one about a facet, if any. */
        boolean fits(Item item, String except) {
            return item.price() <= highest
                    && chosen.entrySet().stream()
                            .filter(part -> !part.getKey().equals(except))
                            .allMatch(part -> part.getValue().stream()
                                    .anyMatch(value -> item.pairs().contains(new Pair(part.getKey(), value))));
        }
    }

    private final Map<String, Item> items = new HashMap<>();
    private final StringBuilder out = new StringBuilder();

    private void printFacet(String facet, Question question) {
        List<String> chosen = question.chosen().getOrDefault(facet, List.of());
        Map<String, Integer> counts = new HashMap<>();
        chosen.forEach(value -> counts.put(value, 0));
        for (Item item : items.values()) {
            if (question.fits(item, facet)) {
                item.pairs().stream()
                        .filter(pair -> pair.facet().equals(facet))
                        .forEach(pair -> counts.merge(pair.value(), 1, Integer::sum));
            }
        }
        if (counts.isEmpty()) {
            return;
        }
        List<String> listed = counts.keySet().stream()
                .sorted(Comparator.comparing((String value) -> -counts.get(value)).thenComparing(value -> value))
                .toList();
        out.append(facet);
        int hidden = 0;
        for (int at = 0; at < listed.size(); at++) {
            String value = listed.get(at);
            boolean isChosen = chosen.contains(value);
            if (at < MOST_VALUES || isChosen) {
                out.append(' ').append(value).append(isChosen ? "*:" : ":").append(counts.get(value));
            } else {
                hidden++;
            }
        }
        out.append(hidden > 0 ? " +" + hidden : "").append('\n');
    }

    private void answer(Question question) {
        List<Item> fitting = items.values().stream()
                .filter(item -> question.fits(item, null))
                .sorted(Comparator.comparingInt(Item::price).thenComparing(Item::id))
                .toList();
        out.append("found ").append(fitting.size()).append('\n');

        var facets = new TreeSet<>(question.chosen().keySet());
        items.values().forEach(item -> item.pairs().forEach(pair -> facets.add(pair.facet())));
        facets.forEach(facet -> printFacet(facet, question));

        int pages = (fitting.size() + PAGE - 1) / PAGE;
        int page = Math.min(question.page(), pages);
        out.append("page ").append(page).append(" of ").append(pages);
        fitting.stream()
                .skip(Math.max(0, (page - 1) * PAGE))
                .limit(PAGE)
                .forEach(item -> out.append(' ').append(item.id()));
        out.append('\n');
    }

    public static void main(String[] args) throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var shop = new Main();
        for (String line; (line = in.readLine()) != null; ) {
            List<String> words = Arrays.asList(line.split(" "));
            switch (words.get(0)) {
                case "item" -> {
                    List<Pair> pairs = words.subList(3, words.size()).stream().map(Pair::of).toList();
                    shop.items.put(words.get(1), new Item(words.get(1), Integer.parseInt(words.get(2)), pairs));
                }
                case "gone" -> shop.items.remove(words.get(1));
                default -> shop.answer(Question.of(words.subList(1, words.size())));
            }
        }
        System.out.print(shop.out);
    }
}
