import sys
from datetime import date, timedelta

ONE = timedelta(1)
NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
ORDINALS = {}
for n in range(1, 32):
    ORDINALS[{1: "1st", 2: "2nd", 3: "3rd", 21: "21st", 22: "22nd", 23: "23rd", 31: "31st"}.get(n, str(n) + "th")] = n


def month_steps(day, count, sign):
    """Month by month, and the day of the month at the very end."""
    year, month = day.year, day.month
    for _ in range(count):
        month += sign
        if month in (0, 13):
            year, month = year + sign, 12 if month == 0 else 1
    wanted = day.day
    while True:
        try:
            return date(year, month, wanted)
        except ValueError:
            wanted -= 1


def moved(day, span, sign):
    """The day `span` away; None where that is no span."""
    if len(span) < 2:
        return None
    allowed = {str(n): n for n in range(400 + 1)}
    allowed["a"] = 1
    if span[0] not in allowed:
        return None
    count, what = allowed[span[0]], " ".join(span[1:])
    for name in ("working day", "day", "week", "month", "year"):
        if what in (name, name + "s"):
            break
    else:
        return None
    if name == "working day":
        while count > 0:
            day += sign * ONE
            if NAMES[day.weekday()] not in ("saturday", "sunday"):
                count -= 1
        return day
    if name == "day" or name == "week":
        for _ in range(count * (7 if name == "week" else 1)):
            day += sign * ONE
        return day
    return month_steps(day, count * (12 if name == "year" else 1), sign)


def find(day, sign, test):
    while not test(day):
        day += sign * ONE
    return day


def meant(words, today):
    if words == ["today"]:
        return today
    if words == ["tomorrow"]:
        return today + ONE
    if words == ["yesterday"]:
        return today - ONE
    monday = find(today, -1, lambda day: day.weekday() == 0)
    if len(words) == 1 and words[0] in NAMES:
        return find(today + ONE, 1, lambda day: NAMES[day.weekday()] == words[0])
    if len(words) == 2 and words[1] in NAMES and words[0] in ("this", "next"):
        start = monday if words[0] == "this" else monday + 7 * ONE
        return find(start, 1, lambda day: NAMES[day.weekday()] == words[1])
    if len(words) == 2 and words[0] == "the":
        n = ORDINALS.get(words[1])
        return n and find(today, 1, lambda day: day.day == n)
    if words[:2] == ["end", "of"] and len(words) in (3, 4):
        unit = words[-1]
        if unit not in ("week", "month", "year") or (len(words) == 4 and words[2] != "next"):
            return None
        same = {
            "week": lambda day: day - day.weekday() * ONE,
            "month": lambda day: (day.year, day.month),
            "year": lambda day: day.year,
        }[unit]
        day = find(today, 1, lambda day: same(day + ONE) != same(today))
        if len(words) == 4:
            then = day + ONE
            day = find(then, 1, lambda day: same(day + ONE) != same(then))
        return day
    if words[:1] == ["in"]:
        return moved(today, words[1:], 1)
    for place, word in enumerate(words):
        if word in ("after", "before"):
            start = meant(words[place + 1 :], today)
            return start and moved(start, words[:place], 1 if word == "after" else -1)
    if words[-1:] == ["ago"]:
        return moved(today, words[:-1], -1)
    return None


lines = sys.stdin.read().split("\n")
lines.pop()
now = date(*map(int, lines[0][6:].split("-")))
for line in lines[1:]:
    print(meant(line.split(" "), now) or "unclear")
