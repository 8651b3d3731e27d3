import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

public class Main {
    private static final int DAY = 24 * 60;
    private static final long HORIZON = 17 * DAY;
    private static final List<String> NAMES = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private record Span(long begin, long end) {
        static Span of(String text) {
            int begin = minutes(text.substring(0, 5)), end = minutes(text.substring(6));
            return new Span(begin, end > begin ? end : end + DAY);
        }

        Span on(LocalDate day) {
            long midnight = day.toEpochDay() * DAY;
            return new Span(midnight + begin, midnight + end);
        }
    }

    private static final Map<DayOfWeek, List<Span>> weekly = new HashMap<>();
    private static final Map<LocalDate, List<Span>> special = new HashMap<>();

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var questions = new ArrayList<Long>();
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "weekly" -> {
                    String[] ends = words[1].split("-");
                    DayOfWeek last = weekday(ends[ends.length - 1]);
                    DayOfWeek day = weekday(ends[0]);
                    while (true) {
                        weekly.computeIfAbsent(day, d -> new ArrayList<>()).add(Span.of(words[2]));
                        if (day == last) {
                            break;
                        }
                        day = day.plus(1);
                    }
                }
                case "special" -> {
                    var spans = special.computeIfAbsent(LocalDate.parse(words[1]), d -> new ArrayList<>());
                    if (!words[2].equals("none")) {
                        spans.add(Span.of(words[2]));
                    }
                }
                default -> questions.add(LocalDate.parse(words[1]).toEpochDay() * DAY + minutes(words[2]));
            }
        }
        var out = new StringBuilder();
        for (long now : questions) {
            out.append(answer(now)).append('\n');
        }
        System.out.print(out);
    }

    private static DayOfWeek weekday(String name) {
        return DayOfWeek.of(NAMES.indexOf(name) + 1);
    }

    private static int minutes(String time) {
        return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
    }

    private static String answer(long now) {
        var spans = new ArrayList<Span>();
        for (long number = now / DAY - 1; number <= (now + HORIZON) / DAY; number++) {
            LocalDate day = LocalDate.ofEpochDay(number);
            var hours = special.getOrDefault(day, weekly.getOrDefault(day.getDayOfWeek(), List.of()));
            hours.forEach(span -> spans.add(span.on(day)));
        }
        spans.sort(Comparator.comparing(Span::begin));
        long until = now;
        for (Span span : spans) {
            if (span.begin() <= until) {
                until = Math.max(until, span.end());
            }
        }
        String state = until > now ? "open" : "shut";
        if (until == now) {
            until = spans.stream().mapToLong(Span::begin).filter(b -> b > now).findFirst().orElse(Long.MAX_VALUE);
        }
        if (until > now + HORIZON) {
            return state + " long";
        }
        return String.format("%s until %s %02d:%02d", state, LocalDate.ofEpochDay(until / DAY), until % DAY / 60, until % 60);
    }
}
