#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iostream>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

using namespace std::chrono;

constexpr int patience = 53;
constexpr int day_minutes = 24 * 60;
const std::vector<std::string> week{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

int minutes_of(const std::string& text) { return std::stoi(text.substr(0, 2)) * 60 + std::stoi(text.substr(3, 2)); }

std::set<int> times_of(const std::string& text) {
    std::set<int> times;
    if (const auto at = text.find('@'); at != std::string::npos) {
        const int step = std::stoi(text), last = minutes_of(text.substr(at + 7));
        for (int time = minutes_of(text.substr(at + 1)); time <= last; time += step) times.insert(time);
    } else {
        for (const auto& part : split(text)) times.insert(minutes_of(part));
    }
    return times;
}

struct Task {
    std::string name;
    std::set<int> times;
    std::vector<std::string> days;
    int length = 0, started = 0, merged = 0, late = 0;
    std::optional<int> waiting;
};

bool is_weekend(sys_days day) {
    const weekday name{day};
    return name == Saturday || name == Sunday;
}

bool means(const std::string& part, sys_days day) {
    const year_month_day date{day};
    sys_days last{date.year() / date.month() / std::chrono::last};
    if (part == "*") return true;
    if (part == "last") return day == last;
    if (part == "work") {
        while (is_weekend(last)) last -= days{1};
        return day == last;
    }
    return part == week[weekday{day}.c_encoding()] || part == std::to_string(unsigned(date.day()));
}

bool is_due(const Task& task, sys_days day) {
    bool due = false;
    for (const auto& part : task.days) {
        if (part[0] != '!')
            due = due || means(part, day);
        else if (means(part.substr(1), day))
            return false;
    }
    return due;
}

int main() {
    std::string word, text;
    int count;
    std::cin >> word >> text >> count;
    const sys_days begin{year{std::stoi(text)} / std::stoi(text.substr(5, 2)) / std::stoi(text.substr(8))};
    std::vector<Task> tasks;
    std::string when, on;
    for (Task task; std::cin >> word >> task.name >> when >> on >> task.length;) {
        task.times = times_of(when);
        task.days = split(on);
        tasks.push_back(task);
    }

    int free_at = 0, idle = 0;
    for (int number = 0; number < count; ++number) {
        const sys_days day = begin + days{number};
        const year_month_day date{day};
        std::vector<bool> due;
        for (const auto& task : tasks) due.push_back(is_due(task, day));
        for (int time = 0; time < day_minutes; ++time) {
            const int now = number * day_minutes + time;
            Task* next = nullptr;
            for (std::size_t i = 0; i < tasks.size(); ++i) {
                auto& task = tasks[i];
                if (task.waiting && *task.waiting < now - patience) {
                    task.waiting.reset();
                    ++task.late;
                }
                if (due[i] && task.times.contains(time)) {
                    if (task.waiting)
                        ++task.merged;
                    else
                        task.waiting = now;
                }
                if (!task.waiting) continue;
                if (!next || std::tuple(task.started, *task.waiting) < std::tuple(next->started, *next->waiting)) next = &task;
            }
            if (now < free_at) continue;
            if (!next) {
                ++idle;
                continue;
            }
            next->waiting.reset();
            ++next->started;
            free_at = now + next->length;
            std::printf("%04d-%02u-%02u %02d:%02d %s\n", int(date.year()), unsigned(date.month()), unsigned(date.day()), time / 60,
                        time % 60, next->name.c_str());
        }
    }
    for (const auto& task : tasks)
        std::printf("%s started %d merged %d late %d left %d\n", task.name.c_str(), task.started, task.merged, task.late,
                    task.waiting.has_value());
    std::printf("idle %d\n", idle);
}
