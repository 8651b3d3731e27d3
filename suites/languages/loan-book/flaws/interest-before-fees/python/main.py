import sys

PERIOD = 30
GRACE = 13
FEE = 1500
YEAR = 3_650_000


class Loan:
    def __init__(self, day, cents, rate, instalment):
        self.start = self.day = day
        self.principal = cents
        self.rate = rate
        self.instalment = instalment
        self.interest = self.fees = self.run_up = 0
        self.calls = {}
        self.state = "running"

    @property
    def debt(self):
        return self.principal + self.interest + self.fees

    def rounded(self):
        return (2 * self.run_up + YEAR) // (2 * YEAR)

    def book(self):
        self.interest += self.rounded()
        self.run_up = 0

    def advance(self, today):
        """Live through the nights and mornings up to the morning of `today`."""
        while self.state == "running" and self.day < today:
            passed = self.day - self.start
            nights = min(stop - passed % PERIOD for stop in (GRACE, PERIOD) if stop > passed % PERIOD)
            nights = min(nights, today - self.day)
            self.run_up += nights * self.principal * self.rate
            self.day += nights
            passed += nights
            if passed % PERIOD == 0:
                self.morning_of_due_day()
            elif passed % PERIOD == GRACE and self.calls.get(self.day - GRACE):
                self.fees += FEE

    def morning_of_due_day(self):
        self.book()
        if sum(cents > 0 for cents in self.calls.values()) >= 3:
            self.state = "stopped"
        else:
            self.calls[self.day] = min(self.instalment, self.debt - sum(self.calls.values()))

    def pay(self, cents):
        self.book()
        parts = []
        for owed in ("interest", "fees", "principal"):
            part = min(cents, getattr(self, owed))
            setattr(self, owed, getattr(self, owed) - part)
            cents -= part
            parts.append(part)
        used = sum(parts)
        for day in self.calls:
            part = min(used, self.calls[day])
            self.calls[day] -= part
            used -= part
        return parts, cents


loans = {}
earned = 0
for line in sys.stdin:
    kind, day, name, *numbers = line.split()
    day, *numbers = map(int, (day, *numbers))
    if kind == "loan":
        loans[name] = Loan(day, *numbers)
        continue
    loan = loans[name]
    loan.advance(day)
    if kind == "rate":
        loan.rate = numbers[0]
    elif kind == "pay":
        was_closed = loan.state == "closed"
        (interest, fees, principal), left = loan.pay(numbers[0])
        earned += fees + interest
        text = f"{name} fees {fees} interest {interest} principal {principal}"
        if left:
            text += f" back {left}"
        if not loan.debt and not was_closed:
            loan.state = "closed"
            text += " closed"
        print(text)
    else:
        pending = sum(loan.calls.values())
        print(name, loan.state, "principal", loan.principal, "interest", loan.interest + loan.rounded(), "fees", loan.fees, "open", pending)
print("earned", earned)
