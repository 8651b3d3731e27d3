//! 3
//> before
#include <stdio.h>
#include <stdlib.h>
static void bye(void) { puts("before"); }
int main(void) { atexit(bye); exit(3); }
