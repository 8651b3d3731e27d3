#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

constexpr int day = 480, last = 5 * day, grid = 15;

std::map<std::string, std::vector<std::pair<int, int>>> times;

bool is_free(const std::string& name, int start, int end) {
    return std::ranges::all_of(times[name], [=](auto& span) { return end <= span.first || span.second <= start; });
}

int find_start(int length, const std::vector<std::string>& needed) {
    for (int start = 0; start < last; start += grid) {
        if (start % day + length > day) continue;
        if (std::ranges::all_of(needed, [=](auto& name) { return is_free(name, start, start + length); })) return start;
    }
    return -1;
}

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream words(line);
        std::string command, name;
        words >> command;
        if (command == "busy") {
            int from, to;
            words >> name >> from >> to;
            times[name].emplace_back(from, to);
            continue;
        }
        int length;
        words >> length;
        std::vector<std::string> names, needed;
        while (words >> name) {
            if (name.back() == '?') name.pop_back();
            else needed.push_back(name);
            names.push_back(name);
        }
        const int start = find_start(length, needed);
        if (start < 0) {
            std::cout << "never\n";
            continue;
        }
        std::cout << start;
        for (const auto& other : names) {
            if (!is_free(other, start, start + length)) continue;
            times[other].emplace_back(start, start + length);
            std::cout << ' ' << other;
        }
        std::cout << '\n';
    }
}
