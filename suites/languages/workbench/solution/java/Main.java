import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

public class Main {
    private static final int PATIENCE = 37;
    private static final int SET_UP = 13;

    private record Job(String name, int arrival, String kind, int length, int rank) {
        int urgency(int time) {
            return rank + (time - arrival) / PATIENCE;
        }
    }

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in));
        int count = Integer.parseInt(in.readLine());
        int[] freeAt = new int[count];
        String[] last = new String[count];
        List<Job> jobs = new ArrayList<>();
        var withdrawn = new HashMap<String, Integer>();
        for (String line; (line = in.readLine()) != null; ) {
            String[] w = line.split(" ");
            if (w[0].equals("job")) {
                jobs.add(new Job(w[1], Integer.parseInt(w[2]), w[3], Integer.parseInt(w[4]), Integer.parseInt(w[5])));
            } else {
                withdrawn.put(w[1], Integer.parseInt(w[2]));
            }
        }
        jobs.sort(Comparator.comparingInt(Job::arrival));

        var out = new StringBuilder();
        int time = 0, busy = 0, waited = 0;
        while (!jobs.isEmpty()) {
            int now = Math.max(time, Math.max(jobs.get(0).arrival(), Arrays.stream(freeAt).min().getAsInt()));
            time = now;
            jobs.removeIf(job -> withdrawn.getOrDefault(job.name(), Integer.MAX_VALUE) <= now);
            Job next = jobs.stream()
                    .filter(job -> job.arrival() <= now)
                    .min(Comparator.comparingInt((Job job) -> -job.urgency(now)).thenComparingInt(Job::arrival))
                    .orElse(null);
            if (next == null) {
                continue;
            }
            int machine = choose(freeAt, last, now, next.kind());
            int setUp = last[machine] == null || last[machine].equals(next.kind()) ? 0 : SET_UP;
            int end = now + setUp + next.length();
            freeAt[machine] = end;
            last[machine] = next.kind();
            jobs.remove(next);
            busy += end - now;
            waited = Math.max(waited, now - next.arrival());
            out.append(next.name() + " " + (machine + 1) + " " + now + " " + end + "\n");
        }
        System.out.print(out);
        System.out.println("busy " + busy);
        System.out.println("waited " + waited);
    }

    private static int choose(int[] freeAt, String[] last, int now, String kind) {
        int unused = -1, other = -1;
        for (int i = freeAt.length - 1; i >= 0; i--) {
            if (freeAt[i] <= now) {
                other = i;
                unused = last[i] == null ? i : unused;
            }
        }
        for (int i = 0; i < freeAt.length; i++) {
            if (freeAt[i] <= now && kind.equals(last[i])) {
                return i;
            }
        }
        return unused >= 0 ? unused : other;
    }
}
