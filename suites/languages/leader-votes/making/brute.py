import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
size = int(rows[0][1])
everyone = range(1, size + 1)
term = dict.fromkeys(everyone, 0)
up = dict.fromkeys(everyone, True)
safe = dict.fromkeys(everyone, 0)
logs = {number: () for number in everyone}
ballots = {}  # (node, term) -> whom it has voted for
leads = {}  # node -> the term in which it is leader
link = {(a, b): True for a in everyone for b in everyone}


def is_leader(a):
    return up[a] and leads.get(a) == term[a]


def near(a):
    return [b for b in everyone if b != a and up[a] and up[b] and link[a, b]]


def newer(one, other):
    return (max((0,) + one[-1:]), len(one)) > (max((0,) + other[-1:]), len(other))


def pass_on(a):
    touched = []
    for b in near(a):
        if term[b] > term[a]:
            term[a] = term[b]
            return f"yields {term[a]}"
        term[b] = term[a]
        logs[b] = tuple(logs[a])
        touched.append(b)
    if 2 * (1 + len(touched)) >= size + 1 and logs[a] and logs[a][-1] == term[a]:
        safe[a] = len(logs[a])
    for b in touched:
        if safe[b] < safe[a]:
            safe[b] = safe[a]
    return f"sent {len(touched)} safe {safe[a]}"


for what, *rest in rows[1:]:
    a = int(rest[0])
    if what == "stop":
        up[a] = False
        leads.pop(a, None)
    if what == "start":
        up[a] = True
    if what in ("cut", "mend"):
        b = int(rest[1])
        link[a, b] = link[b, a] = what == "mend"
    if what == "elect":
        if not up[a] or is_leader(a):
            print(a, "ignored")
            continue
        term[a] += 1
        ballots[a, term[a]] = a
        mine = term[a]
        for b in near(a):
            if term[b] > mine:
                term[a] = term[b]
                break
            term[b] = mine
            if (b, mine) not in ballots and not newer(logs[b], logs[a]):
                ballots[b, mine] = a
        count = sum(1 for b in everyone if ballots.get((b, mine)) == a)
        if term[a] == mine and 2 * count >= size + 1:
            leads[a] = mine
            print(a, "leads", mine)
        else:
            print(a, "loses", term[a])
    if what in ("send", "write"):
        if not is_leader(a):
            print(a, "refused")
        elif what == "write" and len(logs[a]) >= safe[a] + 19:
            print(a, "full")
        else:
            if what == "write":
                logs[a] += (term[a],)
            print(a, pass_on(a))
for a in everyone:
    role = "leader" if is_leader(a) else "follower"
    print("node", a, role if up[a] else "stopped", term[a], len(logs[a]), safe[a])
