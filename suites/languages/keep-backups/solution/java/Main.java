import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

public class Main {
    private static final int HOURS = 36;

    private static final class Backup {
        final String name;
        final LocalDateTime time;
        final String kind;
        final long size;
        final List<String> reasons = new ArrayList<>();
        /** What it needs directly; null for a full one. */
        Backup former;

        Backup(String[] words) {
            name = words[0] + " " + words[1];
            time = LocalDateTime.parse(words[0] + "T" + words[1]);
            kind = words[2];
            size = Long.parseLong(words[3]);
            if (words.length > 4) {
                reasons.add("pinned");
            }
        }
    }

    private static final List<Backup> sound = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        List<String> lines = new String(System.in.readAllBytes()).lines().toList();
        String[] policy = lines.get(0).split(" ");
        List<Backup> all = lines.stream().skip(1).sorted().map(line -> new Backup(line.split(" "))).toList();

        Backup former = null;
        for (Backup backup : all) {
            boolean isPart = backup.kind.equals("part");
            if (backup.kind.equals("full") || isPart && former != null) {
                backup.former = isPart ? former : null;
                sound.add(backup);
                former = backup;
            } else {
                former = null;
            }
        }

        keep("last", policy[1], backup -> backup.time);
        keep("day", policy[2], backup -> backup.time.toLocalDate());
        keep("week", policy[3],
                backup -> backup.time.toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        keep("month", policy[4], backup -> YearMonth.from(backup.time));
        for (Backup backup : sound) {
            LocalDateTime latest = sound.get(sound.size() - 1).time;
            if (!backup.time.isBefore(latest.minusHours(HOURS))) {
                backup.reasons.add("fresh");
            }
        }
        for (int at = sound.size() - 1; at >= 0; at--) {
            Backup needs = sound.get(at).former;
            if (!sound.get(at).reasons.isEmpty() && needs != null && needs.reasons.isEmpty()) {
                needs.reasons.add("base");
            }
        }

        List<Backup> kept = sound.stream().filter(backup -> !backup.reasons.isEmpty()).toList();
        var out = new StringBuilder();
        for (Backup backup : kept) {
            out.append(backup.name).append(' ').append(String.join("+", backup.reasons)).append('\n');
        }
        long space = total(kept);
        out.append("kept ").append(kept.size()).append(' ').append(space).append('\n');
        out.append("dropped ").append(all.size() - kept.size()).append(' ').append(total(all) - space).append('\n');
        System.out.print(out);
    }

    private static long total(List<Backup> backups) {
        return backups.stream().mapToLong(backup -> backup.size).sum();
    }

    private static <P> void keep(String reason, String limit, Function<Backup, P> period) {
        var latest = new TreeMap<P, Backup>();
        sound.forEach(backup -> latest.put(period.apply(backup), backup));
        latest.descendingMap().values().stream().limit(Long.parseLong(limit)).forEach(backup -> backup.reasons.add(reason));
    }
}
