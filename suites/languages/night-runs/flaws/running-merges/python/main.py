import sys
from datetime import date, timedelta

PATIENCE = 53
DAY = 24 * 60
NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def times_of(text):
    if "@" not in text:
        return {minutes(time) for time in text.split(",")}
    step, span = text.split("@")
    first, last = span.split("-")
    return set(range(minutes(first), minutes(last) + 1, int(step)))


def names_of(day):
    """All that a day is called."""
    next_month = (day.replace(day=28) + timedelta(4)).replace(day=1)
    last = work = next_month - timedelta(1)
    while work.weekday() > 4:
        work -= timedelta(1)
    names = {"*", NAMES[day.weekday()], str(day.day)}
    if day == last:
        names.add("last")
    if day == work:
        names.add("work")
    return names


def is_due(parts, names):
    return any(part in names for part in parts) and not any(f"!{name}" in parts for name in names)


class Task:
    def __init__(self, name, when, days, length):
        self.name, self.length = name, int(length)
        self.times, self.days = times_of(when), days.split(",")
        self.waiting = None
        self.started = self.merged = self.late = 0

    def urgency(self):
        return self.started, self.waiting


first, *lines = sys.stdin.read().splitlines()
begin, count = date.fromisoformat(first.split()[1]), int(first.split()[2])
tasks = [Task(*line.split()[1:]) for line in lines]

due = {}
for number in range(count):
    names = names_of(begin + timedelta(number))
    for task in tasks:
        if is_due(task.days, names):
            for time in task.times:
                due.setdefault(number * DAY + time, []).append(task)

free_at = idle = 0
running = None
for now in range(count * DAY):
    for task in tasks:
        if task.waiting is not None and task.waiting < now - PATIENCE:
            task.waiting = None
            task.late += 1
    for task in due.get(now, []):
        if task.waiting is None and not (now < free_at and running is task):
            task.waiting = now
        else:
            task.merged += 1
    if now < free_at:
        continue
    ready = [task for task in tasks if task.waiting is not None]
    if not ready:
        idle += 1
        continue
    task = min(ready, key=Task.urgency)
    task.waiting = None
    task.started += 1
    running = task
    free_at = now + task.length
    number, time = divmod(now, DAY)
    print(f"{begin + timedelta(number)} {time // 60:02d}:{time % 60:02d} {task.name}")

for task in tasks:
    left = 0 if task.waiting is None else 1
    print(f"{task.name} started {task.started} merged {task.merged} late {task.late} left {left}")
print("idle", idle)
