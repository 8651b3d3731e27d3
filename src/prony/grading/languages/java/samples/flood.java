public class Flood {
    public static void main(String[] args) {
        while (true) {
            System.out.println("x".repeat(1000));
        }
    }
}
