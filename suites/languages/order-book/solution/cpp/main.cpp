#include <algorithm>
#include <iostream>
#include <list>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <unordered_map>

constexpr int kLevels = 3;

struct Order {
    std::string id, trader;
    bool buys;
    long left, price, shown, visible = 0;
};

using Queue = std::list<Order>;

class Exchange {
public:
    void enter(const std::string& kind, Order order) {
        if (!known_.insert(order.id).second) {
            std::cout << "known\n";
            return;
        }
        bool keeps = kind == "bid" || kind == "ask";
        come_in(order);
        if (order.left && keeps) rest(order);
        else if (order.left) std::cout << "rest " << order.left << '\n';
    }

    void cancel(const std::string& id) {
        auto it = orders_.find(id);
        if (it == orders_.end()) {
            std::cout << "absent\n";
            return;
        }
        std::cout << "cancelled " << it->second->left << '\n';
        take_out(it->second);
    }

    void change(const std::string& id, long quantity, long price) {
        auto it = orders_.find(id);
        if (it == orders_.end()) {
            std::cout << "absent\n";
            return;
        }
        std::cout << "changed\n";
        Order& order = *it->second;
        if (price == order.price && quantity <= order.left) {
            order.left = quantity;
            order.visible = std::min(order.visible, quantity);
            return;
        }
        Order anew = take_out(it->second);
        anew.left = quantity;
        anew.price = price;
        come_in(anew);
        if (anew.left) rest(anew);
    }

    void book() const {
        if (orders_.empty()) std::cout << "bare\n";
        for (bool buys : {true, false}) {
            int level = 0;
            for (const auto& [rank, queue] : side(buys)) {
                if (level++ == kLevels) break;
                long visible = 0;
                for (const Order& order : queue) visible += order.visible;
                std::cout << (buys ? "bid " : "ask ") << queue.front().price << ' ' << visible << ' ' << queue.size() << '\n';
            }
        }
    }

private:
    // The best price has the smallest rank.
    static long rank(bool buys, long price) { return buys ? -price : price; }
    std::map<long, Queue>& side(bool buys) { return buys ? bids_ : asks_; }
    const std::map<long, Queue>& side(bool buys) const { return buys ? bids_ : asks_; }

    Order take_out(Queue::iterator it) {
        Order order = *it;
        auto& prices = side(order.buys);
        auto level = prices.find(rank(order.buys, order.price));
        level->second.erase(it);
        if (level->second.empty()) prices.erase(level);
        orders_.erase(order.id);
        return order;
    }

    void rest(Order order) {
        order.visible = std::min(order.shown, order.left);
        Queue& queue = side(order.buys)[rank(order.buys, order.price)];
        orders_[order.id] = queue.insert(queue.end(), order);
    }

    void come_in(Order& order) {
        auto& others = side(!order.buys);
        while (order.left && !others.empty()) {
            auto it = others.begin()->second.begin();
            if (order.buys ? it->price > order.price : it->price < order.price) break;
            if (it->trader == order.trader) {
                std::cout << "pulled " << it->id << '\n';
                take_out(it);
                continue;
            }
            long traded = std::min(order.left, it->visible);
            std::cout << "trade " << it->id << ' ' << order.id << ' ' << traded << ' ' << it->price << '\n';
            order.left -= traded;
            it->left -= traded;
            it->visible -= traded;
            if (it->visible) continue;
            Order used = take_out(it);
            if (used.left) rest(used);
        }
    }

    std::map<long, Queue> bids_, asks_;
    std::unordered_map<std::string, Queue::iterator> orders_;
    std::set<std::string> known_;
};

int main() {
    Exchange exchange;
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string command, id, trader;
        long quantity = 0, price = 0, shown = 0;
        words >> command >> id;
        if (command == "book") {
            exchange.book();
        } else if (command == "cancel") {
            exchange.cancel(id);
        } else if (command == "change") {
            words >> quantity >> price;
            exchange.change(id, quantity, price);
        } else {
            words >> trader >> quantity >> price >> shown;
            exchange.enter(command, {id, trader, command == "bid" || command == "sweep", quantity, price, shown});
        }
    }
}
