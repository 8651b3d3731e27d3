#include <algorithm>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <unordered_map>
#include <vector>

constexpr size_t kMost = 8;

struct Person {
    std::string name;
    Person* boss = nullptr;
    std::vector<Person*> reports;
};

std::unordered_map<std::string, std::unique_ptr<Person>> people;

Person* find(const std::string& name) {
    auto it = people.find(name);
    return it == people.end() ? nullptr : it->second.get();
}

bool is_above(const Person* high, const Person* low) {
    while (low && low != high) low = low->boss;
    return low;
}

Person* add_person(const std::string& name, Person* boss) {
    auto& person = people[name] = std::make_unique<Person>(Person{name, boss, {}});
    if (boss) boss->reports.push_back(person.get());
    return person.get();
}

std::string hire(const std::string& name, Person* boss) {
    if (find(name)) return "known";
    if (!boss) return "unknown";
    if (boss->reports.size() >= kMost) return "full";
    add_person(name, boss);
    return "done";
}

std::string move_to(Person* person, Person* boss) {
    if (!person->boss || is_above(person, boss)) return "refused";
    if (person->boss != boss && boss->reports.size() >= kMost) return "full";
    std::erase(person->boss->reports, person);
    boss->reports.push_back(person);
    person->boss = boss;
    return "done";
}

std::string leave(Person* person) {
    Person* boss = person->boss;
    if (!boss) return "refused";
    if (boss->reports.size() - 1 + person->reports.size() > kMost) return "full";
    std::erase(boss->reports, person);
    for (Person* report : person->reports) {
        report->boss = boss;
        boss->reports.push_back(report);
    }
    people.erase(std::string(person->name));
    return "done";
}

std::string team(const Person* person) {
    size_t size = 0, levels = 0;
    std::vector<Person*> level = person->reports;
    while (!level.empty()) {
        size += level.size();
        ++levels;
        std::vector<Person*> below;
        for (const Person* other : level) below.insert(below.end(), other->reports.begin(), other->reports.end());
        level = std::move(below);
    }
    return std::to_string(size) + " " + std::to_string(levels);
}

std::string chain(const Person* person) {
    std::string names = person->name;
    for (const Person* at = person->boss; at; at = at->boss) names += " " + at->name;
    return names;
}

std::string answer(const std::string& line) {
    std::istringstream words(line);
    std::string command, first, second;
    words >> command >> first >> second;
    Person *a = find(first), *b = find(second);
    if (command == "hire") return hire(first, b);
    if (!a || (!second.empty() && !b)) return "unknown";
    if (command == "move") return move_to(a, b);
    if (command == "quit") return leave(a);
    if (command == "team") return team(a);
    if (command == "chain") return chain(a);
    while (!is_above(a, b)) a = a->boss;
    return a->name;
}

int main() {
    std::string line, name;
    std::cin >> line >> name;
    add_person(name, nullptr);
    std::getline(std::cin, line);
    while (std::getline(std::cin, line)) std::cout << answer(line) << '\n';
}
