import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashSet;
import java.util.Set;

public class Main {
    static final int[] STEPS = {1, 10, 50, 100};
    static final long STEP_S = 600;
    static final long LONGER_S = 300;
    static final long LEAST_REQUESTS = 40;
    static final long MOST_BAD_PERCENT = 3;
    static final long ALARM = 25;

    static final StringBuilder out = new StringBuilder();

    static class Rollout {
        final String name;
        int step = -1;
        long end, good, bad;
        int timesLonger;
        Long pausedAt;
        boolean over;

        Rollout(String name, long time) {
            this.name = name;
            nextStep(time);
        }

        void say(long time, String words) {
            out.append(time).append(' ').append(name).append(' ').append(words).append('\n');
        }

        void finish(long time, String word) {
            say(time, word);
            over = true;
        }

        void nextStep(long time) {
            step++;
            if (step == STEPS.length) {
                finish(time, "finished");
                return;
            }
            say(time, "at " + STEPS[step]);
            end = time + STEP_S;
            good = bad = timesLonger = 0;
        }

        boolean tooManyBad() {
            return bad * 100 > (good + bad) * MOST_BAD_PERCENT;
        }

        void endStep() {
            long time = end;
            boolean tooFew = good + bad < LEAST_REQUESTS;
            if (tooFew && timesLonger < 2) {
                timesLonger++;
                end += LONGER_S;
                say(time, "longer");
            } else if (tooFew || tooManyBad()) {
                finish(time, "revoked");
            } else {
                nextStep(time);
            }
        }

        void advance(long time) {
            while (!over && pausedAt == null && end <= time) {
                endStep();
            }
        }

        boolean command(long time, String[] words) {
            switch (words[1]) {
                case "report" -> {
                    good += Long.parseLong(words[2]);
                    bad += Long.parseLong(words[3]);
                    if (bad >= ALARM && tooManyBad()) {
                        finish(time, "revoked");
                    }
                }
                case "cancel" -> finish(time, "revoked");
                case "pause" -> {
                    if (pausedAt != null) {
                        return false;
                    }
                    pausedAt = time;
                }
                default -> {
                    if (pausedAt == null) {
                        return false;
                    }
                    end += time - pausedAt;
                    pausedAt = null;
                }
            }
            return true;
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        Set<String> known = new HashSet<>();
        Rollout rollout = null;
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            long time = Long.parseLong(words[0]);
            if (rollout != null) {
                rollout.advance(time);
            }
            boolean running = rollout != null && !rollout.over;
            boolean fine;
            if (words[1].equals("start")) {
                fine = !running && known.add(words[2]);
                if (fine) {
                    rollout = new Rollout(words[2], time);
                }
            } else {
                fine = running && rollout.command(time, words);
            }
            if (!fine) {
                out.append(time).append(" refused\n");
            }
        }
        System.out.print(out);
    }
}
