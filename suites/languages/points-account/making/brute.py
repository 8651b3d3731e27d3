import sys

# Every point is kept by itself: [owner or None, last day, number of its batch, tale of takings]
points, orders, batches, today = [], {}, 0, 0
for line in sys.stdin.read().split("\n"):
    if not line:
        continue
    kind, day, *rest = line.split(" ")
    today = day = int(day)

    def usable(name):
        return sorted((p for p in points if p[0] == name and p[1] >= day), key=lambda p: (p[1], p[2]))

    if kind == "earn":
        batches += 1
        points += [[rest[0], day + 120, batches] for _ in range(int(rest[1]))]
    elif kind == "spend":
        name, order, count = rest[0], rest[1], int(rest[2])
        mine = usable(name)
        if order in orders:
            print("taken", order)
        elif len(mine) < count:
            print("short", order)
        else:
            orders[order] = name, mine[:count]
            for p in mine[:count]:
                p[0] = None
    elif kind == "refund":
        order, count = rest[0], int(rest[1])
        if order not in orders or len(orders[order][1]) < count:
            print("refused", order)
        else:
            name, used = orders[order]
            seen = None
            for _ in range(count):
                p = used.pop()
                if p[2] != seen:
                    seen = p[2]
                    batches += 1
                p[:] = [name, max(p[1], day + 7), batches]
    elif kind == "give":
        name, other, count = rest[0], rest[1], int(rest[2])
        mine = usable(name)
        if len(mine) < count:
            print("short", name)
        else:
            seen = None
            for p in mine[:count]:
                if p[2] != seen:
                    seen = p[2]
                    batches += 1
                p[:] = [other, p[1], batches]
    else:
        mine = usable(rest[0])
        if mine:
            print(rest[0], len(mine), sum(p[1] == mine[0][1] for p in mine), mine[0][1])
        else:
            print(rest[0], 0)
print("expired", sum(p[0] is not None and p[1] < today for p in points))
