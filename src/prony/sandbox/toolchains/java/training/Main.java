import java.io.*;
import java.math.*;
import java.nio.charset.StandardCharsets;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;

/** Does what small programs do, so that an archive holds the classes of the library that they load. */
public class Main {
    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(double side) implements Shape {}

    enum Colour { RED, GREEN }

    static double area(Shape shape) {
        return switch (shape) {
            case Circle circle -> Math.PI * circle.radius() * circle.radius();
            case Square square -> square.side() * square.side();
        };
    }

    public static void main(String[] words) throws Exception {
        BufferedReader reader = new BufferedReader(new InputStreamReader(System.in));
        StringTokenizer tokens = new StringTokenizer(reader.readLine());
        int first = Integer.parseInt(tokens.nextToken());
        Scanner scanner = new Scanner(new ByteArrayInputStream("6 7\nline\n1.5".getBytes(StandardCharsets.UTF_8)));
        long sum = scanner.nextInt() + scanner.nextLong() + first;
        scanner.nextLine();
        String line = scanner.nextLine() + scanner.nextDouble() + scanner.hasNext();
        List<Integer> numbers = IntStream.rangeClosed(1, 20).boxed().collect(Collectors.toList());
        Map<String, List<Integer>> groups = numbers.stream().collect(Collectors.groupingBy(n -> n % 2 == 0 ? "even" : "odd"));
        Map<String, Integer> counts = new TreeMap<>(Comparator.reverseOrder());
        for (String word : line.split("\\s+")) {
            counts.merge(word, 1, Integer::sum);
        }
        Deque<Integer> deque = new ArrayDeque<>(numbers);
        PriorityQueue<int[]> queue = new PriorityQueue<>((a, b) -> Integer.compare(a[0], b[0]));
        queue.add(new int[] {3, deque.pollFirst()});
        numbers.sort(Comparator.comparing(Integer::intValue).reversed().thenComparing(Function.identity()));
        Collections.sort(numbers);
        Collections.reverse(numbers);
        Arrays.sort(new int[] {3, 1, 2});
        Arrays.sort(new Integer[] {3, 1, 2}, Collections.reverseOrder());
        StringBuilder out = new StringBuilder();
        out.append(String.join(",", List.of("a", "b"))).append(groups).append(counts).append(sum).reverse();
        out.append(Stream.of(new Circle(1), new Square(2)).mapToDouble(Main::area).sum());
        out.append(new Circle(2)).append(new Square(1).equals(new Square(1))).append(new Square(1).hashCode());
        out.append(String.format("%5.2f %s %d %-5s|%05d", Math.sqrt(2), "x", 3, Colour.RED, 42)).append("text".formatted());
        out.append(new BigInteger("123456789").multiply(BigInteger.TEN)).append(new BigDecimal("1.50").setScale(1, RoundingMode.HALF_UP));
        Matcher matcher = Pattern.compile("(\\d+)-(?<name>[a-z]+)").matcher("12-ab");
        out.append(matcher.find() ? matcher.group("name") : "").append("a1b".replaceAll("[0-9]", ""));
        Optional<String> found = Stream.of("b", "a").filter(s -> s.startsWith("a")).map(String::toUpperCase).findFirst();
        out.append(found.orElse("none")).append(numbers.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]")));
        out.append(numbers.stream().mapToInt(Integer::intValue).summaryStatistics());
        out.append(new HashSet<>(numbers)).append(new LinkedHashMap<>(Map.of("k", 1)).entrySet()).append(EnumSet.allOf(Colour.class));
        ExecutorService pool = Executors.newFixedThreadPool(2);
        Future<Integer> future = pool.submit(() -> 6 * 7);
        out.append(future.get()).append(CompletableFuture.supplyAsync(() -> 1).thenApply(n -> n + 1).get());
        pool.shutdown();
        ConcurrentMap<String, AtomicInteger> shared = new ConcurrentHashMap<>();
        shared.computeIfAbsent("k", key -> new AtomicInteger()).incrementAndGet();
        out.append(LocalDate.of(2024, 2, 29).plusDays(1)).append(Duration.ofSeconds(90)).append(LocalDateTime.of(2024, 1, 1, 0, 0));
        try {
            Integer.parseInt("x");
        } catch (NumberFormatException error) {
            out.append(error.getMessage());
        }
        PrintWriter writer = new PrintWriter(new BufferedWriter(new OutputStreamWriter(System.out)));
        writer.println(out);
        writer.flush();
        System.out.printf("%d %s%n", first, """
            text
            """.strip());
        System.err.println(sum);
    }
}
