//> caught 5
#include <setjmp.h>
#include <stdio.h>
static jmp_buf env;
static void fail(int n) { longjmp(env, n); }
int main(void) {
    int n = setjmp(env);
    if (n == 0) fail(5);
    printf("caught %d\n", n);
}
