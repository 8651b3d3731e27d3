import sys
from decimal import ROUND_HALF_UP, Decimal, getcontext
from fractions import Fraction

getcontext().prec = 40
rows = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
classes = [(row[1], int(row[2])) for row in rows if row[0] == "class"]
items = [row[1:] for row in rows if row[0] == "line"]


def nearest(value):
    return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


amounts = [nearest(Decimal(int(n) * int(price)) * (100 - int(off)) / 100) for _, n, price, off in items]
value = sum(int(row[1]) for row in rows if row[0] == "voucher")
positive = [i for i, amount in enumerate(amounts) if amount > 0]
total = sum(amounts[i] for i in positive)
value = min(value, total)
shares = {i: Fraction(value * amounts[i], total) for i in positive}
given = {i: shares[i].__floor__() for i in positive}
while sum(given.values()) < value:
    best = None
    for i in positive:
        if given[i] <= shares[i] and given[i] == shares[i].__floor__() and (best is None or shares[i] - given[i] > shares[best] - given[best]):
            best = i
    given[best] += 1
nets = {}
for i, item in enumerate(items):
    nets[item[0]] = nets.get(item[0], 0) + amounts[i] - given.get(i, 0)
for row in rows:
    if row[0] == "shipping" and nets:
        top = max(rate for name, rate in classes if name in nets)
        name = [name for name, rate in classes if name in nets and rate == top][0]
        nets[name] += int(row[1])


def show(amount):
    return f"{Decimal(amount) / 100:.2f}"


taxes = {name: nearest(Decimal(nets[name] * rate) / 1000) for name, rate in classes if name in nets}
for name, _ in classes:
    if name in nets:
        print(name, show(nets[name]), show(taxes[name]))
print("net", show(sum(nets.values())))
print("tax", show(sum(taxes.values())))
print("due", show(sum(nets.values()) + sum(taxes.values())))
