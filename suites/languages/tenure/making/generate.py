import json
import random
import sys

DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
SENIOR = 37


def after(text, months, day):
    """The day `day` of the month that comes `months` after that of the date `text`."""
    total = int(text[:4]) * 12 + int(text[5:7]) - 1 + months
    return f"{total // 12}-{total % 12 + 1:02d}-{day:02d}"


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def real(rng, first=1900, last=2099):
    year, month = rng.randrange(first, last + 1), rng.randrange(1, 13)
    most = DAYS[month - 1] + (month == 2 and leap(year))
    return f"{year}-{month:02d}-{rng.choice([1, most, most, 28, rng.randrange(1, most + 1)]):02d}"


def near(rng, date):
    """A real date some months after or before another."""
    year, month, day = map(int, date.split("-"))
    month += rng.choice([0, 1, 1, 2, 12, 11, SENIOR - 1, SENIOR, SENIOR + 1, -1]) + 12 * year - 1
    year, month = month // 12, month % 12
    if not 1900 <= year <= 2099:
        return date
    most = DAYS[month] + (month == 1 and leap(year))
    return f"{year}-{month + 1:02d}-{max(1, min(most, day + rng.choice([-1, 0, 0, 1]))):02d}"


def person(rng, odd):
    name = "".join(rng.choice("abcdefgh") for _ in range(rng.randrange(1, 6)))
    begin = real(rng)
    end = near(rng, begin) if rng.random() < 0.6 else real(rng)
    if rng.random() < 0.15:
        end = "-"
    if rng.random() < odd:
        wrong = f"{rng.randrange(1900, 2100)}-{rng.choice(['00', '02', '04', '13', '11'])}-{rng.choice(['00', '29', '30', '31', '99'])}"
        begin, end = (wrong, end) if rng.random() < 0.5 else (begin, wrong)
    return f"{name} {begin} {end}\n"


def calm(rng):
    """A person whose days are all below 29 and in order."""
    year, month, day = rng.randrange(1950, 2010), rng.randrange(1, 13), rng.randrange(1, 29)
    later = (year + rng.randrange(1, 15), rng.randrange(1, 13), rng.randrange(1, 29))
    return f"{rng.choice('abcdef')} {year}-{month:02d}-{day:02d} {later[0]}-{later[1]:02d}-{later[2]:02d}\n"


def cases(seed):
    rng = random.Random(seed)
    today = "2026-03-31\n"
    yield "basics/two-people", today + "ann 2023-03-05 2026-03-17\nbob 2024-11-20 -\n", True
    yield "basics/end-of-month", today + "cyd 2024-01-31 2024-03-01\ndan 2024-05-01 2024-04-30\n", True
    yield "basics/whole-years", today + "ann 2001-06-15 2011-06-15\nbob 2001-06-15 2011-06-14\ncyd 2001-06-15 2011-06-16\n", False
    yield "basics/days-only", today + "ann 2026-03-01 -\nbob 2026-02-20 2026-03-10\n", False
    ends = [after("2010-02-10", SENIOR, day) for day in (9, 10, 11)] + [after("2010-02-10", SENIOR + 40, 1)]
    yield "basics/grades", today + "".join(f"{name} 2010-02-10 {end}\n" for name, end in zip("qrst", ends)), False
    yield "basics/calm", today + "".join(calm(rng) for _ in range(20)), False
    yield "edges/nobody", today, False
    yield "edges/same-day", today + "ann 2026-03-31 -\nbob 2020-02-29 2020-02-29\n", False
    yield "edges/day-before", today + "ann 2026-04-01 -\nbob 2020-03-01 2020-02-29\ncyd 2020-01-01 2019-12-31\n", False
    yield "edges/short-months", today + "".join(
        f"x 2023-01-{day} {end}\n" for day in (28, 29, 30, 31) for end in ("2023-02-27", "2023-02-28", "2023-03-01", "2023-03-28", "2023-03-30", "2023-03-31", "2023-04-30", "2023-05-01")
    ), False
    yield "edges/leap-day", today + "".join(f"x 2020-02-29 {end}\n" for end in ("2021-02-27", "2021-02-28", "2021-03-01", "2024-02-28", "2024-02-29", "2024-03-01", "2023-03-29", "2023-03-28")), False
    yield "edges/leap-years", today + "a 1900-02-29 2000-01-01\nb 2000-02-29 2000-03-01\nc 1999-02-29 -\nd 2004-02-29 -\ne 1900-02-28 1900-03-01\nf 2000-02-28 2000-03-01\n", False
    yield "edges/not-real", today + "".join(f"x {bad} 2026-01-01\nx 2020-01-01 {bad}\n" for bad in ("2024-00-10", "2024-13-10", "2024-04-31", "2024-04-00", "2024-06-99", "2023-02-29", "2023-11-31", "2023-12-32", "2024-02-30", "2022-01-32")), False
    yield "edges/last-days", today + "".join(f"x 2021-{m:02d}-{d} 2022-{m:02d}-{d}\n" for m, d in enumerate(DAYS, 1)), False
    yield "edges/senior-after-a-short-month", today + "".join(
        f"{name} {after('2023-02-01', -SENIOR, day)} 2023-02-{end}\n" for name, day, end in (("a", 28, 28), ("b", 28, 27), ("c", 30, 28), ("d", 30, 27), ("e", 29, 28))
    ).replace(" 2023-02-30", " 2023-02-28"), False
    yield "edges/whole-span", "2099-12-31\nann 1900-01-01 -\nbob 1900-12-31 2099-01-01\ncyd 2099-12-31 -\n", False
    yield "large/odd", real(rng, 2000, 2030) + "\n" + "".join(person(rng, 0.2) for _ in range(1000)), False
    yield "large/real", real(rng, 2000, 2030) + "\n" + "".join(person(rng, 0) for _ in range(1000)), False
    yield "large/calm", today + "".join(calm(rng) for _ in range(500)), False


def small(rng):
    return real(rng, 1990, 2040) + "\n" + "".join(person(rng, 0.2) for _ in range(rng.randrange(5)))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
