import sys
from collections import defaultdict


def spread(broken, groups):
    """The round in which each service became dark."""
    dark = dict.fromkeys(broken, 0)
    for number in range(1, 19 + 1):
        fallen = {name for name, members in groups if name not in dark and any(member in dark for member in members)}
        dark.update(dict.fromkeys(fallen, number))
    return dark


def limp(dark, touches, users):
    """The services that do not work well."""
    limping = {name for name, others in touches if name not in dark and any(other in dark for other in others)}
    waiting = list(limping)
    while waiting:
        for user in users[waiting.pop()]:
            if user not in dark and user not in limping:
                limping.add(user)
                waiting.append(user)
    return limping


def main():
    names, broken, groups, touches = set(), set(), [], []
    users = defaultdict(list)
    for line in sys.stdin:
        kind, name, *others = line.split()
        names.update([name, *others])
        if kind == "broken":
            broken.add(name)
            continue
        touches.append((name, others))
        if kind != "likes":
            groups.append((name, others))
        if kind == "needs":
            users[others[0]].append(name)
    dark = spread(broken, groups)
    limping = limp(dark, touches, users)
    for name in sorted(names):
        if name in dark:
            print(name, "dark", dark[name])
        else:
            print(name, "limping" if name in limping else "fine")


main()
