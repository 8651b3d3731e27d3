import sys
from datetime import date, timedelta

words = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
DAY = timedelta(1)
free = {date.fromisoformat(w[1]) for w in words if w[0] == "closed"}
for w in words:
    if w[0] == "yearly":
        for year in range(1997, 2104):
            try:
                day = date(year, int(w[1][:2]), int(w[1][3:]))
            except ValueError:
                continue
            free.add(day)
            if day.strftime("%a") in ("Sat", "Sun"):
                while day.strftime("%a") != "Mon":
                    day += DAY
                free.add(day)


def working(day):
    return day.strftime("%a") not in ("Sat", "Sun") and day not in free


def step(day, n):
    way = DAY if n > 0 else -DAY
    while n:
        day += way
        if working(day):
            n -= 1 if n > 0 else -1
    return day


for w in words:
    if w[0] == "plus":
        print(step(date.fromisoformat(w[1]), int(w[2])))
    elif w[0] == "due":
        print(step(date.fromisoformat(w[1]), 43))
    elif w[0] == "count":
        begin, end = date.fromisoformat(w[1]), date.fromisoformat(w[2])
        sign = 1
        if begin > end:
            begin, end, sign = end, begin, -1
        n = 0
        while begin <= end:
            n += working(begin)
            begin += DAY
        print(sign * n)
