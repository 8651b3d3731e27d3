import java.util.*;
class Main { public static void main(String... args) { Scanner in = new Scanner(System.in); int n = Integer.parseInt(in.nextLine().trim()); while (in.hasNextLine()) { String line = in.nextLine(); System.out.println(n + ":" + line.toUpperCase()); } } }
