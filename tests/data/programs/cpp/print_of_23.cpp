//> 1 + 2 = 3
#include <print>
int main() { std::println("{} + {} = {}", 1, 2, 1 + 2); }
