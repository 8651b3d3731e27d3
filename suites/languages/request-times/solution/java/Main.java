import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

public class Main {
    private static final int SHARE = 95;
    private static final int LIMIT = 1500;

    private static final class Endpoint {
        int number;
        final List<Integer> times = new ArrayList<>();

        int ranked(int percent) {
            return times.isEmpty() ? -1 : times.get((times.size() * percent + 99) / 100 - 1);
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, Endpoint> endpoints = new HashMap<>();
        int late = 0;
        var in = new BufferedReader(new InputStreamReader(System.in));
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            int ms = Integer.parseInt(words[3]);
            Endpoint endpoint = endpoints.computeIfAbsent(words[0] + " " + route(words[1]), name -> new Endpoint());
            endpoint.number++;
            if (Integer.parseInt(words[2]) < 500) {
                endpoint.times.add(ms);
            }
            if (ms > LIMIT) {
                late++;
            }
        }
        endpoints.values().forEach(endpoint -> endpoint.times.sort(null));

        Comparator<Map.Entry<String, Endpoint>> order = Comparator.comparing(entry -> -entry.getValue().ranked(SHARE));
        order = order.thenComparing(entry -> -entry.getValue().number).thenComparing(Map.Entry::getKey);
        var out = new StringBuilder();
        endpoints.entrySet().stream().sorted(order).forEach(entry -> {
            Endpoint e = entry.getValue();
            out.append("%s calls %d failed %d mid %s high %s%n".formatted(
                    entry.getKey(), e.number, e.number - e.times.size(), shown(e.ranked(50)), shown(e.ranked(SHARE))));
        });
        System.out.print(out.append("slow ").append(late).append('\n'));
    }

    private static String shown(int time) {
        return time < 0 ? "-" : String.valueOf(time);
    }

    private static String route(String path) {
        String bare = path.split("\\?", 2)[0];
        String route = Arrays.stream(bare.split("/", -1))
                .map(part -> part.matches("[0-9]+") ? "#" : part)
                .collect(Collectors.joining("/"));
        return route.length() > 1 && route.endsWith("/") ? route.substring(0, route.length() - 1) : route;
    }
}
