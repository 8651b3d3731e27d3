public class Loop {
    public static void main(String[] args) {
        for (long number = 0; ; number++) {
            if (number < 0) {
                System.out.println(number);
            }
        }
    }
}
