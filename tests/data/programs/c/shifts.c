//> 3735928559 deadbeef DEADBEEF 337
#include <stdint.h>
#include <stdio.h>
int main(void) {
    uint32_t x = 0xdeadbeefu;
    int bits = __builtin_popcount(x) == 24 ? 337 : 0;
    printf("%u %x %X %d\n", x, x, x, bits);
}
