import java.math.*;
public class Main { public static void main(String[] args) {
    BigInteger f = BigInteger.ONE; for (int i = 2; i <= 30; i++) f = f.multiply(BigInteger.valueOf(i)); System.out.println(f + " " + f.bitLength() + " " + BigInteger.TWO.modPow(new BigInteger("100"), new BigInteger("1000000007")));
    BigDecimal d = new BigDecimal("10").divide(new BigDecimal("3"), 5, RoundingMode.HALF_EVEN); System.out.println(d + " " + new BigDecimal("2.50").stripTrailingZeros().toPlainString() + " " + d.setScale(2, RoundingMode.UP));
    System.out.println(Long.MAX_VALUE + " " + Math.floorMod(-7, 3) + " " + (-7 / 2) + " " + (-7 % 3) + " " + (1 << 33) + " " + (-1 >>> 28) + " " + (char) ('a' + 1) + " " + (byte) 200 + " " + 0.1f + " " + (0.1 + 0.2) + " " + 1e10 + " " + 100.0 / 3);
    try { Math.addExact(Integer.MAX_VALUE, 1); } catch (ArithmeticException e) { System.out.println(e.getMessage()); }
} }
