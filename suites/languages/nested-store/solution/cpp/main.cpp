#include <climits>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

constexpr int kLent = 23;
constexpr size_t kDeepest = 12;

struct Entry {
    std::string value;
    int last = 0;  // the last line in which the key has the value
};

struct Level {
    std::string name;
    std::vector<std::pair<std::string, Entry>> replaced;
};

class Store {
  public:
    void change(const std::string& key, Entry entry) {
        Entry& present = entries_[key];
        if (!levels_.empty()) levels_.back().replaced.emplace_back(key, present);
        present = std::move(entry);
    }

    std::string value(const std::string& key, int line) {
        auto it = entries_.find(key);
        return it != entries_.end() && line <= it->second.last ? it->second.value : "none";
    }

    int tally(const std::string& value, int line) const {
        int count = 0;
        for (const auto& [key, entry] : entries_) count += line <= entry.last && entry.value == value;
        return count;
    }

    bool begin(const std::string& name) {
        if (levels_.size() == kDeepest) return false;
        levels_.push_back({name, {}});
        return true;
    }

    bool end(bool keeps, const std::string& name) {
        size_t depth = levels_.size();
        while (depth > 0 && !name.empty() && levels_[depth - 1].name != name) --depth;
        if (depth == 0) return false;
        while (levels_.size() >= depth) {
            Level level = std::move(levels_.back());
            levels_.pop_back();
            if (!keeps) {
                for (auto it = level.replaced.rbegin(); it != level.replaced.rend(); ++it) entries_[it->first] = it->second;
            } else if (!levels_.empty()) {
                auto& below = levels_.back().replaced;
                below.insert(below.end(), level.replaced.begin(), level.replaced.end());
            }
        }
        if (!keeps && !name.empty()) begin(name);
        return true;
    }

  private:
    std::map<std::string, Entry> entries_;
    std::vector<Level> levels_;
};

int main() {
    Store store;
    std::string text;
    for (int line = 1; std::getline(std::cin, text); ++line) {
        std::istringstream words(text);
        std::string command, first, second;
        words >> command >> first >> second;
        bool fine = true;
        if (command == "put") store.change(first, {second, INT_MAX});
        else if (command == "lend") store.change(first, {second, line + kLent});
        else if (command == "cut") store.change(first, {});
        else if (command == "get") std::cout << store.value(first, line) << '\n';
        else if (command == "tally") std::cout << store.tally(first, line) << '\n';
        else if (command == "begin" || command == "mark") fine = store.begin(first);
        else fine = store.end(command == "keep", first);
        if (!fine) std::cout << "refused\n";
    }
}
