//> 3 2 1
#include <algorithm>
#include <functional>
#include <iostream>
#include <vector>
struct Less : public std::binary_function<int, int, bool> { bool operator()(int a, int b) const { return a > b; } };
int main() {
    std::vector<int> v{1, 2, 3};
    std::random_shuffle(v.begin(), v.end());
    std::sort(v.begin(), v.end(), Less());
    std::for_each(v.begin(), v.end(), [first = true](int x) mutable { std::cout << (first ? "" : " ") << x; first = false; });
    std::cout << '\n';
    std::count_if(v.begin(), v.end(), std::bind2nd(std::less<int>(), 2));
}
