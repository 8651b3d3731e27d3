import sys
from fractions import Fraction
from math import floor

lines = [line.split(" ") for line in sys.stdin.read().split("\n") if line]


def half_up(exact):
    return floor(exact + Fraction(1, 2))


def live(name, upto):
    """Tell a loan's whole life again, day by day, up to the line number `upto`; what is printed of this line."""
    mine = [(int(words[1]), words) for words in lines[: upto + 1] if words[2] == name]
    start = mine[0][0]
    principal, rate, instalment = (int(word) for word in mine[0][1][3:])
    interest = fees = 0
    run_up = Fraction(0)
    instalments = []  # [due day, what is open]
    state = "running"
    answer = None
    for day in range(start, mine[-1][0] + 1):
        if day > start and state == "running":
            run_up += Fraction(principal * rate, 3650000)
            if (day - start) % 30 == 0:
                interest, run_up = interest + half_up(run_up), Fraction(0)
                still = [entry for entry in instalments if entry[1] > 0]
                if len(still) >= 3:
                    state = "stopped"
                else:
                    debt = principal + interest + fees
                    amount = min(instalment, debt - sum(entry[1] for entry in instalments))
                    if amount > 0:
                        instalments.append([day, amount])
            for due, left in instalments:
                if day == due + 13 and left > 0 and state == "running":
                    fees += 1500
        for when, words in mine:
            if when != day:
                continue
            if words[0] == "rate":
                rate = int(words[3])
            if words[0] == "show":
                left = sum(entry[1] for entry in instalments)
                answer = f"{name} {state} principal {principal} interest {interest + half_up(run_up)} fees {fees} open {left}", 0
            if words[0] == "pay":
                money = int(words[3])
                if state != "closed":
                    interest, run_up = interest + half_up(run_up), Fraction(0)
                a = min(money, fees)
                b = min(money - a, interest)
                c = min(money - a - b, principal)
                fees, interest, principal = fees - a, interest - b, principal - c
                used = a + b + c
                for entry in instalments:
                    part = min(used, entry[1])
                    entry[1] -= part
                    used -= part
                text = f"{name} fees {a} interest {b} principal {c}"
                if money > a + b + c:
                    text += f" back {money - a - b - c}"
                if state != "closed" and fees + interest + principal == 0:
                    state = "closed"
                    text += " closed"
                answer = text, a + b
    return answer


total = 0
for number, words in enumerate(lines):
    if words[0] in ("pay", "show"):
        text, taken = live(words[2], number)
        print(text)
        total += taken
print("earned", total)
