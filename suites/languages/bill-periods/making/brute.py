import sys
from calendar import monthrange
from datetime import date, timedelta

DAY = timedelta(1)
words = [line.split(" ") for line in sys.stdin.read().split("\n") if line]


def days(first, last):
    while first <= last:
        yield first
        first += DAY


for w in words:
    if w[0] != "ask":
        continue
    mine = [v for v in words if v[1] == w[1]]
    subs = [v for v in mine if v[0] == "sub"]
    if not subs:
        print(w[1], "unknown")
        continue
    start, months = date.fromisoformat(subs[0][2]), int(subs[0][3])
    pauses = [set(days(date.fromisoformat(v[2]), date.fromisoformat(v[3]))) for v in mine if v[0] == "pause"]
    ends = [date.fromisoformat(v[2]) for v in mine if v[0] == "end"]
    asked = date.fromisoformat(w[2])
    if asked < start:
        print(w[1], "before")
        continue
    if ends and asked > ends[0]:
        print(w[1], "over")
        continue
    # lengths of the periods, in days
    begins = []
    for k in range(0, 900):
        total = start.year * 12 + start.month - 1 + k * months
        if total // 12 > 2200:
            break
        begins.append(date(total // 12, total % 12 + 1, min(start.day, monthrange(total // 12, total % 12 + 1)[1])))
    lengths = [(b - a).days for a, b in zip(begins, begins[1:])]
    for pause in pauses:
        at, k = start, 0
        while min(pause) >= at + timedelta(lengths[k]):
            at += timedelta(lengths[k])
            k += 1
        lengths[k] += len(pause)
    at, k = start, 0
    while asked >= at + timedelta(lengths[k]):
        at += timedelta(lengths[k])
        k += 1
    last = at + timedelta(lengths[k] - 1)
    if ends and ends[0] < last:
        last = ends[0]
    off = set().union(*pauses)
    served = sum(day not in off for day in days(at, last))
    print(w[1], k + 1, at, last, str(served) + (" paused" if asked in off else ""))
best = None
for w in words:
    if w[0] == "pause":
        size = len(list(days(date.fromisoformat(w[2]), date.fromisoformat(w[3]))))
        if size <= 61 and (best is None or size > best[1]):
            best = w[1], size
print("longest", *(best or ["none"]))
