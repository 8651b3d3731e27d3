//> 1 0
#include <stdio.h>
bool even(int n) { return n % 2 == 0; }
int main(void) {
    int *p = nullptr;
    printf("%d %d\n", even(2), p != nullptr);
}
