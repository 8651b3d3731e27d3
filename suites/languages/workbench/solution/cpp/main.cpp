#include <algorithm>
#include <climits>
#include <iostream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

constexpr int patience = 37;
constexpr int set_up = 13;

struct Job {
    std::string name;
    int arrival;
    std::string kind;
    int length, rank;

    auto order(int time) const { return std::tuple(-rank - (time - arrival) / patience, arrival); }
};

struct Machine {
    int free_at = 0;
    std::string last;
};

int main() {
    std::ios::sync_with_stdio(false);
    int count;
    std::cin >> count;
    std::vector<Machine> machines(count);
    std::vector<Job> jobs;
    std::map<std::string, int> withdrawn;
    std::string word, name;
    while (std::cin >> word >> name) {
        if (word == "job") {
            Job job{name, 0, "", 0, 0};
            std::cin >> job.arrival >> job.kind >> job.length >> job.rank;
            jobs.push_back(job);
        } else {
            std::cin >> withdrawn[name];
        }
    }
    std::stable_sort(jobs.begin(), jobs.end(), [](auto& a, auto& b) { return a.arrival < b.arrival; });

    int time = 0, busy = 0, waited = 0;
    while (!jobs.empty()) {
        int first_free = INT_MAX;
        for (auto& machine : machines) first_free = std::min(first_free, machine.free_at);
        time = std::max({time, jobs.front().arrival, first_free});
        std::erase_if(jobs, [&](auto& job) {
            auto entry = withdrawn.find(job.name);
            return entry != withdrawn.end() && entry->second <= time;
        });
        auto waiting_end = std::find_if(jobs.begin(), jobs.end(), [&](auto& job) { return job.arrival > time; });
        if (waiting_end == jobs.begin()) continue;
        auto next = std::min_element(jobs.begin(), waiting_end, [&](auto& a, auto& b) { return a.order(time) < b.order(time); });

        Machine* chosen = nullptr;
        for (const std::string& wanted : {next->kind, std::string()})
            for (auto& machine : machines)
                if (!chosen && machine.free_at <= time && machine.last == wanted) chosen = &machine;
        int length = next->length;
        if (!chosen) {
            chosen = &*std::find_if(machines.begin(), machines.end(), [&](auto& m) { return m.free_at <= time; });
            length += set_up;
        }
        *chosen = {time + length, next->kind};
        busy += length;
        waited = std::max(waited, time - next->arrival);
        std::cout << next->name << ' ' << chosen - machines.data() + 1 << ' ' << time << ' ' << time + length << '\n';
        jobs.erase(next);
    }
    std::cout << "busy " << busy << '\n';
    std::cout << "waited " << waited << '\n';
}
