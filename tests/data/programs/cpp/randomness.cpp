//> 1608637542 3421126067 ok
#include <algorithm>
#include <iostream>
#include <numeric>
#include <random>
#include <vector>
int main() {
    std::mt19937 rng(42);
    auto a = rng(), b = rng();
    std::vector<int> v(10);
    std::iota(v.begin(), v.end(), 0);
    std::shuffle(v.begin(), v.end(), rng);
    std::uniform_int_distribution<int> d(1, 6);
    std::random_device rd;
    std::cout << a << ' ' << b << (d(rng) <= 6 && std::accumulate(v.begin(), v.end(), 0) == 45 ? " ok" : " no") << '\n';
    (void)rd();
}
