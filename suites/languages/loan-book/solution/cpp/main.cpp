#include <algorithm>
#include <iostream>
#include <map>
#include <numeric>
#include <string>
#include <vector>

using Cents = long long;

constexpr int period = 30;
constexpr int grace = 13;
constexpr Cents fee = 1500;
constexpr Cents year = 3'650'000;

struct Loan {
    int start;
    Cents principal, rate, instalment;
    int day = start;
    Cents interest = 0, fees = 0, run_up = 0;
    std::string state = "running";
    std::vector<Cents> calls;  // what is left of the instalment of each due day

    Cents debt() const { return principal + interest + fees; }
    Cents rounded() const { return (2 * run_up + year) / (2 * year); }
    Cents pending() const { return std::accumulate(calls.begin(), calls.end(), Cents{0}); }

    void book() {
        interest += rounded();
        run_up = 0;
    }

    void advance(int today) {
        while (state == "running" && day < today) {
            run_up += principal * rate;
            const int passed = (++day - start) % period;
            if (passed == 0)
                call_in();
            else if (passed == grace && !calls.empty() && calls.back() > 0)
                fees += fee;
        }
    }

    void call_in() {
        book();
        if (std::ranges::count_if(calls, [](Cents left) { return left > 0; }) >= 3)
            state = "stopped";
        else
            calls.push_back(std::min(instalment, debt() - pending()));
    }
};

Cents take(Cents& money, Cents& owed) {
    const Cents part = std::min(money, owed);
    money -= part;
    owed -= part;
    return part;
}

int main() {
    std::map<std::string, Loan> loans;
    std::string kind, name;
    Cents earned = 0;
    for (int day; std::cin >> kind >> day >> name;) {
        if (kind == "loan") {
            Cents principal, rate, instalment;
            std::cin >> principal >> rate >> instalment;
            loans.insert_or_assign(name, Loan{day, principal, rate, instalment});
            continue;
        }
        Loan& loan = loans.at(name);
        loan.advance(day);
        if (kind == "rate") {
            std::cin >> loan.rate;
        } else if (kind == "show") {
            std::cout << name << ' ' << loan.state << " principal " << loan.principal << " interest "
                      << loan.interest + loan.rounded() << " fees " << loan.fees << " open " << loan.pending() << '\n';
        } else {
            Cents money;
            std::cin >> money;
            loan.book();
            const Cents fees = take(money, loan.fees);
            const Cents interest = take(money, loan.interest);
            const Cents principal = take(money, loan.principal);
            Cents used = fees + interest + principal;
            for (Cents& left : loan.calls) take(used, left);
            earned += fees + interest;
            std::cout << name << " fees " << fees << " interest " << interest << " principal " << principal;
            if (money > 0) std::cout << " back " << money;
            if (loan.debt() == 0 && loan.state != "closed") {
                loan.state = "closed";
                std::cout << " closed";
            }
            std::cout << '\n';
        }
    }
    std::cout << "earned " << earned << '\n';
}
