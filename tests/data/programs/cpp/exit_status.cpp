//! 2
#include <cstdlib>
#include <iostream>
int main() { std::cerr << "usage: x FILE\n"; std::exit(2); }
