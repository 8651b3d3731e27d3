//> 0 1 1 2 3 5 8
#include <coroutine>
#include <iostream>
struct Gen {
    struct promise_type {
        int value;
        Gen get_return_object() { return {std::coroutine_handle<promise_type>::from_promise(*this)}; }
        std::suspend_always initial_suspend() { return {}; }
        std::suspend_always final_suspend() noexcept { return {}; }
        std::suspend_always yield_value(int v) { value = v; return {}; }
        void return_void() {}
        void unhandled_exception() {}
    };
    std::coroutine_handle<promise_type> h;
};
Gen fib() { int a = 0, b = 1; while (true) { co_yield a; int c = a + b; a = b; b = c; } }
int main() { Gen g = fib(); for (int i = 0; i < 7; ++i) { g.h.resume(); std::cout << g.h.promise().value << (i < 6 ? ' ' : '\n'); } g.h.destroy(); }
