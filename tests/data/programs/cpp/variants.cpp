//> 1 2.5 x none 7
#include <any>
#include <iostream>
#include <optional>
#include <string>
#include <variant>
#include <vector>
template <class... Ts> struct overloaded : Ts... { using Ts::operator()...; };
int main() {
    std::vector<std::variant<int, double, std::string>> vs{1, 2.5, std::string("x")};
    for (auto& v : vs) std::visit(overloaded{[](int i) { std::cout << i; }, [](double d) { std::cout << d; }, [](const std::string& s) { std::cout << s; }}, v), std::cout << ' ';
    std::optional<int> o;
    std::any a = 7;
    std::cout << (o ? "some" : "none") << ' ' << std::any_cast<int>(a) << '\n';
}
