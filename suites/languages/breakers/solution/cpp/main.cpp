#include <algorithm>
#include <deque>
#include <iostream>
#include <map>
#include <optional>
#include <string>

constexpr long kFirstPause = 20;
constexpr long kLongestPause = 170;
constexpr long kWindow = 60;

class Breaker {
  public:
    int sent = 0;
    int refused = 0;

    std::string state(long now) const {
        if (!rests_until_) return "closed";
        return now < *rests_until_ ? "resting" : "trying";
    }

    std::string call(long now, bool bad) {
        const std::string before = state(now);
        if (before == "resting") {
            ++refused;
            return "refused";
        }
        ++sent;
        return before == "closed" ? "sent" + after_call(now, bad) : "trial" + after_trial(now, bad);
    }

  private:
    std::optional<long> rests_until_;
    long pause_ = kFirstPause;
    std::deque<long> bads_;
    int good_trials_ = 0;

    std::string rest(long now) {
        rests_until_ = now + pause_;
        good_trials_ = 0;
        return " trips";
    }

    std::string after_call(long now, bool bad) {
        if (!bad) return "";
        bads_.push_back(now);
        while (bads_.front() <= now - kWindow) bads_.pop_front();
        return bads_.size() >= 4 ? rest(now) : "";
    }

    std::string after_trial(long now, bool bad) {
        if (bad) {
            pause_ = std::min(pause_ * 2, kLongestPause);
            return rest(now);
        }
        if (++good_trials_ < 3) return "";
        rests_until_.reset();
        pause_ = kFirstPause;
        bads_.clear();
        return " closes";
    }
};

int main() {
    std::ios::sync_with_stdio(false);
    std::cin.tie(nullptr);
    std::map<std::string, Breaker> breakers;
    long time, now = 0;
    std::string server, result;
    while (std::cin >> time >> server >> result) {
        now = time;
        std::cout << now << ' ' << server << ' ' << breakers[server].call(now, result == "bad") << '\n';
    }
    for (const auto& [name, breaker] : breakers) {
        std::cout << "total " << name << ' ' << breaker.sent << ' ' << breaker.refused << ' ' << breaker.state(now) << '\n';
    }
}
