import sys

lines = [line.split() for line in sys.stdin.read().splitlines()]
history = {}  # of each sensor: what its alarm became, and when
readings = {}


def row(name, is_part):
    """How many of the last readings are a row of this kind."""
    past = readings[name]
    length = 0
    for at in range(len(past) - 1, -1, -1):
        if not is_part(past[at][1]):
            break
        length += 1
        if at and past[at][0] - past[at - 1][0] > 90:
            break
    return length


for time, name, what in lines:
    time = int(time)
    changes = history.setdefault(name, [(0, "calm")])
    since, state = changes[-1]
    new = None
    if what == "seen":
        new = "seen" if state == "raised" else "refused"
    else:
        readings.setdefault(name, []).append((time, int(what)))
        if state == "calm":
            if row(name, lambda value: value > 85) >= 3:
                new = "raised"
        elif row(name, lambda value: value < 70) >= 4:
            new = "calm"
        elif state == "seen" and int(what) > 85 and time - since >= 600:
            new = "raised"
    if new:
        print(f"{time} {name} {new}")
    if new and new != "refused":
        changes.append((time, new))
for name in sorted(history):
    changes = history[name]
    ends = [time for time, _ in changes[1:]] + [int(lines[-1][0])]
    seconds = sum(end - begin for (begin, state), end in zip(changes, ends) if state != "calm")
    states = [state for _, state in changes]
    print(name, states[-1], states.count("raised"), seconds)
