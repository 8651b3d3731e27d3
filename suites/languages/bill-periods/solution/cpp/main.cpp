#include <algorithm>
#include <chrono>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace std::chrono;

constexpr int longest_counted = 61;

sys_days parse(const std::string& text) {
    return year{std::stoi(text)} / std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8));
}

std::string show(sys_days day) {
    const year_month_day date{day};
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(date.year()), unsigned(date.month()), unsigned(date.day()));
    return text;
}

sys_days add_months(sys_days day, int count) {
    const auto date = year_month_day{day} + months{count};
    return date.ok() ? sys_days{date} : sys_days{date.year() / date.month() / last};
}

struct Subscription {
    sys_days start;
    int length = 1;
    std::vector<std::pair<sys_days, sys_days>> pauses;
    sys_days end = sys_days::max();

    std::string answer(sys_days day) const {
        if (day < start) return "before";
        if (day > end) return "over";
        int number = 1;
        auto first = start;
        days pushed{0};
        auto pause = pauses.begin();
        sys_days following;
        while (true) {
            following = add_months(start, number * length) + pushed;
            for (; pause != pauses.end() && pause->first < following; ++pause) {
                const days size = pause->second - pause->first + days{1};
                pushed += size;
                following += size;
            }
            if (day < following) break;
            ++number;
            first = following;
        }
        const auto final = std::min(following - days{1}, end);
        auto served = (final - first).count() + 1;
        bool paused = false;
        for (const auto& [from, to] : pauses) {
            paused = paused || (from <= day && day <= to);
            served -= std::max<long>(0, (std::min(to, final) - std::max(from, first)).count() + 1);
        }
        return std::to_string(number) + ' ' + show(first) + ' ' + show(final) + ' ' + std::to_string(served) + (paused ? " paused" : "");
    }
};

int main() {
    std::map<std::string, Subscription> subs;
    std::vector<std::pair<std::string, sys_days>> questions;
    std::string kind, name, date, longest_name = "none";
    long longest = 0;
    while (std::cin >> kind >> name >> date) {
        const auto day = parse(date);
        if (kind == "sub") {
            subs[name].start = day;
            std::cin >> subs[name].length;
        } else if (kind == "pause") {
            std::cin >> date;
            subs[name].pauses.emplace_back(day, parse(date));
            const long size = (parse(date) - day).count() + 1;
            if (size > longest && size <= longest_counted) longest = size, longest_name = name;
        } else if (kind == "end") {
            subs[name].end = day;
        } else {
            questions.emplace_back(name, day);
        }
    }
    for (const auto& [name, day] : questions)
        std::cout << name << ' ' << (subs.contains(name) ? subs.at(name).answer(day) : "unknown") << '\n';
    std::cout << "longest " << longest_name;
    if (longest > 0) std::cout << ' ' << longest;
    std::cout << '\n';
}
