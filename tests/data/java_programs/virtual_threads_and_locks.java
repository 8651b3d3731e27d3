import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
public class Main { static int shared; public static void main(String[] args) throws Exception {
    AtomicInteger count = new AtomicInteger(); Lock lock = new ReentrantLock();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) { for (int i = 0; i < 200; i++) executor.submit(() -> { count.incrementAndGet(); lock.lock(); try { shared++; } finally { lock.unlock(); } }); }
    Thread t = new Thread(() -> { synchronized (Main.class) { shared += 1000; } }); t.start(); t.join();
    CountDownLatch latch = new CountDownLatch(3); for (int i = 0; i < 3; i++) new Thread(latch::countDown).start(); latch.await();
    System.out.println(count + " " + shared);
} }
