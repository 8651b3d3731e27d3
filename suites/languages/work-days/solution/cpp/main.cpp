#include <chrono>
#include <cstdlib>
#include <iostream>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono;

constexpr int term = 43;

std::set<sys_days> closed;
std::set<std::pair<unsigned, unsigned>> yearly;

sys_days parse(const std::string& text) {
    return year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8, 2));
}

std::string show(sys_days when) {
    const year_month_day date{when};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    return text;
}

bool is_holiday(sys_days when) {
    const year_month_day date{when};
    return yearly.contains({unsigned(date.month()), unsigned(date.day())});
}

bool works(sys_days when) {
    const weekday name{when};
    if (name == Saturday || name == Sunday || closed.contains(when) || is_holiday(when)) return false;
    return name != Monday || !(is_holiday(when - days{1}) || is_holiday(when - days{2}));
}

sys_days move_by(sys_days when, int number) {
    const days step{number > 0 ? 1 : -1};
    for (int left = std::abs(number); left > 0;) {
        when += step;
        left -= works(when);
    }
    return when;
}

int between(sys_days first, sys_days last) {
    if (first > last) return -between(last, first);
    int sum = 0;
    for (; first <= last; first += days{1}) sum += works(first);
    return sum;
}

int main() {
    struct Question {
        std::string kind, date, rest;
    };
    std::vector<Question> questions;
    std::string kind, date, rest;
    while (std::cin >> kind >> date) {
        if (kind == "closed") {
            closed.insert(parse(date));
        } else if (kind == "yearly") {
            yearly.insert({std::stoi(date.substr(0, 2)), std::stoi(date.substr(3))});
        } else {
            if (kind != "due") std::cin >> rest;
            questions.push_back({kind, date, rest});
        }
    }
    for (const auto& [kind, date, rest] : questions) {
        if (kind == "count")
            std::cout << between(parse(date), parse(rest)) << '\n';
        else
            std::cout << show(move_by(parse(date), kind == "due" ? term : std::stoi(rest))) << '\n';
    }
}
