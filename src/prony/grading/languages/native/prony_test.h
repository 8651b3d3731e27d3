// prony_test.h: tests of C and C++, each in a process of its own, which ends with the first check that fails.
//
//   TEST(name) { ... }                     a test
//   CHECK(condition)                       it holds
//   CHECK_EQ(a, b), CHECK_NE(a, b)         numbers, texts; in C++ containers, and whatever has ==, too
//   CHECK_NEAR(a, b, tolerance)            |a - b| <= tolerance
//   CHECK_STR(a, b), CHECK_MEM(a, b, n)    C strings; n bytes
//   CHECK_THROWS(expression), CHECK_THROWS_AS(expression, type)    C++
//   FAIL("words")                          it went wrong
//
// RANDOM is another word in each compilation: whoever comes after this text knows no name in it.
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#ifdef __cplusplus
#include <stdexcept>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>
extern "C" {
#endif
void RANDOM_check(int holds, const char *what);
void RANDOM_fail(const char *what);
int RANDOM_same_text(const char *a, const char *b);
int RANDOM_same_bytes(const void *a, const void *b, size_t n);
void RANDOM_enter(void);
void RANDOM_leave(int *);
#ifdef __cplusplus
}
namespace RANDOM_ns {
template <class T> inline constexpr bool is_text = std::is_convertible_v<const T &, std::string_view>;
template <class T, class = void> inline constexpr bool is_hashed = false;
template <class T> inline constexpr bool is_hashed<T, std::void_t<typename T::hasher>> = true;
template <class T, class = void> inline constexpr bool is_range = false;
template <class T>
inline constexpr bool is_range<T, std::void_t<typename T::value_type, decltype(std::declval<const T &>().begin())>> =
    !is_hashed<T> && !is_text<T>;
template <class A, class B> inline constexpr bool are_pairs = false;
template <class A, class B, class C, class D> inline constexpr bool are_pairs<std::pair<A, B>, std::pair<C, D>> = true;
template <class A, class B> bool same(const A &a, const B &b) {
    if constexpr (std::is_integral_v<A> && std::is_integral_v<B>) {
        return a == b && (a < A(0)) == (b < B(0));
    } else if constexpr ((std::is_arithmetic_v<A> && std::is_arithmetic_v<B>) || std::is_enum_v<A>) {
        return a == b;
    } else if constexpr (is_text<A> && is_text<B>) {
        std::string_view x = a, y = b;
        if (x.size() != y.size()) return false;
        return RANDOM_same_bytes(x.data(), y.data(), x.size());
    } else if constexpr (are_pairs<A, B>) {
        return same(a.first, b.first) && same(a.second, b.second);
    } else if constexpr (is_range<A> && is_range<B>) {
        auto i = a.begin();
        auto j = b.begin();
        while (i != a.end() && j != b.end()) {
            const auto &x = *i;
            const auto &y = *j;
            if (!same(x, y)) return false;
            ++i;
            ++j;
        }
        return i == a.end() && j == b.end();
    } else {
        return static_cast<bool>(a == b);
    }
}
template <class A, class B> bool near(A a, B b, double tolerance) {
    const double x = static_cast<double>(a), y = static_cast<double>(b);
    return (x > y ? x - y : y - x) <= tolerance;
}
}
#define CHECK_EQ(a, b) RANDOM_check(RANDOM_ns::same((a), (b)) ? 1 : 0, "CHECK_EQ")
#define CHECK_NE(a, b) RANDOM_check(RANDOM_ns::same((a), (b)) ? 0 : 1, "CHECK_NE")
#define CHECK_NEAR(a, b, tolerance) RANDOM_check(RANDOM_ns::near((a), (b), (tolerance)) ? 1 : 0, "CHECK_NEAR")
#define CHECK_THROWS(...)                                                       \
    do {                                                                        \
        int RANDOM_thrown = 0;                                                  \
        try { static_cast<void>(__VA_ARGS__); } catch (...) { RANDOM_thrown = 1; } \
        RANDOM_check(RANDOM_thrown, "CHECK_THROWS");                            \
    } while (0)
#define CHECK_THROWS_AS(expression, ...)                                        \
    do {                                                                        \
        int RANDOM_thrown = 0;                                                  \
        try { static_cast<void>(expression); } catch (const __VA_ARGS__ &) { RANDOM_thrown = 1; } catch (...) {} \
        RANDOM_check(RANDOM_thrown, "CHECK_THROWS_AS");                         \
    } while (0)
#else
static inline int RANDOM_same_integers(long long a, long long b) { return a == b; }
static inline int RANDOM_same_numbers(double a, double b) { return a == b; }
static inline int RANDOM_near(double a, double b, double by) { return (a > b ? a - b : b - a) <= by; }
#define RANDOM_same(a, b) \
    _Generic((a), char *: RANDOM_same_text, const char *: RANDOM_same_text, float: RANDOM_same_numbers, \
        double: RANDOM_same_numbers, default: RANDOM_same_integers)((a), (b))
#define CHECK_EQ(a, b) RANDOM_check(RANDOM_same((a), (b)) ? 1 : 0, "CHECK_EQ")
#define CHECK_NE(a, b) RANDOM_check(RANDOM_same((a), (b)) ? 0 : 1, "CHECK_NE")
#define CHECK_NEAR(a, b, tolerance) RANDOM_check(RANDOM_near((a), (b), (tolerance)) ? 1 : 0, "CHECK_NEAR")
#endif
#define CHECK(...) RANDOM_check((__VA_ARGS__) ? 1 : 0, "CHECK")
#define CHECK_STR(a, b) RANDOM_check(RANDOM_same_text((a), (b)) ? 1 : 0, "CHECK_STR")
#define CHECK_MEM(a, b, n) RANDOM_check(RANDOM_same_bytes((a), (b), (n)) ? 1 : 0, "CHECK_MEM")
#define FAIL(words) RANDOM_fail("FAIL")
