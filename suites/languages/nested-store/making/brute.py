import sys

levels = [(None, {})]  # full copies of the store: the uppermost is the present


def alive(entry, line):
    return entry is not None and (entry[1] is None or line <= entry[1])


for line, words in enumerate((line.split() for line in sys.stdin.read().splitlines()), 1):
    kind, rest = words[0], words[1:]
    top = levels[-1][1]
    if kind == "put":
        top[rest[0]] = (rest[1], None)
    elif kind == "lend":
        top[rest[0]] = (rest[1], line + 23)
    elif kind == "cut":
        top[rest[0]] = None
    elif kind == "get":
        print(top[rest[0]][0] if alive(top.get(rest[0]), line) else "none")
    elif kind == "tally":
        print(sum(1 for entry in top.values() if alive(entry, line) and entry[0] == rest[0]))
    elif kind in ("begin", "mark"):
        if len(levels) - 1 == 12:
            print("refused")
        else:
            levels.append((rest[0] if rest else None, dict(top)))
    else:
        places = [at for at in range(1, len(levels)) if not rest or levels[at][0] == rest[0]]
        if not places:
            print("refused")
            continue
        at = places[-1]
        name = levels[at][0]
        below = levels[at - 1]
        del levels[at:]
        if kind == "keep":
            levels[-1] = (below[0], top)
        elif rest:
            levels.append((name, dict(below[1])))
