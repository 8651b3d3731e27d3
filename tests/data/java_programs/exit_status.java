import java.util.Scanner;
public class Main { public static void main(String[] args) { Scanner s = new Scanner(System.in); if (!s.hasNextInt()) { System.err.println("error: no number"); System.exit(2); } System.out.println(s.nextInt()); } }
