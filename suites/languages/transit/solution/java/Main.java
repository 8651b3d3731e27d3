import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

public class Main {
    private static final int CHANGE = 11;

    /** A stop of a train; next is the following stop of the same train, or null. */
    private static final class Stop {
        final String station;
        Stop next;
        int minutes;

        Stop(String station) {
            this.station = station;
        }
    }

    private record Arrival(int minutes, int changes, Stop stop) {}

    private static final Map<String, List<Stop>> stops = new HashMap<>();
    private static final Set<String> closed = new HashSet<>();

    private static Stop stopAt(String station) {
        Stop stop = new Stop(station);
        stops.computeIfAbsent(station, key -> new ArrayList<>()).add(stop);
        return stop;
    }

    private static void addLine(String[] words, boolean both) {
        Stop there = stopAt(words[2]);
        Stop back = both ? stopAt(words[2]) : null;
        for (int at = 3; at < words.length; at += 2) {
            int minutes = Integer.parseInt(words[at]);
            Stop next = stopAt(words[at + 1]);
            there.next = next;
            there.minutes = minutes;
            there = next;
            if (both) {
                Stop previous = stopAt(words[at + 1]);
                previous.next = back;
                previous.minutes = minutes;
                back = previous;
            }
        }
    }

    private static String best(String start, String goal) {
        if (start.equals(goal)) {
            return "0 0";
        }
        if (closed.contains(start) || closed.contains(goal)) {
            return "unreachable";
        }
        PriorityQueue<Arrival> queue =
            new PriorityQueue<>(Comparator.comparingInt(Arrival::minutes).thenComparingInt(Arrival::changes));
        stops.getOrDefault(start, List.of()).forEach(stop -> queue.add(new Arrival(0, 0, stop)));
        Set<Stop> done = new HashSet<>();
        Set<String> changed = new HashSet<>();
        while (!queue.isEmpty()) {
            Arrival arrival = queue.remove();
            Stop stop = arrival.stop;
            if (!done.add(stop)) {
                continue;
            }
            if (stop.station.equals(goal)) {
                return arrival.minutes + " " + arrival.changes;
            }
            if (stop.next != null) {
                queue.add(new Arrival(arrival.minutes + stop.minutes, arrival.changes, stop.next));
            }
            if (!closed.contains(stop.station) && changed.add(stop.station)) {
                for (Stop other : stops.get(stop.station)) {
                    queue.add(new Arrival(arrival.minutes + CHANGE, arrival.changes + 1, other));
                }
            }
        }
        return "unreachable";
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        List<String[]> trips = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "closed" -> closed.add(words[1]);
                case "trip" -> trips.add(words);
                default -> addLine(words, words[0].equals("both"));
            }
        }
        for (String[] words : trips) {
            System.out.println(best(words[1], words[2]));
        }
    }
}
