//> caught: vector
//> caught: bad input: 7
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>
struct BadInput : std::runtime_error { using runtime_error::runtime_error; };
int main() {
    try { std::vector<int> v(3); (void)v.at(9); } catch (const std::out_of_range& e) { std::cout << "caught: vector\n"; }
    try { throw BadInput("bad input: " + std::to_string(7)); } catch (const std::exception& e) { std::cout << "caught: " << e.what() << '\n'; }
}
