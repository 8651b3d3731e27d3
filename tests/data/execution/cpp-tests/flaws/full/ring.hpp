#pragma once

#include <cstddef>
#include <deque>
#include <stdexcept>
#include <utility>
#include <vector>

template <typename T>
class ring {
public:
    explicit ring(std::size_t room) : room_(room) {
        if (room == 0) throw std::invalid_argument("a ring has room for one value at least");
    }

    void push(T value) {
        if (values_.size() == room_) values_.pop_back();
        values_.push_back(std::move(value));
    }

    std::size_t size() const { return values_.size(); }

    std::vector<T> items() const { return {values_.begin(), values_.end()}; }

private:
    std::size_t room_;
    std::deque<T> values_;
};
