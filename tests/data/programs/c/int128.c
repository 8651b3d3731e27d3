//< 18446744073709551615 18446744073709551615
//> 340282366920938463426481119284349108225
#include <stdio.h>
#include <inttypes.h>
static void show(unsigned __int128 v) {
    if (v > 9) show(v / 10);
    putchar('0' + (int)(v % 10));
}
int main(void) {
    uint64_t a, b;
    scanf("%" SCNu64 " %" SCNu64, &a, &b);
    show((unsigned __int128)a * b);
    putchar('\n');
}
