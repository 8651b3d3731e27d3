//! SIGSEGV
#include <stdio.h>
static int f(volatile int *p) { volatile int x[1000]; x[0] = *p; return f(x) + x[0]; }
int main(void) { volatile int n = 1; printf("%d\n", f(&n)); }
