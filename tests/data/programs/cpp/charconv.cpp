//> 255 ff 0.1
#include <charconv>
#include <iostream>
#include <string>
int main() {
    std::string s = "255";
    int v;
    std::from_chars(s.data(), s.data() + s.size(), v);
    char buf[32];
    auto r = std::to_chars(buf, buf + 32, v, 16);
    char d[32];
    auto q = std::to_chars(d, d + 32, 0.1);
    std::cout << v << ' ' << std::string(buf, r.ptr) << ' ' << std::string(d, q.ptr) << '\n';
}
