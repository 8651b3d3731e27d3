#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <tuple>
#include <vector>

struct Mark {
    long first, last;
    bool sticky;
};

class Text {
public:
    explicit Text(long size) : size_(size) {}

    bool has(long first, long last) const { return 1 <= first && first <= last && last <= size_; }
    bool has_gap(long place) const { return 1 <= place && place <= size_ + 1; }

    void mark(const std::string& name, Mark mark) { marks_[name] = mark; }

    void put_in(long place, long count) {
        size_ += count;
        for (auto& [name, mark] : marks_) {
            if (place <= mark.first) {
                mark.first += count;
                mark.last += count;
            } else if (place <= mark.last + (mark.sticky ? 1 : 0)) {
                mark.last += count;
            }
        }
    }

    std::map<std::string, Mark> take_out(long begin, long end) {
        std::map<std::string, Mark> whole;
        std::erase_if(marks_, [&](const auto& entry) {
            bool inside = begin <= entry.second.first && entry.second.last <= end;
            if (inside) whole.insert(entry);
            return inside;
        });
        auto taken_before = [&](long place) { return std::clamp(place - begin, 0L, end - begin + 1); };
        for (auto& [name, mark] : marks_) {
            mark.first -= taken_before(mark.first);
            mark.last -= taken_before(mark.last + 1);
        }
        size_ -= end - begin + 1;
        return whole;
    }

    void carry(long begin, long end, long place) {
        auto carried = take_out(begin, end);
        if (place > end) place -= end - begin + 1;
        put_in(place, end - begin + 1);
        for (auto& [name, mark] : carried) marks_[name] = {mark.first - begin + place, mark.last - begin + place, mark.sticky};
    }

    std::string where(const std::string& name) const {
        auto it = marks_.find(name);
        if (it == marks_.end()) return "gone";
        return std::to_string(it->second.first) + " " + std::to_string(it->second.last);
    }

    std::string under(long place) const {
        std::vector<std::tuple<long, long, std::string>> over;
        for (const auto& [name, mark] : marks_)
            if (mark.first <= place && place <= mark.last) over.emplace_back(mark.first, -mark.last, name);
        std::ranges::sort(over);
        std::string names;
        for (const auto& [first, last, name] : over) names += (names.empty() ? "" : " ") + name;
        return names.empty() ? "bare" : names;
    }

    std::string sum() const {
        std::vector<std::pair<long, long>> parts;
        for (const auto& [name, mark] : marks_) parts.emplace_back(mark.first, mark.last);
        std::ranges::sort(parts);
        long covered = 0, reached = 0;
        for (auto [first, last] : parts) {
            covered += std::max(0L, last - std::max(first - 1, reached));
            reached = std::max(reached, last);
        }
        return std::to_string(size_) + " " + std::to_string(covered);
    }

private:
    long size_;
    std::map<std::string, Mark> marks_;
};

std::string answer(Text& text, std::istringstream words) {
    std::string command, name, kind;
    long a = 0, b = 0, c = 0;
    words >> command;
    if (command == "sum") return text.sum();
    if (command == "where") {
        words >> name;
        return text.where(name);
    }
    if (command == "mark") {
        words >> name >> a >> b >> kind;
        if (!text.has(a, b)) return "wrong";
        text.mark(name, {a, b, kind == "sticky"});
        return "";
    }
    words >> a >> b >> c;
    if (command == "under") return text.has(a, a) ? text.under(a) : "wrong";
    if (command == "type") {
        if (!text.has_gap(a)) return "wrong";
        text.put_in(a, b);
    } else if (command == "erase") {
        if (!text.has(a, b)) return "wrong";
        text.take_out(a, b);
    } else {
        if (!text.has(a, b) || !text.has_gap(c) || (a < c && c <= b)) return "wrong";
        text.carry(a, b, c);
    }
    return "";
}

int main() {
    std::string line;
    long size;
    std::cin >> line >> size;
    std::getline(std::cin, line);
    Text text(size);
    while (std::getline(std::cin, line)) {
        std::string out = answer(text, std::istringstream(line));
        if (!out.empty()) std::cout << out << '\n';
    }
}
