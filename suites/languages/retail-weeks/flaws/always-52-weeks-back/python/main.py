import sys
from datetime import date, timedelta

ANCHOR = 27


def begin(year):
    """The Monday nearest to the anchor: that of the week three days later."""
    day = date(year, 1, ANCHOR) + timedelta(3)
    return day - timedelta(day.weekday())


def weeks(year):
    return (begin(year + 1) - begin(year)).days // 7


def month_weeks(year):
    """The number of weeks up to the end of each month."""
    lengths = [4, 5, 4] * 4
    lengths[-1] += weeks(year) - 52
    return [sum(lengths[:month]) for month in range(13)]


def place(day):
    """Trade year, and the days of it that have passed."""
    year = day.year if day >= begin(day.year) else day.year - 1
    return year, (day - begin(year)).days


for line in sys.stdin:
    kind, *words = line.split()
    if kind == "span":
        year, month = map(int, words)
        first, behind = month_weeks(year)[month - 1 : month + 1]
        start = begin(year)
        print(start + timedelta(7 * first), start + timedelta(7 * behind - 1), behind - first)
        continue
    year, passed = place(date.fromisoformat(words[0]))
    week = passed // 7 + 1
    if kind == "place":
        month = sum(end < week for end in month_weeks(year))
        print(year, "month", month, "week", week, "day", passed % 7 + 1)
    elif week <= weeks(year - 1):
        print(date.fromisoformat(words[0]) - timedelta(364))
    else:
        print("nothing")
