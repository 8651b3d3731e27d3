//> 4 16 36 64 100
#include <algorithm>
#include <iostream>
#include <ranges>
#include <vector>
int main() {
    std::vector<int> v{10, 1, 8, 3, 6, 5, 4, 7, 2, 9};
    std::ranges::sort(v);
    bool first = true;
    for (int x : v | std::views::filter([](int n) { return n % 2 == 0; }) | std::views::transform([](int n) { return n * n; })) {
        std::cout << (first ? "" : " ") << x;
        first = false;
    }
    std::cout << '\n';
}
