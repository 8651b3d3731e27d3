import sys
from datetime import date, timedelta

NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
first, *rest = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
start, count = date.fromisoformat(first[1]), int(first[2])


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def days_meant(part):
    """All days of the plan that a part means."""
    if part[0] == "!":
        return days_meant(part[1:])
    out = set()
    for n in range(count):
        day = start + timedelta(n)
        same_month = [day + timedelta(k) for k in range(-31, 32) if (day + timedelta(k)).month == day.month and abs(k) < 32]
        same_month = [d for d in same_month if d.year == day.year]
        workdays = [d for d in same_month if d.weekday() < 5]
        if part == "*" or part in NAMES and NAMES[day.weekday()] == part or part.isdigit() and day.day == int(part):
            out.add(n)
        if part == "last" and day == same_month[-1] or part == "work" and day == workdays[-1]:
            out.add(n)
    return out


tasks = []
for _, name, when, days, length in rest:
    if "@" in when:
        step, span = when.split("@")
        a, b = span.split("-")
        times = set(range(minutes(a), minutes(b) + 1, int(step)))
    else:
        times = {minutes(t) for t in when.split(",")}
    yes, no = set(), set()
    for part in days.split(","):
        if part[0] == "!":
            no |= days_meant(part)
        else:
            yes |= days_meant(part)
    due = {day * 1440 + t for day in yes - no for t in times}
    tasks.append(dict(name=name, due=due, length=int(length), waiting=None, started=0, merged=0, late=0))

busy_until, idle, log = 0, 0, []
for now in range(count * 1440):
    for task in tasks:
        if task["waiting"] is not None and task["waiting"] < now - 53:
            task["late"] += 1
            task["waiting"] = None
    for task in tasks:
        if now in task["due"]:
            if task["waiting"] is None:
                task["waiting"] = now
            else:
                task["merged"] += 1
    if busy_until <= now:
        ready = sorted((t["started"], t["waiting"], i) for i, t in enumerate(tasks) if t["waiting"] is not None)
        if ready:
            task = tasks[ready[0][2]]
            task["waiting"] = None
            task["started"] += 1
            busy_until = now + task["length"]
            log.append(f"{start + timedelta(now // 1440)} {now % 1440 // 60:02d}:{now % 60:02d} {task['name']}")
        else:
            idle += 1
for line in log:
    print(line)
for t in tasks:
    print(t["name"], "started", t["started"], "merged", t["merged"], "late", t["late"], "left", int(t["waiting"] is not None))
print("idle", idle)
