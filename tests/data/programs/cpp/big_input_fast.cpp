//> 1000000
#include <iostream>
#include <sstream>
int main() {
    std::ostringstream o;
    for (int i = 0; i < 1000000; ++i) o << i << '\n';
    std::istringstream in(o.str());
    int n = 0;
    for (int x; in >> x;) ++n;
    std::cout << n << '\n';
}
