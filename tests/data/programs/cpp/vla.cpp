//< 3
//> 0 1 2
#include <iostream>
int main() {
    int n;
    std::cin >> n;
    int a[n];
    for (int i = 0; i < n; i++) a[i] = i;
    for (int i = 0; i < n; i++) std::cout << a[i] << (i + 1 < n ? " " : "\n");
}
