//> 6 10 done
#include <chrono>
#include <condition_variable>
#include <future>
#include <iostream>
#include <mutex>
#include <queue>
#include <thread>
#include <vector>
int main() {
    std::mutex m;
    int total = 0;
    std::vector<std::thread> ts;
    for (int k = 0; k < 4; ++k) ts.emplace_back([&, k] { std::lock_guard lock(m); total += k; });
    for (auto& t : ts) t.join();
    auto f = std::async(std::launch::async, [] { return 10; });
    std::cout << total << ' ' << f.get();
    std::condition_variable cv;
    std::queue<std::string> q;
    std::thread producer([&] { std::unique_lock lock(m); q.push("done"); cv.notify_one(); });
    { std::unique_lock lock(m); cv.wait(lock, [&] { return !q.empty(); }); std::cout << ' ' << q.front() << '\n'; }
    producer.join();
}
