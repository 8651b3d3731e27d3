import sys

cables, plants, number, gone = {}, [], {}, []
for line in sys.stdin.read().splitlines():
    kind, *words = line.split()
    if kind == "plant":
        plants.append(words[0])
    elif kind == "cable":
        cables[words[0]] = words[1:]
    elif kind == "houses":
        number[words[0]] = number.get(words[0], 0) + int(words[1])
    else:
        gone.append(words[0])
for name in gone:
    cables.pop(name, None)


def supplied(lines, without):
    have = {site for site in plants if site != without}
    while True:
        more = set()
        for a, b in lines:
            if without not in (a, b) and (a in have) != (b in have):
                more |= {a, b}
        if more <= have:
            return have
        have |= more


def houses(sites):
    return sum(number.get(site, 0) for site in sites)


now = supplied(cables.values(), None)
lists, never = [], set(now)
for name in cables:
    left = supplied([ends for other, ends in cables.items() if other != name], None)
    never &= left
    lists.append(("cable", name, houses(now - left)))
for name in now:
    left = supplied(cables.values(), name)
    never &= left | {name}
    lists.append(("site", name, houses(now - left)))
print("dark", houses(number) - houses(now))
for kind, name, lost in sorted(lists, key=lambda row: (row[2] * -1, row)):
    if lost >= 40:
        print(kind, name, lost)
print("safe", houses(never))
