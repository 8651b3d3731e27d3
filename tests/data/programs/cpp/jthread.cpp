//> 3 stopped
#include <atomic>
#include <iostream>
#include <latch>
#include <semaphore>
#include <stop_token>
#include <thread>
int main() {
    std::atomic<int> n = 0;
    std::latch done(3);
    std::counting_semaphore<3> sem(3);
    {
        std::vector<std::jthread> ts;
        for (int i = 0; i < 3; ++i) ts.emplace_back([&] { sem.acquire(); ++n; sem.release(); done.count_down(); });
        done.wait();
    }
    std::jthread t([](std::stop_token s) { while (!s.stop_requested()) std::this_thread::yield(); });
    t.request_stop();
    t.join();
    std::cout << n << " stopped\n";
}
