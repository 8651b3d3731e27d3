import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
names = sorted({word for line in lines for word in line[1:]})
state = {name: None for name in names}
for number in range(19 + 1):
    after = dict(state)
    for name in names:
        falls = False
        for kind, owner, *others in lines:
            if owner == name:
                if kind == "broken":
                    falls = falls or number == 0
                elif kind in ("needs", "either") and number > 0:
                    falls = falls or all(state[other] is not None for other in others)
        if falls and state[name] is None:
            after[name] = number
    state = after
weak = set()
for _ in names:
    for kind, owner, *others in lines:
        if state[owner] is None:
            if any(state[other] is not None for other in others) or kind == "needs" and others[0] in weak:
                weak.add(owner)
for name in names:
    if state[name] is not None:
        print(name, "dark", state[name])
    else:
        print(name, "limping" if name in weak else "fine")
