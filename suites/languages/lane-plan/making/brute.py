import sys

first, *words = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
steps = {w[1]: (int(w[2]), [] if w[3] == "-" else w[3].split(",")) for w in words if w[0] == "step"}
full = [set() for _ in range(int(first[0]))]
for w in words:
    if w[0] == "block":
        full[int(w[1]) - 1].update(range(int(w[2]), int(w[3])))

fine = set()
while True:
    more = {name for name, (_, after) in steps.items() if name not in fine and set(after) <= fine}
    if not more:
        break
    fine |= more
if len(fine) < len(steps):
    print("circle", *[name for name in steps if name not in fine])
    sys.exit()


known = {}


def weight(name):
    if name not in known:
        known[name] = steps[name][0] + max([weight(other) for other in steps if name in steps[other][1]] or [0])
    return known[name]


plan = {}
while len(plan) < len(steps):
    ready = [name for name in steps if name not in plan and all(a in plan for a in steps[name][1])]
    name = [n for n in ready if weight(n) == max(map(weight, ready))][0]
    length, after = steps[name]
    minute = 0
    while name not in plan:
        for lane in range(len(full)):
            ok = all(minute >= plan[a][2] + (17 if plan[a][0] != lane else 0) for a in after)
            if ok and not full[lane] & set(range(minute, minute + length)):
                plan[name] = lane, minute, minute + length
                full[lane] |= set(range(minute, minute + length))
                print(name, lane + 1, minute, minute + length)
                break
        minute += 1
print("ready", max([end for _, _, end in plan.values()] or [0]))
chain, some = [], list(steps)
while some:
    best = [n for n in some if weight(n) == max(map(weight, some))][0]
    chain.append(best)
    some = [n for n in steps if best in steps[n][1]]
print(" ".join(["chain"] + chain))
