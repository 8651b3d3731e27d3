import java.util.concurrent.*;
import java.util.*;
import java.util.stream.*;
public class Main { public static void main(String[] args) throws Exception {
    CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> 20), b = CompletableFuture.supplyAsync(() -> 22);
    System.out.println(a.thenCombine(b, Integer::sum).thenApply(x -> "sum " + x).get(2, TimeUnit.SECONDS));
    CompletableFuture<Object> failed = CompletableFuture.supplyAsync(() -> { throw new IllegalStateException("no"); });
    System.out.println(failed.handle((v, e) -> e.getCause().getMessage()).join());
    ExecutorService pool = Executors.newFixedThreadPool(4);
    List<Future<Integer>> futures = IntStream.range(0, 8).mapToObj(i -> pool.submit(() -> i * i)).toList();
    int sum = 0; for (Future<Integer> f : futures) sum += f.get(); System.out.println(sum);
    pool.shutdown(); System.out.println(pool.awaitTermination(1, TimeUnit.SECONDS));
} }
