import sys
from dataclasses import dataclass, field

WAY = 17


@dataclass
class Step:
    name: str
    length: int
    after: list
    followers: list = field(default_factory=list)


def sorted_steps(steps):
    """The steps so that each stands behind those that it waits for; without those that wait for themselves."""
    done, order = set(), []
    grown = True
    while grown:
        grown = False
        for step in steps.values():
            if step.name not in done and all(name in done for name in step.after):
                done.add(step.name)
                order.append(step)
                grown = True
    return order


def earliest(spans, start, length):
    """The first minute from `start` on at which `length` minutes are free between sorted spans."""
    for begin, end in spans:
        if start + length <= begin:
            break
        start = max(start, end)
    return start


def heaviest(steps):
    return max(steps, key=lambda step: step.weight)


first, *lines = sys.stdin.read().splitlines()
steps, lanes = {}, [[] for _ in range(int(first))]
for line in lines:
    kind, *words = line.split()
    if kind == "step":
        name, length, after = words
        steps[name] = Step(name, int(length), [] if after == "-" else after.split(","))
    else:
        lane, begin, end = map(int, words)
        lanes[lane - 1].append((begin, end))

order = sorted_steps(steps)
if len(order) < len(steps):
    def waits(name, target, seen):
        if name in seen:
            return False
        seen.add(name)
        return any(other == target or waits(other, target, seen) for other in steps[name].after)

    print("circle", *(name for name in steps if waits(name, name, set())))
    sys.exit()
for step in steps.values():
    for name in step.after:
        steps[name].followers.append(step)
for step in reversed(order):
    step.weight = step.length + max((other.weight for other in step.followers), default=0)

# A step is lighter than all that it waits for, so these come before it.
for step in sorted(steps.values(), key=lambda step: -step.weight):
    options = []
    for lane, spans in enumerate(lanes):
        spans.sort()
        before = [steps[name] for name in step.after]
        start = max((other.end + WAY * (other.lane != lane) for other in before), default=0)
        options.append((earliest(spans, start, step.length), lane))
    start, step.lane = min(options)
    step.end = start + step.length
    lanes[step.lane].append((start, step.end))
    print(step.name, step.lane + 1, start, step.end)

print("ready", max((step.end for step in steps.values()), default=0))
chain, candidates = ["chain"], list(steps.values())
while candidates:
    step = heaviest(candidates)
    chain.append(step.name)
    candidates = step.followers
print(*chain)
