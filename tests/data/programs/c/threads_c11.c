//> 10
#include <stdatomic.h>
#include <stdio.h>
#include <threads.h>
static atomic_int n;
static int work(void *arg) { atomic_fetch_add(&n, 5); return 0; }
int main(void) {
    thrd_t a, b;
    thrd_create(&a, work, NULL);
    thrd_create(&b, work, NULL);
    thrd_join(a, NULL);
    thrd_join(b, NULL);
    printf("%d\n", n);
}
