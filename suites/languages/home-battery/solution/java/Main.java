import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

public class Main {
    private static final int SHARE = 87;

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        String[] first = in.readLine().split(" ");
        int capacity = Integer.parseInt(first[1]);
        int rate = Integer.parseInt(first[2]);
        int level = 0;
        long bought = 0;
        long sold = 0;
        long lost = 0;
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            int over = Integer.parseInt(words[0]) - Integer.parseInt(words[1]);
            if (over > 0) {
                int taken = Math.min(over, rate);
                int stored = taken * SHARE / 100;
                if (stored > capacity - level) {
                    stored = capacity - level;
                    taken = (stored * 100 + SHARE - 1) / SHARE;
                }
                level += stored;
                lost += taken - stored;
                over -= taken;
                sold += over;
                out.append(level).append(over > 0 ? " sold " + over : " even").append('\n');
            } else {
                int missing = -over;
                int given = Math.min(missing, Math.min(rate, level));
                level -= given;
                missing -= given;
                bought += missing;
                out.append(level).append(missing > 0 ? " bought " + missing : " even").append('\n');
            }
        }
        System.out.print(out.append("total bought " + bought + " sold " + sold + " lost " + lost + "\n"));
    }
}
