import sys
from datetime import date

MONTHS_OF_A_SENIOR = 37


def parse(text):
    """The date in `text`; None where it is not real."""
    try:
        return date(*map(int, text.split("-")))
    except ValueError:
        return None


def add_months(day, months):
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    length = (first_of_next - date(year, month, 1)).days
    return date(year, month, min(day.day, length))


def service(begin, end):
    """The whole months from `begin` to `end`, and the days that are left."""
    months = (end.year - begin.year) * 12 + end.month - begin.month
    if add_months(begin, months) > end:
        months -= 1
    return months, (end.day - begin.day) % 30


today, *people = sys.stdin.read().splitlines()
for line in people:
    name, begin, end = line.split()
    begin, end = parse(begin), parse(today if end == "-" else end)
    if begin is None or end is None or end < begin:
        print(name, "faulty")
        continue
    months, days = service(begin, end)
    grade = "senior" if months >= MONTHS_OF_A_SENIOR else "junior"
    print(f"{name} {months // 12}y {months % 12}m {days}d {grade}")
