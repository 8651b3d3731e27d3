import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RingTest {
    private Ring<String> ring;

    @BeforeEach
    void setUp() {
        ring = new Ring<>(2);
    }

    @Test
    void adds() {
        ring.add("a");
        ring.add("b");
        assertEquals(2, ring.size());
        assertEquals(List.of("a", "b"), ring.toList());
    }

    @Test
    void addsToACopyOnly() {
        ring.add("a");
        ring.toList().clear();
        assertEquals("a", ring.oldest());
    }

    @Test
    void forgets() {
        for (String item : List.of("a", "b", "c")) {
            ring.add(item);
        }
        assertEquals(List.of("b", "c"), ring.toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refuses(int capacity) {
        assertThrows(IllegalArgumentException.class, () -> new Ring<String>(capacity));
    }

    @Nested
    class Empty {
        @Test
        void hasNoOldest() {
            assertThrows(NoSuchElementException.class, () -> ring.oldest());
            assertTrue(ring.toList().isEmpty());
        }
    }
}
