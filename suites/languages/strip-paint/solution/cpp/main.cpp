#include <algorithm>
#include <iostream>
#include <map>
#include <string>

constexpr long kEnd = 750000;

struct Piece {
    std::string label;  // empty: none
    bool sealed = false;
};

// Each piece reaches from its key to the next key.
std::map<long, Piece> strip{{1, {}}, {kEnd + 1, {}}};

std::map<long, Piece>::iterator cut(long at) {
    auto it = strip.lower_bound(at);
    if (it->first == at) return it;
    return strip.emplace_hint(it, at, std::prev(it)->second);
}

template <typename Change>
void each(long first, long last, Change change) {
    if (first > kEnd) return;
    auto end = cut(std::min(last, kEnd) + 1);
    for (auto it = cut(first); it != end; ++it) change(it);
}

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    std::string command, label;
    long first, last;
    while (std::cin >> command) {
        if (command == "total") {
            std::cin >> label;
            long total = 0;
            for (auto it = strip.begin(); std::next(it) != strip.end(); ++it)
                if (it->second.label == label) total += std::next(it)->first - it->first;
            std::cout << total << '\n';
        } else if (command == "at") {
            std::cin >> first;
            const std::string& found = std::prev(strip.upper_bound(first))->second.label;
            std::cout << (found.empty() ? "bare" : found) << '\n';
        } else if (command == "runs") {
            std::cin >> first >> last;
            long begin = 0, end = 0;
            std::string current;
            bool any = false;
            auto flush = [&] {
                if (current.empty()) return;
                std::cout << begin << ' ' << end << ' ' << current << '\n';
                any = true;
            };
            each(first, last, [&](auto it) {
                if (it->second.label != current) {
                    flush();
                    current = it->second.label;
                    begin = it->first;
                }
                end = std::next(it)->first - 1;
            });
            flush();
            if (!any) std::cout << "bare\n";
        } else {
            std::cin >> first >> last;
            label.clear();
            if (command == "dye") std::cin >> label;
            each(first, last, [&](auto it) {
                if (command == "seal") it->second.sealed = true;
                else if (command == "unseal") it->second.sealed = false;
                else if (!it->second.sealed) it->second.label = label;
            });
        }
    }
}
