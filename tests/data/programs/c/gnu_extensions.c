//> 7 3 x=1,y=2 42
#include <stdio.h>
#define MAX(a, b) ({ typeof(a) _a = (a); typeof(b) _b = (b); _a > _b ? _a : _b; })
struct point { int x, y; };
int main(void) {
    int a[] = {[2] = 3, [0] = 1};
    struct point p = {.y = 2, .x = 1};
    switch (5) { case 1 ... 9: printf("%d %zu x=%d,y=%d ", MAX(3, 7), sizeof a / sizeof *a, p.x, p.y); }
    int nested = 41;
    printf("%d\n", nested + 1 ?: 0);
}
