#include <string>
#include "prony_test.h"
#include "ring.hpp"

TEST(empty) {
    ring<int> r(3);
    CHECK_EQ(r.size(), 0);
    CHECK(r.items().empty());
}

TEST(order) {
    ring<std::string> r(3);
    r.push("a");
    r.push("b");
    CHECK_EQ(r.items(), (std::vector<std::string>{"a", "b"}));
    CHECK_NE(r.items(), (std::vector<std::string>{"a"}));
}

TEST(full) {
    ring<int> r(2);
    for (int i = 0; i < 5; ++i) r.push(i);
    CHECK_EQ(r.items(), (std::vector<int>{3, 4}));
    CHECK_EQ(r.size(), 2u);
}

TEST(errors) {
    CHECK_THROWS_AS(ring<int>(0), std::invalid_argument);
    ring<double> r(1);
    r.push(0.5);
    CHECK_NEAR(r.items().front(), 0.5, 1e-9);
}
