#include <algorithm>
#include <deque>
#include <iostream>
#include <string>
#include <vector>

constexpr long idle = 900;
constexpr long longest = 5000;
constexpr std::size_t most_families = 3;
constexpr long grace = 10;

struct Family {
    std::string user, device;
    long login_at;
    long made_at = 0;
    std::size_t newest = 0, previous = 0;
    bool over = false;

    bool expired(long time) const { return time >= made_at + idle || time >= login_at + longest; }
};

class Server {
public:
    void login(long time, const std::string& user, const std::string& device) {
        auto living = alive(user, time);
        if (living.size() == most_families) {
            Family* oldest = *std::ranges::min_element(living, {}, &Family::newest);
            oldest->over = true;
            std::cout << "bumped " << oldest->device << '\n';
        }
        families.push_back({user, device, time});
        std::cout << "token " << make_token(families.back(), time) << '\n';
    }

    void renew(long time, std::size_t number) {
        if (refused(time, number)) return;
        Family& family = *family_of[number];
        if (number == family.newest) {
            std::cout << "token " << make_token(family, time) << '\n';
        } else if (number == family.previous && time <= family.made_at + grace) {
            std::cout << "token " << family.newest << '\n';
        } else {
            family.over = true;
            std::cout << "theft\n";
        }
    }

    void logout(long time, std::size_t number) {
        if (refused(time, number)) return;
        family_of[number]->over = true;
        std::cout << "bye\n";
    }

    void logout_all(long time, const std::string& user) {
        auto living = alive(user, time);
        for (Family* family : living) family->over = true;
        std::cout << "bye " << living.size() << '\n';
    }

    void list(long time, const std::string& user) {
        std::cout << "alive";
        for (const Family* family : alive(user, time)) std::cout << ' ' << family->device;
        std::cout << '\n';
    }

private:
    std::deque<Family> families;
    std::vector<Family*> family_of{nullptr};

    std::size_t make_token(Family& family, long time) {
        family.previous = family.newest;
        family.newest = family_of.size();
        family.made_at = time;
        family_of.push_back(&family);
        return family.newest;
    }

    std::vector<Family*> alive(const std::string& user, long time) {
        std::vector<Family*> living;
        for (Family& family : families) {
            if (family.user == user && !family.over && !family.expired(time)) living.push_back(&family);
        }
        return living;
    }

    bool refused(long time, std::size_t number) const {
        if (number >= family_of.size()) {
            std::cout << "unknown\n";
        } else if (family_of[number]->over) {
            std::cout << "over\n";
        } else if (family_of[number]->expired(time)) {
            std::cout << "expired\n";
        } else {
            return false;
        }
        return true;
    }
};

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    Server server;
    long time;
    std::string request, user, device;
    std::size_t number;
    while (std::cin >> time >> request) {
        if (request == "login") {
            std::cin >> user >> device;
            server.login(time, user, device);
        } else if (request == "renew" || request == "logout") {
            std::cin >> number;
            request == "renew" ? server.renew(time, number) : server.logout(time, number);
        } else {
            std::cin >> user;
            request == "list" ? server.list(time, user) : server.logout_all(time, user);
        }
    }
}
