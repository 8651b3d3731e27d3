//< 10000000
//> 664579
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(void) {
    int n;
    scanf("%d", &n);
    char *sieve = calloc(n + 1, 1);
    int count = 0;
    for (long i = 2; i <= n; i++) {
        if (sieve[i]) continue;
        count++;
        for (long j = i * i; j <= n; j += i) sieve[j] = 1;
    }
    printf("%d\n", count);
    free(sieve);
}
