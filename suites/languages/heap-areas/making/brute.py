import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
room = {"young": int(rows[0][1]), "old": int(rows[0][2])}
order = []  # names of what exists
size, place, outlived = {}, {}, {}
held = set()
edges = set()


def taken(area):
    return sum(size[name] for name in order if place[name] == area)


def has_room(area, units):
    return room[area] - taken(area) >= units


def keep(living):
    """Free all but these and what they lead to; how many."""
    global order, edges, held
    while True:
        more = {b for a, b in edges if a in living} - living
        if not more:
            break
        living = living | more
    count = len(order)
    order = [name for name in order if name in living]
    edges = {(a, b) for a, b in edges if a in living and b in living}
    held &= living
    return count - len(order)


def minor():
    freed = keep(held | {name for name in order if place[name] == "old"})
    young = [name for name in order if place[name] == "young"]
    for name in young:
        outlived[name] = outlived.get(name, 0) + 1
    before = taken("old")
    moved = 0
    for name in young:
        if outlived[name] > 1 and before + size[name] <= room["old"]:
            before += size[name]
            place[name] = "old"
            moved += 1
    print(f"minor {freed} {moved}")


def full():
    print(f"full {keep(set(held))}")


def choose(units):
    bulky = units > room["young"] * 40 // 100
    if not bulky and has_room("young", units):
        return "young"
    if not bulky:
        minor()
        if has_room("young", units):
            return "young"
    if has_room("old", units):
        return "old"
    full()
    if not bulky and has_room("young", units):
        return "young"
    if has_room("old", units):
        return "old"
    return "failed"


for what, *rest in rows[1:]:
    if what == "collect":
        full()
    elif what == "new":
        area = choose(int(rest[1]))
        print(rest[0], area)
        if area != "failed":
            order.append(rest[0])
            size[rest[0]], place[rest[0]] = int(rest[1]), area
            held.add(rest[0])
    elif any(name not in order for name in rest):
        print("gone")
    elif what == "link":
        edges.add(tuple(rest))
    elif what == "unlink":
        edges -= {tuple(rest)}
    elif what == "hold":
        held.add(rest[0])
    else:
        held -= {rest[0]}
print("end", taken("young"), taken("old"))
for name in order:
    print(name, place[name])
