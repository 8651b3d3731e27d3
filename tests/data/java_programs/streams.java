import java.util.*;
import java.util.function.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) {
    var words = List.of("apple", "bob", "cat", "apple", "dog");
    Map<Integer, Long> lengths = words.stream().collect(Collectors.groupingBy(String::length, TreeMap::new, Collectors.counting())); System.out.println(lengths);
    System.out.println(IntStream.iterate(1, i -> i <= 100, i -> i * 3).boxed().toList());
    System.out.println(words.stream().distinct().sorted(Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder())).collect(Collectors.joining(",")));
    System.out.println(Stream.iterate(new int[] {0, 1}, f -> new int[] {f[1], f[0] + f[1]}).limit(10).map(f -> f[0]).reduce(0, Integer::sum));
    System.out.println(words.parallelStream().mapToInt(String::length).sum() + " " + IntStream.range(0, 1000).parallel().filter(i -> i % 7 == 0).count());
    System.out.println(Stream.of("a-b", "c").flatMap(s -> Arrays.stream(s.split("-"))).collect(Collectors.partitioningBy(s -> s.equals("a"))));
    System.out.println(IntStream.of(3, 1, 2).summaryStatistics());
    Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b; System.out.println(add.apply(2).apply(3));
} }
