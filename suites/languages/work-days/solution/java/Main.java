import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;

public class Main {
    private static final int TERM = 43;

    private static final Set<LocalDate> closed = new HashSet<>();
    private static final Set<String> yearly = new HashSet<>();

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        var questions = new ArrayList<String[]>();
        for (String line; (line = in.readLine()) != null; ) {
            String[] words = line.split(" ");
            switch (words[0]) {
                case "closed" -> closed.add(LocalDate.parse(words[1]));
                case "yearly" -> yearly.add(words[1]);
                default -> questions.add(words);
            }
        }
        var out = new StringBuilder();
        for (String[] words : questions) {
            LocalDate day = LocalDate.parse(words[1]);
            Object answer = switch (words[0]) {
                case "plus" -> move(day, Integer.parseInt(words[2]));
                case "due" -> move(day, TERM);
                default -> between(day, LocalDate.parse(words[2]));
            };
            out.append(answer).append('\n');
        }
        System.out.print(out);
    }

    private static boolean isHoliday(LocalDate day) {
        return yearly.contains(day.toString().substring(5));
    }

    private static boolean works(LocalDate day) {
        if (closed.contains(day) || isHoliday(day)) {
            return false;
        }
        return switch (day.getDayOfWeek()) {
            case SATURDAY, SUNDAY -> false;
            case MONDAY -> !isHoliday(day.minusDays(1)) && !isHoliday(day.minusDays(2));
            default -> true;
        };
    }

    private static LocalDate move(LocalDate day, int days) {
        int step = Integer.signum(days);
        for (int left = Math.abs(days); left > 0; ) {
            day = day.plusDays(step);
            if (works(day)) {
                left--;
            }
        }
        return day;
    }

    private static long between(LocalDate first, LocalDate last) {
        if (first.isAfter(last)) {
            return -between(last, first);
        }
        return first.datesUntil(last.plusDays(1)).filter(Main::works).count();
    }
}
