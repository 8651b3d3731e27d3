//> 499500
#include <execution>
#include <iostream>
#include <numeric>
#include <vector>
int main() {
    std::vector<int> v(1000);
    std::iota(v.begin(), v.end(), 0);
    std::cout << std::reduce(std::execution::par, v.begin(), v.end()) << '\n';
}
