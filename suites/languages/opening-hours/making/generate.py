import json
import random
import sys

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
HORIZON = 17


def after(date, days):
    """The date so many days later (fewer than a month)."""
    year, month, day = (int(part) for part in date.split("-"))
    day += days
    length = LENGTHS[month - 1] + (month == 2 and year % 4 == 0)
    if day > length:
        day, month = day - length, month + 1
        if month > 12:
            year, month = year + 1, 1
    return f"{year}-{month:02d}-{day:02d}"


def clock(rng):
    return rng.choice(["00:00", "08:00", "12:00", "23:59", "22:00", f"{rng.randrange(24):02d}:{rng.choice([0, 30, 59]):02d}"])


def hours(rng):
    return f"{clock(rng)}-{rng.choice(['24:00', clock(rng), clock(rng), clock(rng)])}"


def paper(rng, weekly, special, questions, start, span):
    lines = []
    for _ in range(weekly):
        lines.append(f"weekly {rng.choice([rng.choice(DAYS), rng.choice(DAYS) + '-' + rng.choice(DAYS)])} {hours(rng)}")
    for _ in range(special):
        lines.append(f"special {after(start, rng.randrange(span))} {rng.choice(['none', 'none', hours(rng)])}")
    for _ in range(questions):
        lines.append(f"ask {after(start, rng.randrange(span))} {clock(rng)}")
    rng.shuffle(lines)
    return "".join(line + "\n" for line in lines)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    week = "weekly mon-fri 09:00-17:30 / weekly sat 10:00-02:00"
    yield "basics/a-week", text(f"{week} / ask 2024-05-15 11:00 / ask 2024-05-15 17:30 / ask 2024-05-18 23:00 / ask 2024-05-19 02:00"), True
    yield "basics/exception", text(f"{week} / special 2024-12-25 none / special 2024-12-24 09:00-12:00 / ask 2024-12-24 11:59 / ask 2024-12-24 13:00"), True
    yield "basics/two-openings", text("weekly mon-sun 08:00-12:00 / weekly mon-sun 14:00-18:00 / ask 2023-03-01 07:59 / ask 2023-03-01 08:00 / ask 2023-03-01 11:59 / ask 2023-03-01 12:00 / ask 2023-03-01 13:00 / ask 2023-03-01 18:00"), False
    yield "basics/each-day", text(f"{week} / " + " / ".join(f"ask {after('2023-08-21', i)} 12:00" for i in range(8))), False
    yield "basics/end-of-year", text("weekly mon-fri 09:00-17:00 / ask 2023-12-31 10:00 / ask 2024-12-31 18:00 / ask 2024-02-28 18:00 / ask 2023-02-28 18:00"), False
    yield "edges/no-hours", text("ask 2024-01-01 00:00 / special 2024-01-05 none"), False
    yield "edges/no-questions", text(week), False
    yield "edges/nothing", "", False
    yield "edges/always", text("weekly mon-sun 00:00-24:00 / ask 2024-02-29 12:00 / ask 2024-02-10 00:00 / special 2024-03-05 none"), False
    whole = "weekly mon-sun 00:00-00:00"
    yield "edges/just-within", text(f"{whole} / special {after('2024-05-03', HORIZON)} none / ask 2024-05-03 00:00 / ask 2024-05-02 23:59 / ask 2024-05-03 00:01"), False
    yield "edges/just-within-when-shut", text(f"special {after('2024-05-03', HORIZON)} 08:00-09:00 / ask 2024-05-03 08:00 / ask 2024-05-03 07:59 / ask 2024-05-03 08:01"), False
    yield "edges/after-midnight-stays", text("weekly fri 20:00-03:00 / special 2024-06-08 none / ask 2024-06-07 21:00 / ask 2024-06-08 02:59 / ask 2024-06-08 03:00 / special 2024-06-14 none / ask 2024-06-15 01:00"), False
    yield "edges/touching", text("weekly mon 08:00-12:00 / weekly mon 12:00-18:00 / weekly mon 17:00-24:00 / weekly tue 00:00-01:00 / ask 2024-04-01 09:00 / ask 2024-04-01 12:00 / ask 2024-04-02 00:00 / ask 2024-04-02 01:00"), False
    yield "edges/contained", text("weekly tue 08:00-20:00 / weekly tue 09:00-10:00 / weekly tue 11:00-12:00 / ask 2024-04-02 09:30 / ask 2024-04-02 10:00 / ask 2024-04-02 19:59"), False
    yield "edges/over-midnight-contains", text("weekly mon 20:00-19:00 / weekly tue 02:00-03:00 / weekly tue 19:00-19:30 / ask 2024-04-01 20:00 / ask 2024-04-02 03:00 / ask 2024-04-02 19:30"), False
    yield "edges/ranges-of-days", text("weekly sat-mon 10:00-11:00 / weekly wed-wed 10:00-11:00 / " + " / ".join(f"ask {after('2024-07-01', i)} 10:30" for i in range(8))), False
    yield "edges/all-but-a-day", text("weekly tue-sun 10:00-11:00 / weekly sun-tue 15:00-16:00 / " + " / ".join(f"ask {after('2024-07-01', i)} 12:00" for i in range(8))), False
    yield "edges/twenty-four-hours", text("weekly wed 09:00-09:00 / ask 2024-07-03 08:59 / ask 2024-07-03 09:00 / ask 2024-07-04 08:59 / ask 2024-07-04 09:00"), False
    yield "edges/exceptions-add-up", text("weekly mon-sun 09:00-17:00 / special 2024-07-04 none / special 2024-07-04 10:00-11:00 / special 2024-07-04 12:00-13:00 / special 2024-07-05 none / special 2024-07-05 none / special 2024-07-08 09:00-12:00 / special 2024-07-08 none / ask 2024-07-08 10:00 / ask 2024-07-04 09:30 / ask 2024-07-04 11:00 / ask 2024-07-04 13:00 / ask 2024-07-03 17:00 / ask 2024-07-04 12:59"), False
    yield "edges/midnight", text("weekly mon 00:00-24:00 / weekly thu 22:00-00:00 / ask 2024-07-01 00:00 / ask 2024-06-30 23:59 / ask 2024-07-02 00:00 / ask 2024-07-04 23:00 / ask 2024-07-05 00:00"), False
    yield "edges/first-and-last-year", text("weekly sat 00:00-00:01 / ask 2000-01-01 00:00 / ask 2000-01-01 00:01 / ask 2000-02-26 00:01 / ask 2099-12-31 23:59 / ask 2099-12-27 00:00 / weekly mon-tue 05:00-06:00"), False
    yield "edges/leap-years", text("weekly mon-sun 09:00-17:00 / ask 2000-02-28 17:00 / ask 2000-02-29 17:00 / ask 2023-02-28 17:00 / ask 2096-02-28 17:00 / ask 2099-12-31 17:00"), False
    yield "edges/yesterday-of-the-first", text("weekly fri 23:00-04:00 / ask 2000-01-01 03:00 / ask 2000-01-01 04:00"), False
    yield "large/mixed", paper(rng, 6, 200, 390, "2031-02-03", 25), False
    yield "large/sparse", paper(rng, 1, 20, 300, "2047-12-10", 28), False
    yield "large/nearly-always", "weekly mon-sun 00:00-24:00\n" + paper(rng, 4, 12, 350, "2028-02-01", 28), False


def small(rng):
    return paper(rng, rng.randrange(4), rng.randrange(4), rng.randrange(1, 5), rng.choice(["2024-02-15", "2023-12-20", "2099-12-20", "2024-06-01"]), rng.choice([2, 9, 28]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
