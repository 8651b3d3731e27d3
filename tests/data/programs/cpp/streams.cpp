//< 1,2,3
//< 4,5,6
//> 6
//> 15
//> ****42
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
int main() {
    std::string line, cell;
    while (std::getline(std::cin, line)) {
        std::stringstream ss(line);
        int sum = 0;
        while (std::getline(ss, cell, ',')) sum += std::stoi(cell);
        std::cout << sum << '\n';
    }
    std::ostringstream out;
    out << std::setw(6) << std::setfill('*') << 42;
    std::cout << out.str() << '\n';
}
