//< b a b c a b
//> b:3
//> a:2
//> c:1
#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <vector>
int main() {
    std::map<std::string, int> counts;
    for (std::string w; std::cin >> w;) ++counts[w];
    std::vector<std::pair<std::string, int>> v(counts.begin(), counts.end());
    std::stable_sort(v.begin(), v.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [w, n] : v) std::cout << w << ':' << n << '\n';
}
