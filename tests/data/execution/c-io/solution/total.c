#include <stdio.h>

int main(void) {
    char line[1000], name[1000];
    long long sum = 0, price, count;
    while (fgets(line, sizeof line, stdin)) {
        if (line[0] == '#') continue;
        if (sscanf(line, "%999s %lld %lld", name, &price, &count) == 3) sum += price * count;
    }
    printf("%lld\n", sum);
    return 0;
}
