#include <algorithm>
#include <iostream>
#include <map>
#include <string>
#include <utility>
#include <vector>

constexpr int kPatience = 9;

using Field = std::pair<int, int>;

struct Cart {
    char name;
    Field field;
    std::string program;
    size_t next = 0;
    int in_a_row = 0, finished = 0, bumps = 0, waits = 0, given_up = 0;
    Field goal{};
    bool wants = false, moves = false;

    bool active() const { return next < program.size(); }

    void end_step(int round) {
        ++next;
        in_a_row = 0;
        finished = round;
    }
};

Field step(const Cart& cart) {
    auto [row, column] = cart.field;
    switch (cart.program[cart.next]) {
        case 'N': return {row - 1, column};
        case 'S': return {row + 1, column};
        case 'W': return {row, column - 1};
        default: return {row, column + 1};
    }
}

int main() {
    std::string word;
    int rows, columns;
    std::cin >> word >> rows >> columns;
    std::vector<std::string> plan(rows);
    for (auto& row : plan) std::cin >> row;
    std::vector<Cart> carts;
    Cart cart{};
    while (std::cin >> word >> cart.name >> cart.field.first >> cart.field.second >> cart.program) carts.push_back(cart);
    std::ranges::sort(carts, {}, &Cart::name);

    auto is_free = [&](Field f) {
        return f.first >= 1 && f.first <= rows && f.second >= 1 && f.second <= columns && plan[f.first - 1][f.second - 1] == '.';
    };

    for (int round = 1; std::ranges::any_of(carts, &Cart::active); ++round) {
        std::map<Field, Cart*> standing, winner;
        for (Cart& c : carts) {
            standing[c.field] = &c;
            c.wants = c.moves = false;
            if (!c.active()) continue;
            c.goal = step(c);
            if (!is_free(c.goal)) {
                ++c.bumps;
                c.end_step(round);
                continue;
            }
            c.wants = true;
            Cart*& best = winner[c.goal];
            if (!best || c.in_a_row > best->in_a_row) best = &c;
        }
        for (auto& [field, best] : winner) best->moves = true;

        auto in_front = [&](const Cart& c) -> Cart* {
            auto it = standing.find(c.goal);
            return it == standing.end() ? nullptr : it->second;
        };
        std::vector<Cart*> swapped;
        for (Cart& c : carts) {
            Cart* front = c.moves ? in_front(c) : nullptr;
            if (front && front->moves && front->goal == c.field) swapped.push_back(&c);
        }
        for (Cart* c : swapped) c->moves = false;
        for (bool changed = true; changed;) {
            changed = false;
            for (Cart& c : carts) {
                Cart* front = c.moves ? in_front(c) : nullptr;
                if (front && !front->moves) {
                    c.moves = false;
                    changed = true;
                }
            }
        }
        for (Cart& c : carts) {
            if (c.moves) {
                c.field = c.goal;
                c.end_step(round);
            } else if (c.wants) {
                ++c.waits;
                if (++c.in_a_row == kPatience) {
                    ++c.given_up;
                    c.end_step(round);
                }
            }
        }
    }
    for (const Cart& c : carts) {
        std::cout << c.name << ' ' << c.field.first << ' ' << c.field.second << ' ' << c.finished << ' ' << c.bumps << ' '
                  << c.waits << ' ' << c.given_up << '\n';
    }
}
