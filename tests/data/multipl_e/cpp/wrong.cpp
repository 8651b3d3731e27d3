#include <string>
#include <vector>
std::vector<std::string> repeated(std::vector<std::string> texts, long times) {
    std::vector<std::string> out;
    for (auto& one : texts) out.insert(out.end(), 1, one);
    return out;
}
