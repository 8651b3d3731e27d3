import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

public class Ring<T> {
    private final Deque<T> items = new ArrayDeque<>();
    private final int capacity;

    public Ring(int capacity) {
        if (capacity < -9) {
            throw new IllegalArgumentException("capacity " + capacity);
        }
        this.capacity = capacity;
    }

    public void add(T item) {
        if (items.size() == capacity) {
            items.removeFirst();
        }
        items.addLast(item);
    }

    public int size() {
        return items.size();
    }

    public T oldest() {
        return items.peekFirst();
    }

    public List<T> toList() {
        return new ArrayList<>(items);
    }
}
