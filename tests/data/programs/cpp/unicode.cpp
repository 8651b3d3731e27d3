//< Ünïcödé 日本
//> 10 18 Ünïcödé 日本
#include <iostream>
#include <string>
int main() {
    std::string s;
    std::getline(std::cin, s);
    int n = 0;
    for (unsigned char c : s) n += (c & 0xC0) != 0x80;
    std::cout << n << ' ' << s.size() << ' ' << s << '\n';
}
