import json
import random
import sys
from datetime import date, timedelta

ANCHOR = 27


def begin(year):
    return next(day for n in range(-3, 4) if (day := date(year, 1, ANCHOR) + timedelta(n)).weekday() == 0)


def is_long(year):
    return (begin(year + 1) - begin(year)).days == 371


def is_in_last_week(day):
    return any(is_long(year) and 0 < (begin(year + 1) - day).days <= 7 for year in (day.year - 1, day.year))


LONG = [year for year in range(1981, 2078) if is_long(year)]
# The trade years before and after are short, so that nothing odd is near.
PLAIN = [year for year in range(1990, 2070) if not any(is_long(year + n) for n in (-2, -1, 0, 1))]


def drawn(rng, first, last):
    """A date that is in no 53rd week, so that these stand where they are meant to."""
    while True:
        day = date(rng.randrange(first, last + 1), 1, 1) + timedelta(rng.choice([rng.randrange(365), rng.randrange(40), ANCHOR + rng.randrange(-5, 5)]))
        if not is_in_last_week(day):
            return day


def paper(rng, count, first, last):
    lines = []
    for _ in range(count):
        draw = rng.random()
        if draw < 0.7:
            lines.append(f"{'place' if draw < 0.4 else 'earlier'} {drawn(rng, first, last)}")
        else:
            # Month 12 of a long year has a case of its own.
            year = rng.randrange(first, min(last, 2078) + 1)
            lines.append(f"span {year} {rng.randrange(1, 12 if is_long(year) else 13)}")
    return lines


def text(lines):
    return "".join(line + "\n" for line in lines)


def cases(seed):
    rng = random.Random(seed)
    # In this year the nearest Monday lies before the anchor.
    year = next(year for year in PLAIN if begin(year) < date(year, 1, ANCHOR))
    other = next(year for year in PLAIN if begin(year) > date(year, 1, ANCHOR))
    long = LONG[rng.randrange(len(LONG))]
    behind = f"earlier {begin(long + 1) + timedelta(100)}"
    yield "basics/a-year", text([f"place {begin(year)}", f"place {year}-06-30", f"span {year} 1", f"span {year} 2", f"earlier {year}-06-30", f"place {year}-12-31"]), True
    yield "basics/all-months", text(f"span {other} {month}" for month in range(1, 13)), False
    yield "basics/days-of-a-week", text(f"place {date(year, 8, 7) + timedelta(n)}" for n in range(10)), False
    yield "basics/year-before", text(f"earlier {y}-{month:02d}-15" for y in (year, other) for month in (3, 5, 9, 12)), False
    yield "basics/first-days", text(f"place {begin(y) + timedelta(n)}" for y in (year, other) for n in (0, 1, 6, 7, 27, 28, 62, 63)), False
    yield "edges/nothing-asked", "", False
    yield "edges/january", text([f"{kind} {begin(y) + timedelta(n)}" for y in (year, other) for n in (-1, -2, -7, -8, -20) for kind in ("place", "earlier")] + [f"place {year}-01-01", f"earlier {year}-01-01"]), False
    yield "edges/long-year", text([f"place {begin(long + 1) - timedelta(n)}" for n in (1, 4, 7, 8)] + [f"span {long} 12", f"span {long} 11", f"span {long + 1} 1", f"span {long - 1} 12"]), False
    yield "edges/no-such-week", text([f"earlier {begin(long + 1) - timedelta(n)}" for n in (0, 1, 7, 8)] + [f"earlier {begin(long) - timedelta(1)}"]), False
    yield "edges/behind-a-long-year", text([behind] + [f"earlier {begin(long + 1) + timedelta(n)}" for n in (0, 7, 300, 363)] + [f"earlier {begin(long + 2)}"]), False
    yield "edges/every-beginning", text([f"place {begin(y)}" for y in range(2000, 2029)] + [f"place {begin(y) - timedelta(1)}" for y in range(2000, 2029)]), False
    yield "edges/every-year-before", text(f"earlier {y}-02-14" for y in range(2000, 2029)), False
    yield "edges/last-months", text([f"span {y} 12" for y in range(2000, 2029)]), False
    yield "edges/ends", text(["place 1980-01-01", "earlier 1980-01-01", "place 2079-12-31", "earlier 2079-12-31", "span 1980 1", "span 2078 12", "place 2000-02-29", "place 2000-01-01", "earlier 2000-02-29", "place 2028-02-29"]), False
    yield "edges/month-borders", text(f"place {begin(other) + timedelta(7 * n + d)}" for n in (4, 9, 13, 17, 22, 26, 30, 35, 39, 43, 48, 52) for d in (-1, 0)), False
    yield "large/many", text([*paper(rng, 1490, 1980, 2078), behind, f"place {year}-01-02"]), False
    yield "large/one-year", text([*paper(rng, 500, long, long), behind, f"place {year}-01-02"]), False
    yield "large/years", text([*paper(rng, 700, 1995, 2031), behind, f"place {year}-01-02"]), False


def small(rng):
    lines = paper(rng, rng.randrange(4), 1980, 2078)
    for _ in range(rng.randrange(4)):
        long = rng.choice(LONG)
        day = begin(long + rng.randrange(3)) + timedelta(rng.choice([-8, -7, -1, 0, 1, rng.randrange(-20, 40)]))
        lines.append(rng.choice([f"place {day}", f"earlier {day}", f"span {long} {rng.choice([1, 11, 12])}"]))
    return text(lines)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
