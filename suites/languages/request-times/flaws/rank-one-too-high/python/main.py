import sys
from collections import defaultdict

SHARE = 95
LIMIT = 1500


def route_of(path):
    parts = path.split("?")[0].split("/")
    route = "/".join("#" if part.isdigit() else part for part in parts)
    return route.removesuffix("/") or "/"


def ranked(ordered, percent):
    """The smallest of the times that at least so many percent do not exceed."""
    return ordered[(len(ordered) * percent + 99) // 100 - 1]


calls = defaultdict(int)
times = defaultdict(list)
slow = 0
for line in sys.stdin:
    method, path, status, ms = line.split()
    endpoint = f"{method} {route_of(path)}"
    calls[endpoint] += 1
    if int(status) < 500:
        times[endpoint].append(int(ms))
    slow += int(ms) > LIMIT

rows = []
for endpoint, number in calls.items():
    ordered = sorted(times[endpoint])
    middle, high = (ranked(ordered, 50), ordered[min(len(ordered) * SHARE // 100, len(ordered) - 1)]) if ordered else ("-", "-")
    text = f"{endpoint} calls {number} failed {number - len(ordered)} mid {middle} high {high}"
    rows.append((-high if ordered else 1, -number, endpoint, text))
for *_, text in sorted(rows):
    print(text)
print("slow", slow)
