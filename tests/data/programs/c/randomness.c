//> same
#include <stdio.h>
#include <stdlib.h>
int main(void) {
    srand(42);
    int a = rand(), b;
    srand(42);
    b = rand();
    puts(a == b && a >= 0 ? "same" : "other");
}
