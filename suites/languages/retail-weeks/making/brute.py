import sys
from datetime import date, timedelta

ONE = timedelta(1)
calendar = {}
counts = {}
day = date(1976, 1, 1)
year = week = month = None
while day < date(2084, 1, 1):
    if day.weekday() == 0:
        near = [n for n in range(-3, 4) if (day + n * ONE).month == 1 and (day + n * ONE).day == 27]
        if near:
            year, week = day.year, 0
        if year:
            week += 1
            counts[year] = week
    if year:
        month = "111122222333344445555566667777888889999aaaabbbbbcccccc"[week - 1]
        calendar[day] = year, int(month, 16), week, day.weekday() + 1
    day += ONE
places = {what: day for day, what in calendar.items()}
months = {}
for day, what in calendar.items():
    months.setdefault(what[:2], []).append(day)
for line in sys.stdin.read().split("\n"):
    words = line.split(" ")
    if words[0] == "place":
        year, month, week, number = calendar[date.fromisoformat(words[1])]
        print(f"{year} month {month} week {week} day {number}")
    elif words[0] == "span":
        days = months[int(words[1]), int(words[2])]
        print(days[0], days[-1], len(days) // 7)
    elif words[0] == "earlier":
        year, month, week, number = calendar[date.fromisoformat(words[1])]
        print(places.get((year - 1, month, week, number), "nothing"))
