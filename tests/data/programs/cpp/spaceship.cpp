//> 1 0 1
#include <compare>
#include <iostream>
#include <source_location>
struct Version { int major, minor; auto operator<=>(const Version&) const = default; };
int main() { std::cout << (Version{1, 2} < Version{1, 3}) << ' ' << (Version{1, 2} == Version{1, 3}) << ' ' << (Version{2, 0} > Version{1, 9}) << '\n'; }
