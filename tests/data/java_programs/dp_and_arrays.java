import java.util.*;
public class Main { static final int MOD = 1_000_000_007; static long[][] mul(long[][] a, long[][] b) { int n = a.length; long[][] c = new long[n][n]; for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) for (int k = 0; k < n; k++) c[i][j] = (c[i][j] + a[i][k] * b[k][j]) % MOD; return c; }
    public static void main(String[] args) { long[][] r = {{1, 0}, {0, 1}}, m = {{1, 1}, {1, 0}}; for (long e = 1_000_000_000_000L; e > 0; e >>= 1) { if ((e & 1) == 1) r = mul(r, m); m = mul(m, m); } System.out.println(r[0][1]);
        boolean[] sieve = new boolean[2_000_001]; Arrays.fill(sieve, true); int c = 0; for (int i = 2; i <= 2_000_000; i++) { if (sieve[i]) { c++; for (long j = (long) i * i; j <= 2_000_000; j += i) sieve[(int) j] = false; } } System.out.println(c);
        outer: for (int i = 2; ; i++) { for (int j = 2; j < i; j++) if (i % j == 0) continue outer; if (i > 100) { System.out.println(i); break; } } } }
