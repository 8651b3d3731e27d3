//> 90 s 2024-02-29 leap
#include <chrono>
#include <iostream>
using namespace std::chrono;
int main() {
    auto t = duration_cast<seconds>(1min + 30s);
    year_month_day d = 2024y / February / last;
    auto begin = steady_clock::now();
    auto used = duration<double>(steady_clock::now() - begin).count();
    std::cout << t.count() << " s " << int(d.year()) << "-0" << unsigned(d.month()) << '-' << unsigned(d.day()) << (d.year().is_leap() && used < 5 ? " leap" : "") << '\n';
}
