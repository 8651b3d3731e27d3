import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
boss = {rows[0][1]: None}


def chain(name):
    return [name] + (chain(boss[name]) if boss[name] else [])


sys.setrecursionlimit(5000)
for kind, a, *rest in rows[1:]:
    b = rest[0] if rest else None
    reports = lambda name: sum(1 for other in boss.values() if other == name)
    if kind == "hire":
        answer = "known" if a in boss else "unknown" if b not in boss else "full" if reports(b) >= 8 else "done"
        if answer == "done":
            boss[a] = b
    elif a not in boss or b is not None and b not in boss:
        answer = "unknown"
    elif kind == "move":
        if boss[a] is None or a in chain(b):
            answer = "refused"
        elif boss[a] != b and reports(b) >= 8:
            answer = "full"
        else:
            answer, boss[a] = "done", b
    elif kind == "quit":
        if boss[a] is None:
            answer = "refused"
        elif reports(boss[a]) - 1 + reports(a) > 8:
            answer = "full"
        else:
            above = boss.pop(a)
            boss = {name: above if other == a else other for name, other in boss.items()}
            answer = "done"
    elif kind == "team":
        depths = [chain(name).index(a) for name in boss if a in chain(name)]
        answer = f"{len(depths) - 1} {max(depths)}"
    elif kind == "common":
        answer = [name for name in chain(a) if name in chain(b)][0]
    else:
        answer = " ".join(chain(a))
    print(answer)
