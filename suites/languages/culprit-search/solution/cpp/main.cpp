#include <algorithm>
#include <bitset>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

constexpr int shown = 7, most_commits = 256;

using Set = std::bitset<most_commits>;

struct Report {
    std::string kind;
    int place;
};

std::map<std::string, int> places;
std::vector<std::string> names;
std::vector<Set> held;
std::map<std::string, Set> areas;
std::string area = "*";
std::vector<Report> reports;

std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream in(text == "-" ? "" : text);
    for (std::string part; std::getline(in, part, ',');) parts.push_back(part);
    return parts;
}

void commit(const std::string& name, const std::string& touched, const std::string& parents) {
    const int place = names.size();
    places[name] = place;
    names.push_back(name);
    Set set;
    set.set(place);
    for (const auto& parent : split(parents)) set |= held[places[parent]];
    held.push_back(set);
    areas["*"].set(place);
    for (const auto& part : split(touched)) areas[part].set(place);
}

std::optional<Set> suspects() {
    Set set = areas[area];
    bool fault = false;
    for (const auto& [kind, place] : reports) {
        if (kind == "bad") {
            set &= held[place];
            fault = true;
        } else if (kind == "good") {
            set &= ~held[place];
        }
    }
    return fault ? std::optional(set) : std::nullopt;
}

std::string answer() {
    const auto found = suspects();
    if (!found) return "waiting";
    const int count = found->count();
    std::set<int> skipped;
    for (const auto& [kind, place] : reports)
        if (kind == "skip") skipped.insert(place);

    std::vector<int> members;
    int best = -1, most = 0;
    for (int place = 0; place < int(names.size()); place++) {
        if (!found->test(place)) continue;
        members.push_back(place);
        const int holds = (*found & held[place]).count(), worth = std::min(holds, count - holds);
        if (worth > 0 && worth >= most && !skipped.contains(place)) {
            best = place;
            most = worth;
        }
    }
    if (count == 1) return "culprit " + names[members[0]];
    if (best >= 0) return "test " + names[best] + " " + std::to_string(count);
    std::string text = "among " + std::to_string(count);
    for (int at = 0; at < std::min(count, shown); at++) text += " " + names[members[at]];
    return text + (count > shown ? " ..." : "");
}

int main() {
    std::string command, name, touched, parents;
    while (std::cin >> command) {
        if (command == "commit") {
            std::cin >> name >> touched >> parents;
            commit(name, touched, parents);
        } else if (command == "search") {
            std::cin >> area;
            reports.clear();
        } else if (command == "undo") {
            if (reports.empty()) {
                std::cout << "nothing\n";
            } else {
                reports.pop_back();
                std::cout << answer() << '\n';
            }
        } else {
            std::cin >> name;
            reports.push_back({command, places.at(name)});
            if (const auto left = suspects(); left && left->none()) {
                reports.pop_back();
                std::cout << "contradiction\n";
            } else {
                std::cout << answer() << '\n';
            }
        }
    }
}
