#include <iostream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

constexpr int capacity = 5000;

using Names = std::set<std::string>;

struct Offer {
    int size;
    std::vector<std::string> needs;
};

std::map<std::string, Offer> offers;
Names machine, wanted;

void reach(const std::string& name, Names& reached) {
    if (!reached.insert(name).second) return;
    if (const auto it = offers.find(name); it != offers.end())
        for (const auto& need : it->second.needs) reach(need, reached);
}

int size_of(const Names& names) {
    int sum = 0;
    for (const auto& name : names) sum += offers.at(name).size;
    return sum;
}

void put_on(const std::string& name, Names& begun) {
    if (machine.contains(name) || !begun.insert(name).second) return;
    for (const auto& need : offers.at(name).needs) put_on(need, begun);
    std::cout << ' ' << name;
}

void install(const std::string& name) {
    Names considered;
    reach(name, considered);
    for (const auto& other : considered)
        if (!offers.contains(other)) {
            std::cout << "missing " << other;
            return;
        }
    if (machine.contains(name)) {
        wanted.insert(name);
        std::cout << "kept";
        return;
    }
    Names all = machine;
    all.insert(considered.begin(), considered.end());
    if (const int size = size_of(all); size > capacity) {
        std::cout << "full " << size - capacity;
        return;
    }
    std::cout << "installed";
    Names begun;
    put_on(name, begun);
    machine = std::move(all);
    wanted.insert(name);
}

void remove(const std::string& name) {
    if (!machine.contains(name)) {
        std::cout << "absent";
        return;
    }
    wanted.erase(name);
    Names users;
    for (const auto& other : machine)
        for (const auto& need : offers.at(other).needs)
            if (need == name && other != name) users.insert(other);
    if (users.empty()) machine.erase(name);
    std::cout << (users.empty() ? "removed" : "needed");
    for (const auto& user : users) std::cout << ' ' << user;
}

void clean() {
    Names reached, gone;
    for (const auto& name : wanted) reach(name, reached);
    for (const auto& name : machine)
        if (!reached.contains(name)) gone.insert(name);
    std::cout << "cleaned " << size_of(gone);
    for (const auto& name : gone) {
        std::cout << ' ' << name;
        machine.erase(name);
    }
}

int main() {
    std::string command, name, needs;
    while (std::cin >> command) {
        if (command == "clean") {
            clean();
        } else if (std::cin >> name; command == "offer") {
            Offer& offer = offers[name];
            std::cin >> offer.size >> needs;
            std::istringstream words(needs == "-" ? "" : needs);
            for (std::string need; std::getline(words, need, ',');) offer.needs.push_back(need);
            continue;
        } else if (command == "install") {
            install(name);
        } else {
            remove(name);
        }
        std::cout << '\n';
    }
    std::cout << "used " << size_of(machine) << '\n';
}
