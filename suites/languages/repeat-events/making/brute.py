import sys
from datetime import date, timedelta

NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
ONE = timedelta(1)


def read(text):
    return date(int(text[:4]), int(text[5:7]), int(text[8:]))


def is_given(day, start, words):
    """Whether a rule gives this day: asked of every single day."""
    n, unit = int(words[1]), words[2]
    if unit == "days":
        return (day - start).days % n == 0
    if unit == "weeks":
        mondays = [one - one.weekday() * ONE for one in (start, day)]
        return NAMES[day.weekday()] in words[4].split(",") and ((mondays[1] - mondays[0]).days // 7) % n == 0
    if unit == "years":
        return (day.month, day.day) == (start.month, start.day) and (day.year - start.year) % n == 0
    if ((day.year - start.year) * 12 + day.month - start.month) % n:
        return False
    if "on" not in words:
        return day.day == start.day
    if NAMES[day.weekday()] != words[5]:
        return False
    if words[4] == "last":
        return (day + 7 * ONE).month != day.month
    return (day.day - 1) // 7 == ("1st", "2nd", "3rd", "4th").index(words[4])


lines = [line.split(" ") for line in sys.stdin.read().splitlines()]
begin, end = read(lines[0][1]), read(lines[0][2])
far = max([end] + [read(line[2]) for line in lines if line[0] in ("skip", "move")])
events = [line for line in lines if line[0] == "event"]
all_dates = []
for line in events:
    rule, start = line[3:], read(line[2])
    days, day = [], start
    while day <= far:
        if is_given(day, start, rule):
            days.append(day)
        day += ONE
    if "until" in rule:
        days = [day for day in days if day <= read(rule[-1])]
    if "times" in rule:
        days = days[: int(rule[-1])]
    all_dates.append(days)
takes_place = [{day: day for day in days} for days in all_dates]
names = [line[1] for line in events]
for line in lines:
    if line[0] in ("skip", "move"):
        old = read(line[2])
        if line[1] in names and old in takes_place[names.index(line[1])]:
            takes_place[names.index(line[1])][old] = read(line[3]) if line[0] == "move" else "skipped " + line[2]
        else:
            print("no", line[1], line[2])
moves = {(line[1], read(line[2])): line[0] for line in lines if line[0] in ("skip", "move")}
total = 0
day = begin
while day <= end:
    for name, where in zip(names, takes_place):
        for old in sorted(where):
            if where[old] == day:
                total += 1
                print(day, NAMES[day.weekday()], name + (f" from {old}" if moves.get((name, old)) == "move" else ""))
    day += ONE
print("total", total)
