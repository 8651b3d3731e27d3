import calendar
import sys
from datetime import date, timedelta

WEEK = "mon tue wed thu fri sat sun".split()


def day_in(year, month, day):
    return date(year, month, day) if day <= calendar.monthrange(year, month)[1] else None


def nth_in(year, month, which, weekday):
    first = date(year, month, 1)
    day = 1 + (weekday - first.weekday()) % 7
    if which == "last":
        return first.replace(day=day + (calendar.monthrange(year, month)[1] - day) // 7 * 7)
    return first.replace(day=day + 7 * (int(which[0]) - 1))


def given(start, rule, last):
    """The dates of a rule up to `last`, in their order."""
    count, unit, more = int(rule[1]), rule[2], rule[4:]
    if unit in ("days", "weeks"):
        offsets = sorted((WEEK.index(name) - start.weekday()) % 7 for name in more[0].split(",")) if more else [0]
        base = start
        step = timedelta(count * (7 if more else 1))
        while base <= last:
            yield from (day for offset in offsets if start <= (day := base + timedelta(offset)) <= last)
            base += step
        return
    months = start.year * 12 + start.month - 1
    step = count * (12 if unit == "years" else 1)
    while months <= last.year * 12 + last.month - 1:
        year, month = months // 12, months % 12 + 1
        day = nth_in(year, month, more[0], WEEK.index(more[1])) if more else day_in(year, month, start.day)
        if day and start <= day <= last:
            yield day
        months += step


def dates_of(start, rule, last):
    """The dates of an event up to `last`."""
    found = []
    end = rule[-2] if rule[-2] in ("until", "times") else ""
    if end == "until":
        last = min(last, date.fromisoformat(rule[-1]))
    for day in given(start, rule[:-2] if end else rule, last):
        if end == "times" and len(found) == int(rule[-1]):
            break
        found.append(day)
    return found


def main():
    head, *lines = [line.split() for line in sys.stdin.read().splitlines()]
    begin, end = map(date.fromisoformat, head[1:])
    changes = [line for line in lines if line[0] != "event"]
    last = max([end, *(date.fromisoformat(line[2]) for line in changes)])
    dates = {line[1]: dates_of(date.fromisoformat(line[2]), line[3:], last) for line in lines if line[0] == "event"}
    places = {name: place for place, name in enumerate(dates)}
    known = {name: set(days) for name, days in dates.items()}
    changed = {}
    out = []
    for kind, name, day, *new in changes:
        old = date.fromisoformat(day)
        if old not in known.get(name, ()):
            out.append(f"no {name} {day}")
        else:
            changed[name, old] = date.fromisoformat(new[0]) if kind == "move" else None
    found = []
    for name, days in dates.items():
        for old in days:
            day = changed.get((name, old), old)
            if day and begin <= day <= end:
                moved = f" from {old}" if changed.get((name, old)) else ""
                found.append((day, places[name], old, f"{day} {WEEK[day.weekday()]} {name}{moved}"))
    found.sort()
    print("\n".join([*out, *(line[-1] for line in found), f"total {len(found)}"]))


main()
