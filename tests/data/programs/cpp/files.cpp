//> 3 true .txt
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
namespace fs = std::filesystem;
int main() {
    std::ofstream("a.txt") << "one\ntwo\nthree\n";
    std::ifstream in("a.txt");
    int n = 0;
    for (std::string s; std::getline(in, s);) ++n;
    std::cout << n << ' ' << std::boolalpha << fs::exists("a.txt") << ' ' << fs::path("a.txt").extension().string() << '\n';
    fs::remove("a.txt");
}
