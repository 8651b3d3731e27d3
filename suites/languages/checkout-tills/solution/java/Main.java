import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayDeque;
import java.util.Deque;

public class Main {
    private static final int EXPRESS_ITEMS = 15;
    private static final int SERVING = 20;

    private static final class Till {
        final Deque<Integer> ends = new ArrayDeque<>();
        int customers;
        int busy;
        int most;

        int crowd(int time) {
            while (!ends.isEmpty() && ends.peekFirst() <= time) {
                ends.removeFirst();
            }
            return ends.size();
        }

        int serve(int time, int items) {
            int seconds = SERVING + 3 * items;
            int end = (ends.isEmpty() ? time : ends.peekLast()) + seconds;
            ends.addLast(end);
            customers++;
            busy += seconds;
            most = Math.max(most, ends.size());
            return end;
        }
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] first = in.readLine().split(" ");
        Till[] all = new Till[Integer.parseInt(first[1])];
        int express = Integer.parseInt(first[2]);
        for (int i = 0; i < all.length; i++) {
            all[i] = new Till();
        }
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            int time = Integer.parseInt(words[0]);
            int items = Integer.parseInt(words[1]);
            int best = -1;
            int fewest = Integer.MAX_VALUE;
            for (int i = items > EXPRESS_ITEMS ? express : 0; i < all.length; i++) {
                int crowd = all[i].crowd(time);
                if (crowd < fewest) {
                    best = i;
                    fewest = crowd;
                }
            }
            if (best < 0) {
                out.append("turned away\n");
            } else {
                out.append(best + 1).append(' ').append(all[best].serve(time, items)).append('\n');
            }
        }
        for (int i = 0; i < all.length; i++) {
            out.append("till " + (i + 1) + " " + all[i].customers + " " + all[i].busy + " " + all[i].most + "\n");
        }
        System.out.print(out);
    }
}
