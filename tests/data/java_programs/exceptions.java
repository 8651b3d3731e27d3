public class Main {
    static class AppException extends Exception { AppException(String m, Throwable c) { super(m, c); } }
    static class Res implements AutoCloseable { final String n; Res(String n) { this.n = n; } public void close() { System.out.println("close " + n); } }
    static int tried() { try { return 1; } finally { System.out.println("finally"); } }
    public static void main(String[] args) { try (Res a = new Res("a"); Res b = new Res("b")) { Integer.parseInt("x"); } catch (NumberFormatException | NullPointerException e) { System.out.println(e.getMessage()); }
        try { try { Object o = "s"; Integer i = (Integer) o; } catch (ClassCastException e) { throw new AppException("wrapped", e); } } catch (AppException e) { System.out.println(e.getMessage() + " " + e.getCause().getClass().getSimpleName()); }
        try { int[] a = new int[2]; a[2] = 1; } catch (ArrayIndexOutOfBoundsException e) { System.out.println(e.getMessage()); } System.out.println(tried()); String s = null; try { s.length(); } catch (NullPointerException e) { System.out.println("npe"); } }
}
