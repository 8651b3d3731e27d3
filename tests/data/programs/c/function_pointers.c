//< 7 3
//> 10 4 21 2
#include <stdio.h>
typedef int (*op)(int, int);
static int add(int a, int b) { return a + b; }
static int sub(int a, int b) { return a - b; }
static int mul(int a, int b) { return a * b; }
static int divide(int a, int b) { return a / b; }
int main(void) {
    op ops[] = {add, sub, mul, divide};
    int a, b;
    scanf("%d %d", &a, &b);
    for (int i = 0; i < 4; i++) printf("%d%c", ops[i](a, b), i < 3 ? ' ' : '\n');
}
