//> 120 1 10 abc
#include <concepts>
#include <iostream>
#include <string>
template <int N> struct Factorial { static constexpr int value = N * Factorial<N - 1>::value; };
template <> struct Factorial<0> { static constexpr int value = 1; };
template <typename T> concept Number = std::integral<T> || std::floating_point<T>;
template <Number T> T twice(T x) { return x * 2; }
template <typename... T> auto sum(T... xs) { return (... + xs); }
consteval int square(int x) { return x * x; }
static_assert(square(3) == 9);
int main() { std::cout << Factorial<5>::value << ' ' << std::same_as<int, int> << ' ' << twice(5) << ' ' << sum(std::string("a"), "b", "c") << '\n'; }
