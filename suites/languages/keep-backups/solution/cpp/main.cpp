#include <algorithm>
#include <chrono>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

using namespace std::chrono;

constexpr hours limit{36};

struct Backup {
    std::string name, kind;
    sys_time<minutes> time;
    long long size;
    std::vector<std::string> reasons;
};

sys_time<minutes> parse(const std::string& date, const std::string& time) {
    const sys_days day = year{std::stoi(date.substr(0, 4))} / std::stoi(date.substr(5, 2)) / std::stoi(date.substr(8));
    return day + hours{std::stoi(time.substr(0, 2))} + minutes{std::stoi(time.substr(3))};
}

using Sound = std::vector<Backup*>;

void keep(const Sound& sound, const std::string& reason, int most, const std::function<long(const Backup&)>& period) {
    std::map<long, Backup*, std::greater<>> latest;
    for (Backup* backup : sound) latest[period(*backup)] = backup;
    for (auto& [number, backup] : latest) {
        if (most-- <= 0) break;
        backup->reasons.push_back(reason);
    }
}

int main() {
    std::string word, line;
    int last, days_, weeks_, months_;
    std::cin >> word >> last >> days_ >> weeks_ >> months_;
    std::getline(std::cin, line);

    std::vector<Backup> all;
    while (std::getline(std::cin, line)) {
        std::istringstream in(line);
        std::string date, time, mark;
        Backup backup;
        in >> date >> time >> backup.kind >> backup.size;
        backup.name = date + ' ' + time;
        backup.time = parse(date, time);
        if (in >> mark) backup.reasons.push_back(mark);
        all.push_back(std::move(backup));
    }
    std::ranges::sort(all, {}, &Backup::time);

    Sound sound;
    bool usable = false;
    for (Backup& backup : all) {
        usable = backup.kind == "full" || (backup.kind == "part" && usable);
        if (usable) sound.push_back(&backup);
    }

    keep(sound, "last", last, [](const Backup& b) { return b.time.time_since_epoch().count(); });
    keep(sound, "day", days_, [](const Backup& b) { return floor<days>(b.time).time_since_epoch().count(); });
    keep(sound, "week", weeks_, [](const Backup& b) {
        const auto day = floor<days>(b.time);
        return (day - (weekday{day} - Monday)).time_since_epoch().count();
    });
    keep(sound, "month", months_, [](const Backup& b) {
        const year_month_day date{floor<days>(b.time)};
        return int(date.year()) * 12 + long(unsigned(date.month()));
    });
    for (Backup* backup : sound)
        if (sound.back()->time - backup->time <= limit) backup->reasons.push_back("fresh");
    for (std::size_t at = sound.size(); at-- > 1;)
        if (sound[at]->kind == "part" && !sound[at]->reasons.empty() && sound[at - 1]->reasons.empty())
            sound[at - 1]->reasons.push_back("base");

    long long count = 0, space = 0, total = 0;
    for (const Backup& backup : all) total += backup.size;
    for (const Backup* backup : sound) {
        if (backup->reasons.empty()) continue;
        count++;
        space += backup->size;
        std::cout << backup->name;
        char between = ' ';
        for (const auto& reason : backup->reasons) {
            std::cout << between << reason;
            between = '+';
        }
        std::cout << '\n';
    }
    std::cout << "kept " << count << ' ' << space << "\ndropped " << all.size() - count << ' ' << total - space << '\n';
}
