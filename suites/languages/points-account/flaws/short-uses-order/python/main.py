import sys
from bisect import insort

LIFE = 120
GRACE = 7


class Accounts:
    def __init__(self):
        self.batches = {}
        self.orders = {}
        self.expired = 0

    def add(self, name, last, count):
        # Of the same last day, the batch made first stays first.
        insort(self.batches.setdefault(name, []), [last, count], key=lambda batch: batch[0])

    def usable(self, name, day):
        """The batches of a member, after what is expired was dropped."""
        batches = self.batches.setdefault(name, [])
        while batches and batches[0][0] < day:
            self.expired += batches.pop(0)[1]
        return batches

    def take(self, name, day, count):
        """The parts taken, as pairs of a last day and a count; None where there are too few points."""
        batches = self.usable(name, day)
        if sum(points for _, points in batches) < count:
            return None
        parts = []
        while count:
            last, points = batches[0]
            part = min(points, count)
            count -= part
            parts.append((last, part))
            batches[0][1] -= part
            if not batches[0][1]:
                batches.pop(0)
        return parts

    def earn(self, day, name, count):
        self.add(name, day + LIFE, int(count))

    def spend(self, day, name, order, count):
        if order in self.orders:
            print("taken", order)
            return
        parts = self.take(name, day, int(count))
        if parts is None:
            print("short", order)
            self.orders[order] = name, []
        else:
            self.orders[order] = name, parts

    def refund(self, day, order, count):
        name, parts = self.orders.get(order, ("", []))
        count = int(count)
        if sum(points for _, points in parts) < count:
            print("refused", order)
            return
        while count:
            last, points = parts.pop()
            part = min(points, count)
            count -= part
            self.add(name, max(last, day + GRACE), part)
            if part < points:
                parts.append((last, points - part))

    def give(self, day, name, other, count):
        parts = self.take(name, day, int(count))
        if parts is None:
            print("short", name)
            return
        for last, points in parts:
            self.add(other, last, points)

    def show(self, day, name):
        batches = self.usable(name, day)
        line = [name, sum(points for _, points in batches)]
        if batches:
            first = batches[0][0]
            line += [sum(points for last, points in batches if last == first), first]
        print(*line)


accounts = Accounts()
day = 0
for line in sys.stdin:
    kind, day, *rest = line.split()
    day = int(day)
    getattr(accounts, kind)(day, *rest)
for name in accounts.batches:
    accounts.usable(name, day)
print("expired", accounts.expired)
