import re
import sys

table = []
for line in sys.stdin.read().split("\n"):
    if line:
        method, path, status, ms = line.split(" ")
        at = path.find("?")
        if at >= 0:
            path = path[:at]
        while True:
            changed = re.sub(r"/[0-9]+(/|$)", r"/#\1", path)
            if changed == path:
                break
            path = changed
        if len(path) > 1 and path[-1] == "/":
            path = path[:-1]
        table.append((method + " " + path, status[0] == "5", int(ms)))


def rank(times, hundredths):
    for time in sorted(set(times)):
        if 100 * len([other for other in times if other <= time]) >= hundredths * len(times):
            return time
    return None


left = {row[0] for row in table}
while left:
    best = None
    for name in sorted(left):
        mine = [row for row in table if row[0] == name]
        good = [ms for _, wrong, ms in mine if not wrong]
        high = rank(good, 95)
        key = (-1 if high is None else high, len(mine))
        if best is None or key > best[0]:
            best = key, name, len(mine), len(mine) - len(good), rank(good, 50), high
    _, name, number, wrong, middle, high = best
    left.remove(name)
    print(name, "calls", number, "failed", wrong, "mid", "-" if middle is None else middle, "high", "-" if high is None else high)
print("slow", len([row for row in table if row[2] > 1500]))
