#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

constexpr std::size_t longest_name = 23;
constexpr std::size_t gap = 2;

using Names = std::vector<std::string>;

bool is_number(const std::string& name) { return name.find_first_not_of("0123456789") == std::string::npos; }

std::vector<std::size_t> column_widths(const Names& names, std::size_t rows) {
    std::vector<std::size_t> widths;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i % rows == 0) widths.push_back(0);
        widths.back() = std::max(widths.back(), names[i].size());
    }
    return widths;
}

bool fits(const std::vector<std::size_t>& widths, std::size_t screen) {
    std::size_t sum = gap * (widths.size() - 1);
    for (auto width : widths) sum += width;
    return sum <= screen;
}

void print(const Names& names, std::size_t screen) {
    if (names.empty()) return;
    std::size_t rows = 1;
    while (!fits(column_widths(names, rows), screen)) ++rows;
    const auto widths = column_widths(names, rows);
    for (std::size_t row = 0; row < rows; ++row) {
        std::string line;
        std::size_t begin = 0;
        for (std::size_t column = 0; row + column * rows < names.size(); ++column) {
            const auto& name = names[row + column * rows];
            line.resize(begin + (is_number(name) ? widths[column] - name.size() : 0), ' ');
            line += name;
            begin += widths[column] + gap;
        }
        std::cout << line << '\n';
    }
}

int main() {
    std::ios::sync_with_stdio(false);
    std::string line;
    std::getline(std::cin, line);
    const std::size_t screen = std::stoul(line), longest = std::min(screen, longest_name);
    Names names;
    bool first = true;
    while (std::getline(std::cin, line)) {
        auto text = line.substr(line.find(' ') + 1);
        if (line.starts_with("heading ")) {
            print(names, screen);
            names.clear();
            std::cout << (first ? "" : "\n") << text << '\n';
            first = false;
            continue;
        }
        if (text.size() > longest) text = text.substr(0, longest - 1) + '~';
        names.push_back(text);
    }
    print(names, screen);
}
