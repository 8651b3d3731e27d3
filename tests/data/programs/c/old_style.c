//> 5
#include <stdio.h>
int add();
int main() { printf("%d\n", add(2, 3)); return 0; }
int add(a, b) int a; int b; { return a + b; }
