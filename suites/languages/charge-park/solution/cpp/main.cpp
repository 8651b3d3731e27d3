#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <string>
#include <vector>

struct Car {
    std::string name;
    int comes, goes, size, level, most;
    int waited = 0, full_at = 0;

    int room() const {
        int limit = level * 100 >= size * 80 ? (most + 1) / 2 : most;
        return std::min(limit, size - level);
    }
};

int share(int power, const std::vector<Car*>& plugged) {
    std::vector<std::pair<Car*, int>> rooms;
    for (Car* car : plugged) rooms.emplace_back(car, car->room());
    int left = power;
    while (left > 0 && !rooms.empty()) {
        for (auto& [car, room] : rooms) {
            if (left == 0) break;
            car->level++;
            room--;
            left--;
        }
        std::erase_if(rooms, [](const auto& entry) { return entry.second == 0; });
    }
    return power - left;
}

int main() {
    std::string kind;
    int power, plugs, minutes = 0;
    std::cin >> kind >> power >> plugs;
    std::map<int, int> limits;
    std::deque<Car> cars;
    while (std::cin >> kind) {
        if (kind == "limit") {
            int minute, value;
            std::cin >> minute >> value;
            limits[minute] = value;
        } else {
            Car car{};
            std::cin >> car.name >> car.comes >> car.goes >> car.size >> car.level >> car.most;
            minutes = std::max(minutes, car.goes);
            cars.push_back(car);
        }
    }

    std::deque<Car*> queue;
    std::vector<Car*> plugged;
    int total = 0, peak = 0, peak_at = 0;
    for (int minute = 0; minute < minutes; minute++) {
        if (auto limit = limits.find(minute); limit != limits.end()) power = limit->second;
        auto gone = [minute](const Car* car) { return car->goes <= minute; };
        std::erase_if(queue, gone);
        std::erase_if(plugged, gone);
        for (Car& car : cars)
            if (car.comes == minute) queue.push_back(&car);
        while (!queue.empty() && static_cast<int>(plugged.size()) < plugs) {
            plugged.push_back(queue.front());
            queue.pop_front();
        }
        for (Car* car : queue) car->waited++;
        int given = share(power, plugged);
        total += given;
        if (given > peak) {
            peak = given;
            peak_at = minute;
        }
        for (Car* car : plugged)
            if (car->level == car->size) car->full_at = minute + 1;
        std::erase_if(plugged, [](const Car* car) { return car->full_at > 0; });
    }

    for (const Car& car : cars) {
        std::cout << car.name << (car.full_at ? " ready " : " gone ") << (car.full_at ? car.full_at : car.level) << ' ' << car.waited << '\n';
    }
    std::cout << "total " << total << '\n';
    if (total > 0) std::cout << "most " << peak << ' ' << peak_at << '\n';
}
