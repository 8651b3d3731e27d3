import sys

sizes, runs, ignored = {}, [], set()
for line in sys.stdin.read().splitlines():
    words = line.split()
    if words[0] == "file":
        sizes[words[1]] = int(words[2])
    elif words[0] == "run":
        runs.append([])
    elif words[0] == "block":
        runs[-1].append((words[1], *map(int, words[2:])))
    else:
        ignored |= {(words[1], at) for at in range(int(words[2]), int(words[3]) + 1)}


def total_of(name, at):
    counts = []
    for run in runs:
        over = [(b - a, -order, count) for order, (file, a, b, count) in enumerate(run) if file == name and a <= at <= b]
        if over:
            counts.append(min(over)[2])
    return sum(counts) if counts and (name, at) not in ignored else None


for name in sorted(sizes):
    marks = ""
    for at in range(1, sizes[name] + 1):
        total = total_of(name, at)
        marks += "." if total is None else "h" if total >= 17 else "m"
    known = marks.replace(".", "")
    if known:
        tenths = len(known.replace("m", "")) * 1000 // len(known)
        print(f"{name} {tenths // 10}.{tenths % 10}%")
    else:
        print(name + " unmeasured")
    place = 1
    for part in marks.split("h"):
        if "m" in part:
            print(f"  {place + part.index('m')}-{place + part.rindex('m')}")
        place += len(part) + 1
