import json
import random
import sys

TERM = 43


def date(rng, first=2000, last=2099):
    return f"{rng.randrange(first, last + 1)}-{rng.randrange(1, 13):02d}-{rng.choice([1, 28, rng.randrange(1, 29)]):02d}"


def later(rng, day):
    year, month = int(day[:4]), int(day[5:7]) + rng.randrange(-20, 21)
    return f"{min(2099, max(2000, year + (month - 1) // 12))}-{(month - 1) % 12 + 1:02d}-{rng.randrange(1, 29):02d}"


def paper(rng, closed, yearly, questions, first, last):
    lines = []
    used = set()
    for _ in range(closed):
        day = date(rng, first, last)
        # Never so many near each other that no day is left.
        if day[:7] not in used:
            used.add(day[:7])
            lines.append(f"closed {day}")
    for month in rng.sample(range(1, 13), min(yearly, 12)):
        lines.append(f"yearly {month:02d}-{rng.choice([1, 29 if month == 2 else 30, 15, 25, rng.randrange(1, 29)]):02d}")
    for _ in range(questions):
        day = date(rng, first, last)
        lines.append(rng.choice([f"plus {day} {rng.choice([0, 1, -1, 2, 5, -5, rng.randrange(-300, 301)])}", f"due {day}", f"count {day} {later(rng, day)}"]))
    rng.shuffle(lines)
    return "".join(line + "\n" for line in lines)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    yield "basics/a-week", text("plus 2024-05-15 3 / due 2024-05-15 / count 2024-05-13 2024-05-19 / closed 2024-05-17"), True
    yield "basics/a-holiday", text("yearly 12-25 / yearly 01-01 / plus 2024-12-24 1 / plus 2022-12-23 1 / count 2022-12-20 2023-01-03 / plus 2024-12-27 -2"), True
    yield "basics/only-weekends", text("plus 2023-03-01 10 / plus 2023-03-01 -10 / count 2023-03-01 2023-03-31 / due 2023-03-01"), False
    yield "basics/closed-days", text("closed 2023-03-02 / closed 2023-03-06 / plus 2023-03-01 2 / plus 2023-03-07 -1 / count 2023-03-01 2023-03-08"), False
    yield "basics/calm", paper(rng, 0, 0, 12, 2023, 2023), False
    yield "edges/nothing", "", False
    yield "edges/no-questions", text("closed 2023-03-02 / yearly 05-01"), False
    yield "edges/zero", text("plus 2023-03-04 0 / plus 2023-03-05 0 / plus 2023-03-06 0 / closed 2023-03-06"), False
    yield "edges/from-a-weekend", text("plus 2023-03-04 1 / plus 2023-03-05 1 / plus 2023-03-04 -1 / plus 2023-03-05 -1 / plus 2023-03-04 5 / plus 2023-03-05 6 / due 2023-03-04 / due 2023-03-05"), False
    yield "edges/count-backwards", text("count 2023-03-10 2023-03-01 / count 2023-03-05 2023-03-04 / count 2023-03-04 2023-03-05 / count 2023-03-06 2023-03-06 / count 2023-03-04 2023-03-04 / count 2023-03-06 2023-03-03"), False
    yield "edges/moves-to-monday", text("yearly 05-01 / " + " / ".join(f"count {year}-04-29 {year}-05-04 / plus {year}-04-30 1 / plus {year}-05-04 -1" for year in range(2020, 2028))), False
    yield "edges/monday-free-anyway", text("yearly 12-25 / yearly 12-26 / closed 2022-12-27 / plus 2021-12-23 2 / plus 2022-12-23 1 / plus 2020-12-24 1 / count 2021-12-20 2022-01-05 / count 2020-12-20 2020-12-31"), False
    yield "edges/monday-next-year", text("yearly 12-31 / plus 2022-12-30 1 / plus 2023-12-29 1 / plus 2024-01-02 -1 / count 2024-01-01 2024-01-01 / count 2028-01-03 2028-01-03 / count 2023-01-02 2023-01-02 / count 2027-01-01 2027-01-04"), False
    yield "edges/leap-day", text("yearly 02-29 / count 2024-02-26 2024-03-02 / count 2023-02-26 2023-03-03 / count 2020-02-27 2020-03-04 / plus 2032-02-27 1 / plus 2048-02-28 1 / plus 2028-02-28 1 / plus 2000-02-28 1"), False
    yield "edges/closed-on-weekend", text("closed 2023-03-04 / closed 2023-03-05 / count 2023-03-03 2023-03-06 / plus 2023-03-03 1"), False
    yield "edges/out-of-the-years", text("plus 2099-12-31 1 / plus 2099-12-30 44 / plus 2000-01-01 -1 / plus 2000-01-03 -300 / yearly 02-28 / yearly 03-01 / yearly 12-31 / due 2099-12-31 / plus 2099-12-01 64"), False
    yield "edges/given-twice", text("closed 2023-03-06 / closed 2023-03-06 / yearly 03-07 / yearly 03-07 / closed 2023-03-07 / count 2023-03-06 2023-03-08 / plus 2023-03-05 1"), False
    yield "edges/far", text("plus 2023-01-01 300 / plus 2023-01-01 -300 / count 2020-01-01 2025-06-22 / yearly 01-01 / yearly 07-04"), False
    yield "large/many", paper(rng, 60, 9, 400, 2000, 2099), False
    yield "large/one-year", paper(rng, 10, 12, 450, 2024, 2025), False
    yield "large/one-holiday", paper(rng, 0, 0, 450, 2040, 2060) + "yearly 12-31\ncount 2023-01-02 2023-01-02\n", False


def small(rng):
    year = rng.choice([2000, 2023, 2024, 2027, 2099])
    return paper(rng, rng.randrange(4), rng.randrange(4), rng.randrange(1, 5), year, year)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
