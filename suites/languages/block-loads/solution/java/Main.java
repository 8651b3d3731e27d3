import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.BitSet;

public class Main {
    private static final int BLOCK = 512;

    private static String missing(BitSet memory, int first, int end) {
        StringBuilder text = new StringBuilder();
        int at = memory.nextClearBit(first);
        while (at < end) {
            int next = memory.nextSetBit(at);
            int last = (next < 0 || next > end ? end : next) - 1;
            text.append(text.isEmpty() ? "" : " ").append(at);
            if (last > at) {
                text.append('-').append(last);
            }
            at = memory.nextClearBit(last + 1);
        }
        return text.isEmpty() ? "held" : text.toString();
    }

    public static void main(String[] args) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in));
        int size = Integer.parseInt(in.readLine().split(" ")[1]);
        BitSet memory = new BitSet();
        StringBuilder out = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("count")) {
                out.append(memory.cardinality()).append('\n');
                continue;
            }
            int first = Integer.parseInt(words[1]);
            int second = Integer.parseInt(words[2]);
            if (words[0].equals("drop")) {
                memory.clear(first, second + 1);
                continue;
            }
            int end = Math.min(first + second, size);
            int begin = first / BLOCK;
            int stop = first < end ? (end - 1) / BLOCK + 1 : begin;
            out.append(missing(memory, begin, stop)).append('\n');
            memory.set(begin, stop);
        }
        System.out.print(out);
    }
}
