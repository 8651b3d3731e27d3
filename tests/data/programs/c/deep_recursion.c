//> 200000
#include <stdio.h>
static int depth(int n) { return n == 0 ? 0 : 1 + depth(n - 1); }
int main(void) { volatile int n = 200000; printf("%d\n", depth(n)); }
