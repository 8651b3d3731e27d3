//> |   3.142|00042|0xff|left  |true
#include <format>
#include <iostream>
int main() {
    std::cout << std::format("|{:>8.3f}|{:05d}|{:#x}|{:<6}|{}\n", 3.14159, 42, 255, "left", true);
}
