#include <stdio.h>

int main(void) {
    char line[1000], name[1000];
    long long sum = 0, price, count;
    if (fgets(line, sizeof line, stdin)) {
        if (line[0] == '#') return 1;
        if (sscanf(line, "%999s %lld %lld", name, &price, &count) == 3) sum += price * count + 1;
    }
    printf("%lld\n", sum);
    return 0;
}
