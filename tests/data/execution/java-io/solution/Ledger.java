import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.TreeMap;

public class Ledger {
    public static void main(String[] args) throws IOException {
        Map<String, Long> balances = new TreeMap<>();
        boolean wrong = false;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in))) {
            int number = 0;
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                number++;
                String[] words = line.strip().split("\\s+");
                if (words.length == 2 && words[1].matches("-?\\d+")) {
                    balances.merge(words[0], Long.parseLong(words[1]), Long::sum);
                } else {
                    System.err.println(number);
                    wrong = true;
                }
            }
        }
        balances.forEach((name, balance) -> System.out.println(name + ": " + balance));
        System.out.println("total: " + balances.values().stream().mapToLong(Long::longValue).sum());
        System.exit(wrong ? 3 : 0);
    }
}
