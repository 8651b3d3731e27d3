import json
import random
import sys

MOST = 61
LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]


def day(rng, first, last):
    year, month = rng.randrange(first, last + 1), rng.randrange(1, 13)
    most = LENGTHS[month - 1] + (month == 2 and year % 4 == 0)
    return f"{year}-{month:02d}-{rng.choice([1, 15, most, most, rng.randrange(1, most + 1)]):02d}"


def after(text, days):
    year, month, number = (int(part) for part in text.split("-"))
    number += days
    while number > (most := LENGTHS[month - 1] + (month == 2 and year % 4 == 0)):
        number -= most
        month += 1
        if month > 12:
            year, month = year + 1, 1
    return f"{year}-{month:02d}-{number:02d}"


def paper(rng, names, questions, years, pauses):
    groups, starts = [], {}
    for i in range(names):
        name = "abcdefghijklmnopqrstuvwxyz"[i % 26] + "abcdefghijklmnopqrstuvwxyz"[i // 26]
        starts[name] = start = day(rng, 2000, 2040)
        lines = [f"sub {name} {start} {rng.choice([1, 1, 1, 2, 3, 6, 12])}"]
        at = start
        for _ in range(rng.randrange(pauses + 1)):
            first = after(at, rng.choice([0, 1, 30, rng.randrange(365 * years)]))
            last = after(first, rng.choice([0, 6, MOST - 1, MOST, rng.randrange(40)]))
            lines.append(f"pause {name} {first} {last}")
            at = after(last, 1)
        if rng.random() < 0.4:
            lines.append(f"end {name} {after(start, rng.choice([0, 30, rng.randrange(800 * years)]))}")
        groups.append((name, start, lines))
    asks = []
    for _ in range(questions):
        if not groups or rng.random() < 0.05:
            asks.append(("zz", "ask zz 2024-05-05"))
            continue
        name, start, lines = rng.choice(groups)
        base = rng.choice([line.split()[2] for line in lines])
        date = after(base, rng.choice([0, 1, 27, 28, 29, 30, 31, 59, rng.randrange(500 * years)]))
        if rng.random() < 0.08:
            date = day(rng, 2000, 2040)
        asks.append((name, f"ask {name} {date}"))
    out = []
    rng.shuffle(asks)
    for name, _, lines in groups:
        mine = [text for who, text in asks if who == name and rng.random() < 0.3]
        for text in mine:
            asks.remove((name, text))
            lines.insert(rng.randrange(1, len(lines) + 1), text)
        out += lines
    out += [text for _, text in asks]
    kept = [line for line in out if max(int(word[:4]) for word in line.split() if word[:2] == "20") <= 2060]
    return "".join(line + "\n" for line in kept)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    m = MOST
    yield "basics/months", text("sub ann 2024-01-31 1 / ask ann 2024-02-28 / ask ann 2024-02-29 / ask ann 2024-03-31 / ask ann 2024-01-30"), True
    yield "basics/a-pause", text("sub bob 2024-03-10 1 / pause bob 2024-04-01 2024-04-07 / ask bob 2024-04-05 / ask bob 2024-04-16 / ask bob 2024-04-17 / end bob 2024-05-01"), True
    yield "basics/quarters", text("sub a 2023-02-14 3 / ask a 2023-02-14 / ask a 2023-05-13 / ask a 2023-05-14 / ask a 2025-01-01"), False
    yield "basics/years", text("sub a 2020-02-29 12 / ask a 2021-02-27 / ask a 2021-02-28 / ask a 2024-02-28 / ask a 2024-02-29"), False
    yield "basics/ends", text("sub a 2023-02-14 1 / end a 2023-04-20 / ask a 2023-04-14 / ask a 2023-04-20 / ask a 2023-04-21 / ask b 2023-04-21"), False
    yield "edges/nothing", "", False
    yield "edges/no-questions", text("sub a 2023-02-14 1 / pause a 2023-02-14 2023-02-14"), False
    yield "edges/first-day", text("sub a 2023-02-14 1 / end a 2023-02-14 / ask a 2023-02-13 / ask a 2023-02-14 / ask a 2023-02-15"), False
    yield "edges/thirtieth", text("sub a 2023-01-30 1 / " + " / ".join(f"ask a 2023-{d}" for d in ("02-27", "02-28", "03-01", "03-29", "03-30", "12-30")) + " / ask a 2024-02-29"), False
    yield "edges/pause-on-first-day", text("sub a 2023-03-01 1 / pause a 2023-03-01 2023-03-10 / ask a 2023-03-10 / ask a 2023-03-11 / ask a 2023-04-10 / ask a 2023-04-11 / ask a 2023-05-11"), False
    yield "edges/pause-on-last-day", text("sub a 2023-03-01 1 / pause a 2023-03-31 2023-04-02 / ask a 2023-03-30 / ask a 2023-04-03 / ask a 2023-04-04 / sub b 2023-03-01 1 / pause b 2023-04-01 2023-04-03 / ask b 2023-03-31 / ask b 2023-04-01 / ask b 2023-05-03 / ask b 2023-05-04"), False
    yield "edges/two-pauses-in-one", text("sub a 2023-03-01 1 / pause a 2023-03-05 2023-03-06 / pause a 2023-03-07 2023-03-20 / ask a 2023-04-16 / ask a 2023-04-17 / pause a 2023-04-16 2023-04-16 / ask a 2023-03-07"), False
    yield "edges/pause-because-of-pause", text("sub a 2023-03-01 1 / pause a 2023-03-05 2023-03-10 / pause a 2023-04-03 2023-04-04 / ask a 2023-04-06 / ask a 2023-04-08 / ask a 2023-04-09 / ask a 2023-05-08 / ask a 2023-05-09"), False
    yield "edges/pushed-over-short-months", text("sub a 2023-01-31 1 / pause a 2023-02-01 2023-02-05 / ask a 2023-03-04 / ask a 2023-03-05 / ask a 2023-04-04 / ask a 2023-04-05 / ask a 2023-05-04 / ask a 2023-05-05"), False
    yield "edges/long-pause", text(f"sub a 2023-03-10 1 / pause a 2023-03-20 2023-07-20 / ask a 2023-06-01 / ask a 2023-08-09 / ask a 2023-08-10 / ask a 2023-08-11 / ask a 2023-08-12"), False
    yield "edges/end-in-pause", text("sub a 2023-03-10 1 / pause a 2023-03-20 2023-04-20 / end a 2023-03-25 / ask a 2023-03-19 / ask a 2023-03-25 / ask a 2023-03-26 / sub b 2023-03-10 1 / pause b 2023-03-10 2023-03-20 / end b 2023-03-12 / ask b 2023-03-11"), False
    yield "edges/pause-after-end", text("sub a 2023-03-10 1 / end a 2023-03-25 / pause a 2023-03-26 2023-03-30 / ask a 2023-03-25 / pause a 2023-04-26 2023-04-27"), False
    yield "edges/lines-below", text("ask a 2023-01-01 / sub b 2023-01-01 1 / ask b 2023-03-05 / pause b 2023-02-01 2023-02-10 / ask b 2023-03-15 / end b 2023-03-12 / ask b 2023-03-12").replace("ask a 2023-01-01\n", "ask zed 2023-01-01\n"), False
    yield "edges/longest", "".join(line + "\n" for line in ("sub a 2023-01-01 1", f"pause a 2023-02-01 {after('2023-02-01', m)}", f"pause a 2023-06-01 {after('2023-06-01', m - 1)}", "sub b 2023-01-01 1", f"pause b 2023-02-01 {after('2023-02-01', m - 1)}", "pause b 2023-07-01 2023-07-10", "ask a 2023-07-31", "ask b 2023-02-28")), False
    yield "edges/longest-too-long", text(f"sub a 2023-01-01 1 / pause a 2023-02-01 {after('2023-02-01', m)}"), False
    yield "edges/not-leap", text("sub a 2023-12-29 2 / ask a 2024-02-28 / ask a 2024-02-29 / ask a 2024-04-28 / ask a 2024-04-29 / ask a 2023-12-29 / ask a 2025-02-28"), False
    yield "large/many", paper(rng, 90, 300, 2, 4), False
    yield "large/few", paper(rng, 8, 500, 4, 5), False
    yield "large/no-pauses", paper(rng, 100, 300, 5, 0), False


def small(rng):
    return paper(rng, rng.randrange(3), rng.randrange(1, 5), 1, rng.choice([1, 3]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
