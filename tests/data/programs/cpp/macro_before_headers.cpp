//> 3.14 1
#define _USE_MATH_DEFINES
#include <cmath>
#include <iostream>
#define private public
#include <sstream>
class A { int x = 1; friend int main(); };
int main() { std::cout.precision(3); std::cout << M_PI << ' ' << A().x << '\n'; }
