#include <algorithm>
#include <cctype>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

using std::string;
using std::vector;
using number = long long;

constexpr number LARGEST = 750000000;

struct unclear {};

struct fault {
    string word;
};

/* Cells in the order in which they are printed. */
struct cell {
    char column;
    int row;
    auto operator<=>(const cell &) const = default;
};

using value = std::variant<number, string, fault>;
using work = std::function<number()>;
using works = std::function<void(vector<number> &)>;

struct formula {
    work work_out;
    std::set<cell> uses;
};

std::map<cell, string> contents;
std::map<cell, value> values;
std::map<cell, formula> formulas;

const value &value_of(cell at) {
    if (!values.contains(at)) {
        try {
            values[at] = formulas[at].work_out();
        } catch (const fault &error) {
            values[at] = error;
        }
    }
    const value &result = values[at];
    if (auto error = std::get_if<fault>(&result)) throw *error;
    return result;
}

number number_of(cell at) {
    if (!contents.contains(at)) return 0;
    const value &result = value_of(at);
    if (std::holds_alternative<string>(result)) throw fault{"wordy"};
    return std::get<number>(result);
}

number checked(number n) {
    if (n > LARGEST || n < -LARGEST) throw fault{"huge"};
    return n;
}

number operate(const string &sign, number a, number b) {
    if (sign == "+") return checked(a + b);
    if (sign == "-") return checked(a - b);
    if (sign == "*") return checked(a * b);
    if (sign == "=") return a == b;
    if (sign == "<>") return a != b;
    if (sign == "<") return a < b;
    if (sign == "<=") return a <= b;
    if (sign == ">") return a > b;
    if (sign == ">=") return a >= b;
    if (b == 0) throw fault{"divided"};
    return a / b;
}

number call(const string &name, const vector<number> &numbers) {
    if (name == "TALLY") return numbers.size();
    number sum = 0;
    for (number n : numbers) sum += n;
    if (name == "TOTAL") return checked(sum);
    if (numbers.empty()) return 0;
    return name == "LEAST" ? std::ranges::min(numbers) : std::ranges::max(numbers);
}

bool is_digits(const string &text) {
    return !text.empty() && text.size() <= 9 && std::ranges::all_of(text, [](unsigned char c) { return isdigit(c); });
}

std::optional<cell> cell_of(const string &word) {
    if (word.size() < 2 || word.size() > 3 || !isupper((unsigned char)word[0])) return {};
    string row = word.substr(1);
    if (!is_digits(row) || row[0] == '0') return {};
    return cell{word[0], std::stoi(row)};
}

class parser {
  public:
    explicit parser(const string &text) {
        for (size_t at = 0; at < text.size();) {
            static const string signs = "+-*/=<>(),:";
            string pair = text.substr(at, 2);
            size_t size = 0;
            if (text[at] == ' ') {
                at++;
                continue;
            }
            if (pair == "<>" || pair == "<=" || pair == ">=")
                size = 2;
            else if (signs.find(text[at]) != string::npos)
                size = 1;
            else
                while (at + size < text.size() && isalnum((unsigned char)text[at + size])) size++;
            if (!size) throw unclear{};
            parts.push_back(text.substr(at, size));
            at += size;
        }
        parts.push_back("");
        result.work_out = read_value();
        expect("");
    }

    formula result;

  private:
    vector<string> parts;
    size_t at = 0;

    bool is(std::initializer_list<const char *> choices) const {
        return std::ranges::any_of(choices, [&](const char *choice) { return parts[at] == choice; });
    }

    void expect(const char *part) {
        if (!is({part})) throw unclear{};
        at++;
    }

    work joined(work left, work (parser::*operand)()) {
        string sign = parts[at++];
        work right = (this->*operand)();
        return [=] {
            number a = left();
            return operate(sign, a, right());
        };
    }

    work read_value() {
        work left = read_sum();
        return is({"=", "<>", "<", "<=", ">", ">="}) ? joined(left, &parser::read_sum) : left;
    }

