import sys

parents, touched, order = {}, {}, []
area = "*"
said = []


def holds(name, other):
    return name == other or any(holds(parent, other) for parent in parents[name])


def fits(name, reports):
    """Whether everything reported would be seen if this commit were the culprit."""
    if area != "*" and area not in touched[name]:
        return False
    for kind, other in reports:
        if kind != "skip" and holds(other, name) != (kind == "bad"):
            return False
    return True


def answer():
    if "bad" not in [kind for kind, _ in said]:
        return "waiting"
    left = [name for name in order if fits(name, said)]
    if len(left) < 2:
        return "culprit " + left[0]
    best = None
    for name in left:
        if ("skip", name) in said:
            continue
        # How many suspects are gone for certain, whatever the test says.
        after = [sum(fits(other, [*said, (kind, name)]) for other in left) for kind in ("good", "bad")]
        gone = len(left) - max(after)
        if gone and (best is None or gone >= best[0]):
            best = gone, name
    if best:
        return f"test {best[1]} {len(left)}"
    text = f"among {len(left)} " + " ".join(left[:7])
    return text + " ..." if len(left) > 7 else text


for line in sys.stdin.read().splitlines():
    words = line.split(" ")
    if words[0] == "commit":
        order.append(words[1])
        touched[words[1]] = words[2].split(",")
        parents[words[1]] = [] if words[3] == "-" else words[3].split(",")
    elif words[0] == "search":
        area, said = words[1], []
    elif words[0] == "undo":
        if said:
            said = said[:-1]
            print(answer())
        else:
            print("nothing")
    else:
        now = [*said, (words[0], words[1])]
        if "bad" in [kind for kind, _ in now] and not any(fits(name, now) for name in order):
            print("contradiction")
        else:
            said = now
            print(answer())
