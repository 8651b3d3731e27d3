//! oom
#include <vector>
int main() { std::vector<std::vector<char>> v; for (;;) v.emplace_back(50'000'000, 'x'); }
