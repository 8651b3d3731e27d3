import java.util.*;
public class Main { public static void main(String[] args) {
    PriorityQueue<int[]> pq = new PriorityQueue<>((a, b) -> a[1] - b[1]); pq.offer(new int[] {1, 5}); pq.offer(new int[] {2, 3}); System.out.println(pq.poll()[0]);
    TreeMap<Integer, String> tm = new TreeMap<>(Map.of(1, "a", 5, "b", 9, "c")); System.out.println(tm.floorKey(6) + " " + tm.headMap(5, true) + " " + tm.descendingMap());
    Deque<Character> st = new ArrayDeque<>(); for (char c : "(()".toCharArray()) { if (c == '(') st.push(c); else st.pop(); } System.out.println(st.isEmpty());
    List<Integer> l = new LinkedList<>(Arrays.asList(5, 3, 1)); l.remove(Integer.valueOf(3)); l.add(0, 7); Collections.swap(l, 0, 1); System.out.println(l + " " + Collections.max(l) + Collections.frequency(l, 7));
    Map<String, List<Integer>> g = new HashMap<>(); g.computeIfAbsent("x", k -> new ArrayList<>()).add(1); for (Map.Entry<String, List<Integer>> e : g.entrySet()) System.out.println(e.getKey() + e.getValue());
    BitSet bs = new BitSet(); bs.set(3); bs.set(7); System.out.println(bs + " " + new TreeSet<>(Set.of(3, 1, 2)).higher(1) + " " + List.of(1, 2, 3).reversed());
    int[][] grid = new int[2][3]; for (int[] row : grid) Arrays.fill(row, 4); System.out.println(Arrays.deepToString(grid) + Arrays.asList(1, 2) + Arrays.toString(Arrays.copyOfRange(new int[] {1, 2, 3}, 1, 3)));
} }
