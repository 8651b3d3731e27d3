#include <algorithm>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

constexpr int discount_days = 13;
constexpr int small_rest = 37;
constexpr int late_days = 43;

struct Invoice {
    int day;
    std::string number;
    long long cents, rest;

    long long due(int today) const {
        return rest - (rest == cents && today - day <= discount_days ? cents * 2 / 100 : 0);
    }
};

struct Account {
    std::vector<Invoice> invoices;
    long long credit = 0;
};

struct Books {
    std::map<std::string, Account> accounts;
    long long discounts = 0, losses = 0;

    void put(Invoice& invoice, int today, long long& money) {
        const long long due = invoice.due(today), taken = std::min(due, money);
        if (taken == 0) return;
        std::cout << ' ' << invoice.number << '=' << taken;
        money -= taken;
        invoice.rest -= taken;
        if (taken == due) {
            discounts += invoice.rest;
            invoice.rest = 0;
        } else if (invoice.rest <= small_rest) {
            losses += invoice.rest;
            invoice.rest = 0;
        }
    }

    void book(int today, const std::string& customer, long long money, const std::string& numbers) {
        Account& account = accounts[customer];
        std::cout << customer;
        if (numbers.empty()) {
            const auto fits = [&](const Invoice& i) { return i.rest > 0 && i.due(today) == money; };
            const auto match = std::ranges::find_if(account.invoices, fits);
            if (match != account.invoices.end()) put(*match, today, money);
        }
        std::istringstream in(numbers);
        for (std::string number; std::getline(in, number, ',');) {
            const auto match = std::ranges::find(account.invoices, number, &Invoice::number);
            if (match != account.invoices.end()) put(*match, today, money);
        }
        for (Invoice& invoice : account.invoices) put(invoice, today, money);
        account.credit += money;
        if (money > 0) std::cout << " credit=" << money;
        std::cout << '\n';
    }
};

int main() {
    Books books;
    for (std::string line; std::getline(std::cin, line);) {
        std::istringstream in(line);
        std::string kind, customer, number;
        int day;
        long long cents;
        in >> kind >> day >> customer;
        Account& account = books.accounts[customer];
        if (kind == "bill") {
            in >> number >> cents;
            account.invoices.push_back({day, number, cents, cents});
            const long long credit = std::exchange(account.credit, 0);
            if (credit > 0) books.book(day, customer, credit, number);
        } else if (kind == "paid") {
            in >> cents >> number;
            books.book(day, customer, cents, number);
        } else {
            long long count = 0, sum = 0, old = 0;
            for (const Invoice& invoice : account.invoices) {
                if (invoice.rest == 0) continue;
                count++;
                sum += invoice.rest;
                old += day - invoice.day > late_days;
            }
            std::cout << customer << " open " << count << ' ' << sum << " late " << old << " credit " << account.credit << '\n';
        }
    }
    std::cout << "granted " << books.discounts << "\nwritten " << books.losses << '\n';
}
