#include <cstdio>

#include <string>

int main() {
    long long sum = 0;
    for (std::string line; std::getline(std::cin, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::istringstream in(line);
        std::string name;
        long long price, count;
        if (in >> name >> price >> count) sum += price * count;
    }
    std::cout << sum << '\n';
}
