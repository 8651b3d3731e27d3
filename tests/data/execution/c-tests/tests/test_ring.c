#include "prony_test.h"
#include "ring.h"
#include "texts.h"

TEST(empty) {
    ring *r = ring_new();
    CHECK(r != NULL);
    CHECK_EQ(ring_size(r), 0);
    CHECK(ring_pop(r) == NULL);
    ring_free(r);
    ring_free(NULL);
}

TEST(order) {
    ring *r = ring_new();
    for (int i = 0; i < 100; i++) {
        CHECK(ring_push(r, FIRST));
        CHECK(ring_push(r, SECOND));
        char *a = ring_pop(r), *b = ring_pop(r);
        CHECK_STR(a, FIRST);
        CHECK_EQ(b, SECOND);
        free(a);
        free(b);
    }
    ring_free(r);
}

TEST(full) {
    ring *r = ring_new();
    for (int i = 0; i < 4; i++) CHECK(ring_push(r, "x"));
    CHECK(!ring_push(r, "y"));
    CHECK_EQ(ring_size(r), 4);
    ring_free(r);
}

TEST(names) {
    ring *r = ring_new();
    char text[] = "own";
    CHECK(ring_push(r, text));
    text[0] = 'x';
    char *a = ring_pop(r);
    CHECK_STR(a, "own");
    free(a);
    for (int i = 0; i < 4; i++) ring_push(r, "x");
    if (ring_push(r, "y")) FAIL("it was full");
    ring_free(r);
}
