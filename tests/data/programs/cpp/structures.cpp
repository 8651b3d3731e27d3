//> 1 3 9 5 abc 3
#include <bitset>
#include <deque>
#include <forward_list>
#include <iostream>
#include <list>
#include <queue>
#include <set>
#include <span>
#include <stack>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <vector>
int main() {
    std::priority_queue<int, std::vector<int>, std::greater<>> pq;
    for (int x : {5, 1, 4}) pq.push(x);
    std::multiset<int> ms{3, 3, 9};
    std::unordered_map<std::string, std::vector<int>> m;
    m["k"].push_back(5);
    std::deque<int> d{1, 2, 3};
    std::span<int> s(m["k"]);
    std::string_view sv = "abcdef";
    std::cout << pq.top() << ' ' << *ms.begin() << ' ' << *ms.rbegin() << ' ' << s[0] << ' ' << sv.substr(0, 3) << ' ' << d.back() << '\n';
}
