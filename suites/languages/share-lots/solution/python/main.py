import sys
from dataclasses import dataclass
from fractions import Fraction

YEAR = 365
RECENT = 23


@dataclass
class Lot:
    day: int
    shares: int
    cost: int


class Account:
    def __init__(self):
        self.lots = {}
        self.pending = {}
        self.short = self.long = 0

    def buy(self, day, name, count, price, fee):
        cost = count * price + fee
        for sold, short, long in self.pending.pop(name, []):
            if day - sold <= RECENT:
                cost -= short + long
                self.short -= short
                self.long -= long
        self.lots.setdefault(name, []).append(Lot(day, count, cost))

    def split(self, name, new, old):
        for lot in self.lots.get(name, []):
            lot.shares = lot.shares * new // old
        self.clean(name)

    def clean(self, name):
        self.lots[name] = [lot for lot in self.lots.get(name, []) if lot.shares]

    def sell(self, day, name, count, price, fee, way):
        """The short and the long gain; None where there are not enough shares."""
        lots = list(self.lots.get(name, []))
        if sum(lot.shares for lot in lots) < count:
            return None
        if way == "lifo":
            lots.reverse()
        elif way == "dear":
            lots.sort(key=lambda lot: -Fraction(lot.cost, lot.shares))
        proceeds = count * price - fee
        taken = got = short = long = 0
        for lot in lots:
            part = min(lot.shares, count - taken)
            cost = lot.cost * part // lot.shares
            lot.shares -= part
            lot.cost -= cost
            taken += part
            gain = proceeds * taken // count - got - cost
            got += gain + cost
            if day - lot.day >= YEAR:
                long += gain
            else:
                short += gain
        self.clean(name)
        self.short += short
        self.long += long
        if short + long < 0:
            self.pending.setdefault(name, []).append((day, short, long))
        return short, long


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


account = Account()
for line in sys.stdin:
    kind, day, name, *rest = line.split()
    if kind == "buy":
        account.buy(int(day), name, *map(int, rest))
    elif kind == "split":
        account.split(name, *map(int, rest))
    else:
        *numbers, way = rest
        gains = account.sell(int(day), name, *map(int, numbers), way)
        print(name, numbers[0], f"short {money(gains[0])} long {money(gains[1])}" if gains else "refused")

for name, lots in sorted(account.lots.items()):
    if lots:
        print("hold", name, sum(lot.shares for lot in lots), money(sum(lot.cost for lot in lots)))
print("short", money(account.short))
print("long", money(account.long))
