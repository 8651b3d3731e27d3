import sys
from fractions import Fraction

lines = [line.split(" ") for line in sys.stdin.read().split("\n") if line]


def commission(cents):
    exact = Fraction(cents) * 47 / 1000
    whole = 0
    while exact - whole >= Fraction(1, 2):
        step = max(1, int(exact - whole) - 1)
        whole += step
    return whole


def amount(cents):
    digits = str(abs(cents)).zfill(3)
    return ("-" if cents < 0 else "") + digits[:-2] + "." + digits[-2:]


def charge(cents):
    return min(cents, commission(cents) + 31)


def moves(upto, seller):
    """Walk through the lines again for every balance."""
    balance, frozen = 0, False
    for words in lines[:upto]:
        if words[0] == "payout":
            if balance >= 1900 and not frozen:
                balance = 0
        elif words[1] == seller:
            if words[0] == "sale":
                balance += int(words[2]) - charge(int(words[2]))
            if words[0] == "refund":
                balance -= int(words[2]) - commission(int(words[2]))
            if words[0] == "freeze":
                frozen = True
            if words[0] == "thaw":
                frozen = False
    return balance, frozen


sellers = sorted({words[1] for words in lines if words[0] in ("sale", "refund")})
for place, words in enumerate(lines):
    if words[0] != "payout":
        continue
    for seller in sellers:
        balance, frozen = moves(place, seller)
        if balance >= 1900 and not frozen:
            print(f"pay {seller} {amount(balance)}")
    print("waiting", len([seller for seller in sellers if moves(place + 1, seller)[0] > 0]))
for seller in sellers:
    balance, _ = moves(len(lines), seller)
    if balance != 0:
        print(f"left {seller} {amount(balance)}")
total = 0
for words in lines:
    if words[0] == "sale":
        total += charge(int(words[2]))
    if words[0] == "refund":
        total -= commission(int(words[2]))
print("earned", amount(total))
