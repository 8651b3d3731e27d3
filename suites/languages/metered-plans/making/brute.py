import sys
from decimal import ROUND_HALF_UP, Decimal

words = sys.stdin.read().split()
words.reverse()
plans = {}
for _ in range(int(words.pop())):
    name, way, count = words.pop(), words.pop(), int(words.pop())
    tiers = []
    for _ in range(count):
        end, price = words.pop(), int(words.pop())
        tiers.append((10**9 if end == "-" else int(end), price))
    plans[name] = way, tiers


def price_of(tiers, unit):
    for end, price in tiers:
        if unit <= end:
            return price


def cost(name, units):
    way, tiers = plans[name]
    if not units:
        return Decimal(0)
    if way == "flat":
        hundredths = units * price_of(tiers, units)
    else:
        # the price changes only behind the end of a tier
        hundredths, at = 0, 0
        while at < units:
            run = next(end for end, _ in tiers if at < end)
            step = min(run, units) - at
            hundredths += step * price_of(tiers, at + 1)
            at += step
    return max(Decimal("0.37"), (Decimal(hundredths) / 10000).quantize(Decimal("0.01"), ROUND_HALF_UP))


due = Decimal(0)
while words:
    name, units = words.pop(), int(words.pop())
    if name not in plans:
        print(name, units, "unknown")
        continue
    amount = cost(name, units)
    due += amount
    print(f"{name} {units} {amount:.2f}")
print(f"due {due:.2f}")
