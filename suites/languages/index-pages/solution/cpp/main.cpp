#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

constexpr size_t kMost = 8;
constexpr size_t kFewest = 3;
constexpr size_t kJoined = 6;
constexpr size_t kMoved = 4;

using Page = std::vector<long>;

class Index {
public:
    std::string put(long key) {
        size_t at = home(key);
        auto place = std::ranges::lower_bound(pages_[at], key);
        if (place != pages_[at].end() && *place == key) return "known";
        pages_[at].insert(place, key);
        Page& page = pages_[at];
        if (page.size() <= kMost) return "put";
        if (at + 1 < pages_.size() || page.back() != key) {
            if (at > 0 && pages_[at - 1].size() < kMost) {
                pages_[at - 1].push_back(page.front());
                page.erase(page.begin());
                return "pushed";
            }
            split(at, kMoved);
        } else {
            split(at, 1);
        }
        return "split";
    }

    std::string cut(long key) {
        size_t at = home(key);
        if (std::erase(pages_[at], key) == 0) return "absent";
        if (pages_[at].size() >= kFewest || pages_.size() == 1) return "cut";
        if (at + 1 == pages_.size()) --at;
        Page keys = pages_[at];
        Page& next = pages_[at + 1];
        keys.insert(keys.end(), next.begin(), next.end());
        if (keys.size() <= kJoined) {
            pages_[at] = keys;
            pages_.erase(pages_.begin() + at + 1);
            return "joined";
        }
        auto half = keys.begin() + (keys.size() + 1) / 2;
        pages_[at].assign(keys.begin(), half);
        next.assign(half, keys.end());
        return "shared";
    }

    std::string look(long low, long high) const {
        size_t first = home(low), at = first;
        long count = 0;
        do {
            count += std::ranges::count_if(pages_[at], [&](long key) { return low <= key && key <= high; });
            ++at;
        } while (at < pages_.size() && pages_[at].front() <= high);
        return std::to_string(count) + " " + std::to_string(at - first);
    }

    std::string page(long key) const {
        std::string text;
        for (long other : pages_[home(key)]) text += (text.empty() ? "" : " ") + std::to_string(other);
        return text.empty() ? "blank" : text;
    }

    std::string stats() const {
        size_t keys = 0, full = 0;
        for (const Page& page : pages_) {
            keys += page.size();
            full += page.size() == kMost;
        }
        return std::to_string(keys) + " " + std::to_string(pages_.size()) + " " + std::to_string(full);
    }

private:
    size_t home(long key) const {
        size_t at = pages_.size() - 1;
        while (at > 0 && pages_[at].front() > key) --at;
        return at;
    }

    void split(size_t at, size_t count) {
        Page moved(pages_[at].end() - count, pages_[at].end());
        pages_[at].resize(pages_[at].size() - count);
        pages_.insert(pages_.begin() + at + 1, moved);
    }

    std::vector<Page> pages_{Page{}};
};

int main() {
    Index index;
    std::string command;
    while (std::cin >> command) {
        long key = 0, high = 0;
        if (command != "stats") std::cin >> key;
        if (command == "look") std::cin >> high;
        std::cout << (command == "put"    ? index.put(key)
                      : command == "cut"  ? index.cut(key)
                      : command == "look" ? index.look(key, high)
                      : command == "page" ? index.page(key)
                                          : index.stats())
                  << '\n';
    }
}
