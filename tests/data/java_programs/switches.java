public class Main {
    enum Day { MON, SAT, SUN }
    static String kind(Object o) { return switch (o) { case null -> "null"; case Integer i when i > 10 -> "big " + i; case Integer i -> "int " + i; case String s -> "text " + s.length(); case Day d -> switch (d) { case SAT, SUN -> "rest"; default -> { String w = "work"; yield w; } }; default -> o.getClass().getSimpleName(); }; }
    public static void main(String[] args) { for (Object o : new Object[] {null, 5, 50, "abc", Day.SUN, Day.MON, 1.5}) System.out.println(kind(o)); switch (3) { case 1: System.out.println("one"); case 3: System.out.println("three"); default: System.out.println("fell"); } }
}
