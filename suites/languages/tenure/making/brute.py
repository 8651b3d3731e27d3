import sys
from datetime import date, timedelta


def read(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def plus(begin, months):
    total = begin.year * 12 + begin.month - 1 + months
    for day in range(begin.day, 0, -1):
        try:
            return date(total // 12, total % 12 + 1, day)
        except ValueError:
            continue


today, *people = sys.stdin.read().split("\n")
for line in people:
    if not line:
        continue
    name, begin, end = line.split(" ")
    begin, end = read(begin), read(today if end == "-" else end)
    if begin is None or end is None or begin > end:
        print(name, "faulty")
        continue
    n = 0
    while n < 2400 and not (begin.year * 12 + begin.month + n > end.year * 12 + end.month) and plus(begin, n + 1 if plus(begin, n) > end else n) <= end:
        n += 1
    n -= 1
    days, at = 0, plus(begin, n)
    while at < end:
        at += timedelta(1)
        days += 1
    print(f"{name} {n // 12}y {n % 12}m {days}d {'senior' if n >= 37 else 'junior'}")
