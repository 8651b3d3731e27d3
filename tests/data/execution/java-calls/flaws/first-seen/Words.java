import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

public class Words {
    public static Map<String, Integer> count(List<String> words) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : words) {
            counts.merge(word, 1, Integer::sum);
        }
        return counts;
    }

    public static List<String> longest(String[] words) {
        Set<String> longest = new LinkedHashSet<>();
        int most = 0;
        for (String word : words) {
            if (word.length() > most) {
                longest.clear();
                most = word.length();
            }
            if (word.length() == most) {
                longest.add(word);
            }
        }
        return new ArrayList<>(longest);
    }

    public static char nth(String text, int n) {
        return text.charAt(n < 0 ? text.length() + n : n);
    }
}
