import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.Arrays;
import java.util.List;

public class Main {
    private static final int SMALL = 29;

    private static List<String> names;
    private static long[] balances;

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        names = Arrays.asList(in.readLine().split(" "));
        balances = new long[names.size()];
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            int payer = names.indexOf(words[1]);
            if (words[0].equals("paid")) {
                balances[payer] += Long.parseLong(words[3]);
                balances[names.indexOf(words[2])] -= Long.parseLong(words[3]);
            } else {
                spend(payer, Long.parseLong(words[2]), words.length > 3 ? words[3] : String.join(",", names));
            }
        }
        var out = new StringBuilder();
        for (int i = 0; i < balances.length; i++) {
            out.append(names.get(i)).append(' ').append(money(balances[i])).append('\n');
            if (Math.abs(balances[i]) < SMALL) {
                balances[i] = 0;
            }
        }
        System.out.print(out);
        settle();
    }

    private static void spend(int payer, long cents, String who) {
        long[] weights = new long[names.size()];
        for (String part : who.split(",")) {
            String[] sides = part.split("\\*");
            weights[names.indexOf(sides[0])] = sides.length > 1 ? Long.parseLong(sides[1]) : 1;
        }
        long total = Arrays.stream(weights).sum(), left = cents;
        balances[payer] += cents;
        for (int i = 0; i < weights.length; i++) {
            long share = cents * weights[i] / total;
            balances[i] -= share;
            left -= share;
        }
        for (int at = payer + 1; left > 0; at++) {
            int i = at % weights.length;
            if (weights[i] > 0) {
                balances[i]--;
                left--;
            }
        }
    }

    private static void settle() {
        boolean settled = true;
        while (true) {
            int low = 0, high = 0;
            for (int i = 1; i < balances.length; i++) {
                low = balances[i] < balances[low] ? i : low;
                high = balances[i] > balances[high] ? i : high;
            }
            long cents = Math.min(-balances[low], balances[high]);
            if (cents <= 0) {
                break;
            }
            balances[low] += cents;
            balances[high] -= cents;
            System.out.println(names.get(low) + " pays " + names.get(high) + " " + money(cents));
            settled = false;
        }
        if (settled) {
            System.out.println("settled");
        }
    }

    private static String money(long cents) {
        return String.format("%s%d.%02d", cents < 0 ? "-" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
    }
}
