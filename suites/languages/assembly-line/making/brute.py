import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
plan = [(int(a), int(b)) for kind, a, *rest in lines if kind == "station" for b in rest]
items = [int(row[1]) for row in lines if row[0] == "comes"]
count = len(plan)
buffers = [[] for _ in plan]
inside = [None] * count  # item in a station
until = [0] * count
moved = [0] * count
ready = [0] * count
blocked_at = [0] * count
blocked = [0] * len(items)
answer = [None] * len(items)


def settle(now):
    """Let everything happen that can in this second."""
    again = True
    while again:
        again = False
        for at in range(count):
            item = inside[at]
            if item is not None and until[at] <= now and (at + 1 == count or len(buffers[at + 1]) < plan[at + 1][1]):
                inside[at] = None
                if at + 1 == count:
                    answer[item] = now
                else:
                    buffers[at + 1].append(item)
                moved[at] += 1
                ready[at] = now + (45 if moved[at] % 20 == 0 else 0)
                again = True
            if inside[at] is None and buffers[at] and ready[at] <= now:
                inside[at] = buffers[at].pop(0)
                until[at] = now + plan[at][0]
                again = True


now, coming = 0, 0
while coming < len(items) or any(buffers) or any(item is not None for item in inside):
    settle(now)
    while coming < len(items) and items[coming] == now:
        if len(buffers[0]) < plan[0][1]:
            buffers[0].append(coming)
        else:
            answer[coming] = "lost"
        coming += 1
        settle(now)
    for at in range(count):
        if inside[at] is not None and until[at] <= now:
            blocked[inside[at]] += 1
            blocked_at[at] += 1
    now += 1
for item in range(len(items)):
    print("lost" if answer[item] == "lost" else f"{answer[item]} {blocked[item]}")
for at in range(count):
    print("station", at + 1, blocked_at[at])
