//> yes 0:a 1:b
#include <iostream>
#include <ranges>
#include <string>
#include <vector>
int main() {
    std::string s = "hello";
    std::cout << (s.contains("ell") ? "yes" : "no");
    auto v = std::views::iota(0, 2) | std::views::transform([](int i) { return std::string(1, char('a' + i)); })
        | std::ranges::to<std::vector<std::string>>();
    for (std::size_t i = 0; i < v.size(); ++i) std::cout << ' ' << i << ':' << v[i];
    std::cout << '\n';
}
