import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
limit, number = int(lines[0][1]), 0
kept = []  # [number, topic, bytes, pinned], oldest first
for kind, *rest in lines[1:]:
    if kind == "store":
        topic, size = rest[0], int(rest[1])
        pinned = [row for row in kept if row[3]]
        if size + sum(row[2] for row in pinned) > limit or len([row for row in pinned if row[1] == topic]) >= 8:
            print("rejected")
            continue
        dropped = []
        while len([row for row in kept if row[1] == topic]) >= 8:
            victim = [row for row in kept if row[1] == topic and not row[3]][0]
            kept.remove(victim)
            dropped.append(victim[0])
        while size + sum(row[2] for row in kept) > limit:
            victim = [row for row in kept if not row[3]][0]
            kept.remove(victim)
            dropped.append(victim[0])
        number += 1
        kept.append([number, topic, size, False])
        print(*[number] + dropped)
    elif kind == "read":
        print(" ".join(str(row[0]) + "*" * row[3] for row in kept[::-1] if row[1] == rest[0]) or "hollow")
    elif kind == "stats":
        print(len(kept), sum(row[2] for row in kept), len({row[1] for row in kept}))
    else:
        found = [row for row in kept if row[0] == int(rest[0])]
        if not found:
            print("gone")
        elif kind == "remove":
            kept.remove(found[0])
            print("removed")
        elif found[0][3] == (kind == "pin"):
            print("already")
        else:
            found[0][3] = kind == "pin"
            print(kind + ("ned" if kind in ("pin", "unpin") else ""))
