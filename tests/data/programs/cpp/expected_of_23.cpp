//> 5 division by zero
#include <expected>
#include <iostream>
#include <string>
std::expected<int, std::string> divide(int a, int b) {
    if (b == 0) return std::unexpected("division by zero");
    return a / b;
}
int main() { std::cout << divide(10, 2).value() << ' ' << divide(1, 0).error() << '\n'; }
