import java.util.*;
import java.util.function.*;
public class Main {
    static <T extends Comparable<? super T>> T max(Collection<? extends T> c) { Iterator<? extends T> it = c.iterator(); T best = it.next(); while (it.hasNext()) { T x = it.next(); if (x.compareTo(best) > 0) best = x; } return best; }
    static class Node<K, V> { K k; V v; Node<K, V> next; Node(K k, V v) { this.k = k; this.v = v; } }
    static class Lru<K, V> extends LinkedHashMap<K, V> { final int cap; Lru(int cap) { super(16, 0.75f, true); this.cap = cap; } @Override protected boolean removeEldestEntry(Map.Entry<K, V> e) { return size() > cap; } }
    @SafeVarargs static <T> List<T> of(T... xs) { return new ArrayList<>(Arrays.asList(xs)); }
    public static void main(String[] args) { Lru<String, Integer> lru = new Lru<>(2); lru.put("a", 1); lru.put("b", 2); lru.get("a"); lru.put("c", 3); Node<String, Integer> n = new Node<>("k", 1); BiFunction<Integer, Integer, Integer> f = Math::max; System.out.println(max(of(3, 9, 4)) + " " + lru.keySet() + " " + n.k + f.apply(2, 7)); }
}
