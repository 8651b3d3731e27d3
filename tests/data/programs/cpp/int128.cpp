//> 340282366920938463463374607431768211455
#include <algorithm>
#include <iostream>
#include <string>
std::string text(unsigned __int128 v) { std::string s; do s += char('0' + int(v % 10)); while (v /= 10); std::reverse(s.begin(), s.end()); return s; }
int main() { std::cout << text(~(unsigned __int128)0) << '\n'; }
