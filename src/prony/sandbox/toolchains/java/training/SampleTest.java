import static org.junit.jupiter.api.Assertions.*;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** Does what tests do, so that an archive holds the classes of the framework that they load. */
@DisplayName("sample")
class SampleTest {
    private List<Integer> numbers;

    @BeforeEach
    void setUp() {
        numbers = List.of(1, 2);
    }

    @Test
    @DisplayName("compares")
    void compares() {
        assertEquals(3, numbers.get(0) + numbers.get(1), "sum");
        assertTrue(numbers.contains(1));
        assertArrayEquals(new int[] {1}, new int[] {1});
        assertThrows(IllegalStateException.class, () -> { throw new IllegalStateException("x"); });
        assertAll(() -> assertNotNull(numbers), () -> assertFalse(numbers.isEmpty()), () -> assertNull(null));
        assertTimeoutPreemptively(java.time.Duration.ofSeconds(5), () -> assertIterableEquals(numbers, List.of(1, 2)));
    }

    @Test
    void fails() {
        assertEquals(List.of(1), List.of(2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void parameters(int number) {
        assertTrue(number > 0);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"1, one", "2, two"})
    void rows(int number, String word) {
        assertNotEquals(word, String.valueOf(number));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void methods(int number, int other) {
        assertSame(number, other);
    }

    static Stream<Arguments> pairs() {
        return Stream.of(Arguments.of(1, 1));
    }

    @RepeatedTest(2)
    void repeated() {}

    @TestFactory
    Stream<DynamicTest> dynamic() {
        return Stream.of(DynamicTest.dynamicTest("one", () -> assertTrue(true)));
    }

    @Nested
    class Inner {
        @Test
        @Timeout(5)
        void inner() {
            assertInstanceOf(Integer.class, numbers.get(0));
        }
    }
}
