//> 500000500000
#include <stdio.h>
int main(void) {
    long long a[1000000], sum = 0;
    for (int i = 0; i < 1000000; i++) a[i] = i + 1;
    for (int i = 0; i < 1000000; i++) sum += a[i];
    printf("%lld\n", sum);
}
