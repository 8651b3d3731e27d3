import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
closed = {row[1] for row in rows if row[0] == "closed"}
trains = []
for row in rows:
    if row[0] in ("both", "oneway"):
        stops, minutes = row[2::2], list(map(int, row[3::2]))
        trains.append((stops, minutes))
        if row[0] == "both":
            trains.append((stops[::-1], minutes[::-1]))
seats = [(train, at, stop) for train, (stops, _) in enumerate(trains) for at, stop in enumerate(stops)]
for row in rows:
    if row[0] != "trip":
        continue
    _, start, goal = row
    if start == goal:
        print("0 0")
        continue
    best = {seat: (0, 0) for seat in seats if seat[2] == start and start not in closed}
    changed = True
    while changed:
        changed = False
        for (train, at, stop), (minutes, changes) in list(best.items()):
            ways = []
            stops, times = trains[train]
            if at + 1 < len(stops):
                ways.append(((train, at + 1, stops[at + 1]), (minutes + times[at], changes)))
            if stop not in closed:
                ways += [(seat, (minutes + 11, changes + 1)) for seat in seats if seat[2] == stop]
            for seat, cost in ways:
                if seat not in best or cost < best[seat]:
                    best[seat] = cost
                    changed = True
    ends = [cost for seat, cost in best.items() if seat[2] == goal]
    print("%d %d" % min(ends) if ends and goal not in closed else "unreachable")
