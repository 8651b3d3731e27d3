import java.io.*;
public class Main {
    static final class FastReader {
        private final DataInputStream in = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        int next() throws IOException { int r = 0, b = in.read(); while (b <= ' ') b = in.read(); boolean neg = b == '-'; if (neg) b = in.read(); for (; b >= '0'; b = in.read()) r = r * 10 + b - '0'; return neg ? -r : r; }
    }
    public static void main(String[] args) throws IOException { FastReader f = new FastReader(); int n = f.next(); int best = Integer.MIN_VALUE, cur = 0; for (int i = 0; i < n; i++) { int x = f.next(); cur = Math.max(x, cur + x); best = Math.max(best, cur); } PrintWriter out = new PrintWriter(System.out); out.println(best); out.flush(); }
}
