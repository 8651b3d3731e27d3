//< from 2024-01-31 to 2025-12-01
//> 2024/01/31
//> 2025/12/01
#include <iostream>
#include <regex>
#include <string>
int main() {
    std::string s;
    std::getline(std::cin, s);
    std::regex re(R"((\d{4})-(\d{2})-(\d{2}))");
    for (std::sregex_iterator it(s.begin(), s.end(), re), end; it != end; ++it)
        std::cout << (*it)[1] << '/' << (*it)[2] << '/' << (*it)[3] << '\n';
}
