import sys
from datetime import date, timedelta

TERM = 43
DAY = timedelta(1)
SATURDAY, SUNDAY = 5, 6

closed, yearly, questions = set(), set(), []
for line in sys.stdin:
    kind, *words = line.split()
    if kind == "closed":
        closed.add(date.fromisoformat(words[0]))
    elif kind == "yearly":
        yearly.add(words[0])
    else:
        questions.append((kind, *words))


def is_holiday(day):
    return str(day)[5:] in yearly


def works(day):
    if day.weekday() in (SATURDAY, SUNDAY) or day in closed or is_holiday(day):
        return False
    moved = is_holiday(day - DAY) or is_holiday(day - 2 * DAY)
    return not (day.weekday() == 0 and moved)


def plus(day, count):
    step = DAY if count > 0 else -DAY
    left = abs(count)
    while left:
        day += step
        left -= works(day)
    return day


def count(first, last):
    if first > last:
        return -count(last, first)
    return sum(works(first + n * DAY) for n in range((last - first).days + 1))


for kind, day, *rest in questions:
    day = date.fromisoformat(day)
    if kind == "plus":
        print(plus(day, int(*rest)))
    elif kind == "due":
        print(plus(day, TERM))
    else:
        print(count(day, date.fromisoformat(*rest)))