    work read_sum() {
        work left = read_product();
        while (is({"+", "-"})) left = joined(left, &parser::read_product);
        return left;
    }

    work read_product() {
        work left = read_factor();
        while (is({"*", "/"})) left = joined(left, &parser::read_factor);
        return left;
    }

    work read_factor() {
        string part = parts[at];
        if (part == "PICK") {
            at++;
            auto list = listed<work>(&parser::read_value);
            if (list.size() != 3) throw unclear{};
            return [=] { return list[0]() ? list[1]() : list[2](); };
        }
        if (is({"TOTAL", "LEAST", "GREATEST", "TALLY"})) {
            at++;
            auto list = listed<works>(&parser::read_argument);
            return [=] {
                vector<number> numbers;
                for (const works &argument : list) argument(numbers);
                return call(part, numbers);
            };
        }
        if (auto named = cell_of(part)) {
            at++;
            result.uses.insert(*named);
            return [=] { return number_of(*named); };
        }
        if (is_digits(part)) {
            at++;
            return [n = std::stoll(part)] { return n; };
        }
        if (part == "-") {
            at++;
            return [inner = read_factor()] { return -inner(); };
        }
        expect("(");
        work inner = read_value();
        expect(")");
        return inner;
    }

    template <typename T> vector<T> listed(T (parser::*element)()) {
        expect("(");
        vector<T> list{(this->*element)()};
        while (is({","})) {
            at++;
            list.push_back((this->*element)());
        }
        expect(")");
        return list;
    }

    works read_argument() {
        if (parts[at].empty() || parts[at + 1] != ":")
            return [single = read_value()](vector<number> &numbers) { numbers.push_back(single()); };
        auto first = cell_of(parts[at]), last = cell_of(parts[at + 2]);
        if (!first || !last) throw unclear{};
        at += 3;
        auto [left, right] = std::minmax({first->column, last->column});
        auto [top, bottom] = std::minmax({first->row, last->row});
        vector<cell> cells;
        for (int row = top; row <= bottom; row++)
            for (char column = left; column <= right; column++)
                if (contents.contains({column, row})) cells.push_back({column, row});
        result.uses.insert(cells.begin(), cells.end());
        return [cells](vector<number> &numbers) {
            for (cell each : cells)
                if (auto n = std::get_if<number>(&value_of(each))) numbers.push_back(*n);
        };
    }
};

bool is_cyclic(cell start) {
    std::set<cell> seen;
    vector<cell> ahead{start};
    while (!ahead.empty()) {
        auto found = formulas.find(ahead.back());
        ahead.pop_back();
        if (found == formulas.end()) continue;
        for (cell used : found->second.uses)
            if (seen.insert(used).second) ahead.push_back(used);
    }
    return seen.contains(start);
}

int main() {
    for (string line; std::getline(std::cin, line);) {
        size_t space = line.find(' ');
        contents[*cell_of(line.substr(0, space))] = line.substr(space + 1);
    }
    for (const auto &[at, content] : contents) {
        if (content[0] == '=') {
            try {
                formulas[at] = parser(content.substr(1)).result;
            } catch (unclear) {
                values[at] = fault{"unclear"};
            }
        } else if (is_digits(content[0] == '-' ? content.substr(1) : content)) {
            values[at] = std::stoll(content);
        } else {
            values[at] = content;
        }
    }
    for (const auto &[at, _] : formulas)
        if (is_cyclic(at)) values[at] = fault{"cyclic"};

    int errors = 0;
    for (const auto &[at, _] : contents) {
        std::cout << at.column << at.row << ' ';
        try {
            std::visit(
                [](const auto &v) {
                    if constexpr (!std::is_same_v<std::decay_t<decltype(v)>, fault>) std::cout << v << '\n';
                },
                value_of(at));
        } catch (const fault &error) {
            std::cout << '#' << error.word << '\n';
            errors++;
        }
    }
    std::cout << "cells " << contents.size() << " errors " << errors << '\n';
}
