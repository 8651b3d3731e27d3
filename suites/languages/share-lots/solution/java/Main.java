import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class Main {
    private static final int YEAR = 365;
    private static final int RECENT = 23;

    private static final class Lot {
        final int day;
        long shares, cost;

        Lot(int day, long shares, long cost) {
            this.day = day;
            this.shares = shares;
            this.cost = cost;
        }
    }

    private record Sale(int day, long recentGain, long oldGain) {}

    private final Map<String, List<Lot>> lots = new TreeMap<>();
    private final Map<String, List<Sale>> pending = new HashMap<>();
    private long recentSum, oldSum;

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var account = new Main();
        var out = new StringBuilder();
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            int day = Integer.parseInt(words[1]);
            long a = Long.parseLong(words[3]), b = Long.parseLong(words[4]);
            switch (words[0]) {
                case "buy" -> account.buy(day, words[2], a, a * b + Long.parseLong(words[5]));
                case "split" -> {
                    account.lotsOf(words[2]).forEach(lot -> lot.shares = lot.shares * a / b);
                    account.clean(words[2]);
                }
                default -> {
                    Sale sale = account.sell(day, words[2], a, a * b - Long.parseLong(words[5]), words[6]);
                    out.append(words[2]).append(' ').append(a).append(' ').append(sale == null ? "refused"
                            : "short " + money(sale.recentGain()) + " long " + money(sale.oldGain())).append('\n');
                }
            }
        }
        account.lots.forEach((name, held) -> {
            if (!held.isEmpty()) {
                long shares = held.stream().mapToLong(lot -> lot.shares).sum();
                long cost = held.stream().mapToLong(lot -> lot.cost).sum();
                out.append("hold ").append(name).append(' ').append(shares).append(' ').append(money(cost)).append('\n');
            }
        });
        System.out.print(out);
        System.out.println("short " + money(account.recentSum));
        System.out.println("long " + money(account.oldSum));
    }

    private List<Lot> lotsOf(String name) {
        return lots.computeIfAbsent(name, key -> new ArrayList<>());
    }

    private void clean(String name) {
        lotsOf(name).removeIf(lot -> lot.shares == 0);
    }

    private void buy(int day, String name, long count, long cost) {
        List<Sale> sales = pending.remove(name);
        for (Sale sale : sales == null ? List.<Sale>of() : sales) {
            if (day - sale.day() <= RECENT) {
                cost -= sale.recentGain() + sale.oldGain();
                recentSum -= sale.recentGain();
                oldSum -= sale.oldGain();
            }
        }
        lotsOf(name).add(new Lot(day, count, cost));
    }

    private Sale sell(int day, String name, long count, long proceeds, String way) {
        var queue = new ArrayList<>(lotsOf(name));
        if (queue.stream().mapToLong(lot -> lot.shares).sum() < count) {
            return null;
        }
        switch (way) {
            case "lifo" -> Collections.reverse(queue);
            case "dear" -> queue.sort((a, b) -> Long.compare(b.cost * a.shares, a.cost * b.shares));
            default -> { }
        }
        long taken = 0, got = 0, recent = 0, old = 0;
        for (Lot lot : queue) {
            long part = Math.min(lot.shares, count - taken);
            long cost = lot.cost * part / lot.shares;
            lot.shares -= part;
            lot.cost -= cost;
            taken += part;
            long gain = proceeds * taken / count - got - cost;
            got += gain + cost;
            if (day - lot.day >= YEAR) {
                old += gain;
            } else {
                recent += gain;
            }
        }
        clean(name);
        recentSum += recent;
        oldSum += old;
        var sale = new Sale(day, recent, old);
        if (recent + old < 0) {
            pending.computeIfAbsent(name, key -> new ArrayList<>()).add(sale);
        }
        return sale;
    }

    private static String money(long cents) {
        return String.format("%s%d.%02d", cents < 0 ? "-" : "", Math.abs(cents) / 100, Math.abs(cents) % 100);
    }
}
