import sys

LEAST = 37


def cost(way, tiers, units):
    """What `units` cost, in cents."""
    hundredths, begin = 0, 0
    for end, price in tiers:
        last = units if end is None else min(units, end)
        hundredths += (last - begin) * price
        if last == units:
            if way == "flat":
                hundredths = units * price
            break
        begin = last
    cents = (hundredths + 49) // 100
    return max(cents, LEAST) if units else 0


def amount(cents):
    return f"{cents // 100}.{cents % 100:02d}"


lines = iter(sys.stdin.read().splitlines())
plans = {}
for _ in range(int(next(lines))):
    name, way, count = next(lines).split()
    tiers = []
    for _ in range(int(count)):
        end, price = next(lines).split()
        tiers.append((None if end == "-" else int(end), int(price)))
    plans[name] = way, tiers

due = 0
for line in lines:
    name, units = line.split()
    if name in plans:
        cents = cost(*plans[name], int(units))
        due += cents
        print(name, units, amount(cents))
    else:
        print(name, units, "unknown")
print("due", amount(due))
