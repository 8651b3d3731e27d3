#include <stdio.h>

int main(void) {
    char line[1000], name[1000];
    int sum = 0, price, count;
    while (fgets(line, sizeof line, stdin)) {
        if (line[0] == '#') continue;
        if (sscanf(line, "%999s %d %d", name, &price, &count) == 3) sum += price * count;
    }
    printf("%d\n", sum);
    return 0;
}
