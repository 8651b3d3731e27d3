import json
import random
import sys

PATIENCE = 53
NAMES = [a + b for a in "abcde" for b in "uvwxyz"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun", "1", "15", "29", "30", "31", "last", "work"]


def clock(minute):
    minute %= 1440
    return f"{minute // 60:02d}:{minute % 60:02d}"


def task(rng, name, longest, most):
    if rng.random() < 0.4:
        first = rng.randrange(1200)
        step = rng.choice([PATIENCE, PATIENCE + 1, 60, 90, 240, 720])
        when = f"{step}@{clock(first)}-{clock(min(1439, first + step * rng.randrange(most)))}"
    else:
        when = ",".join(clock(rng.choice([0, 60, 120, 1439, rng.randrange(1440), 60 * rng.randrange(24)])) for _ in range(rng.randrange(1, 4)))
    parts = [rng.choice(DAYS) for _ in range(rng.choice([1, 1, 2, 3]))]
    if rng.random() < 0.5:
        parts[0] = "*"
    if rng.random() < 0.3:
        parts.insert(rng.randrange(len(parts) + 1), "!" + rng.choice(DAYS))
    return f"task {name} {when} {','.join(parts)} {rng.choice([1, 30, PATIENCE, PATIENCE + 1, longest, rng.randrange(1, longest + 1)])}"


def paper(rng, tasks, days, longest, most):
    lines = [f"days {rng.choice([2023, 2024, 2031, 2090])}-{rng.randrange(1, 13):02d}-{rng.choice([1, 15, 25, 28])} {days}"]
    lines[0] = " ".join(f"{int(part):02d}" if part.isdigit() and len(part) == 1 and False else part for part in lines[0].split())
    lines[0] = lines[0].replace("-1 ", "-01 ")
    lines += [task(rng, name, longest, most) for name in rng.sample(NAMES, tasks)]
    return "".join(line + "\n" for line in lines)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    p = PATIENCE
    late = clock(600 + p)
    later = clock(601 + p)
    yield "basics/two-tasks", text("days 2024-05-15 2 / task a 10:00,22:00 * 30 / task b 10:00 wed 10"), True
    yield "basics/every-hour", text("days 2024-05-15 1 / task a 60@08:00-11:00 * 90 / task b 09:30 * 5"), True
    yield "basics/days-of-the-week", text("days 2024-05-13 7 / task a 08:00 mon,thu 10 / task b 09:00 *,!sun 10 / task c 10:00 sat,sun 10"), False
    yield "basics/days-of-the-month", text("days 2024-04-28 6 / task a 08:00 1,30 10 / task b 09:00 last 10 / task c 10:00 31,2 10"), False
    yield "basics/one-after-another", text("days 2024-05-15 1 / task a 10:00 * 20 / task b 10:00 * 20 / task c 10:05 * 5"), False
    yield "edges/no-tasks", text("days 2024-02-28 3"), False
    yield "edges/never-due", text("days 2024-02-01 28 / task a 08:00 30,31 5 / task b 08:00 *,!* 5 / task c 08:00 mon,!mon 7 / task d 09:00 !thu,* 5"), False
    yield "edges/just-not-late", text(f"days 2024-05-15 1 / task a 10:00 * {p} / task b 10:00 * 10"), False
    yield "edges/just-late", text(f"days 2024-05-15 1 / task a 10:00 * {p + 1} / task b 10:00 * 10"), False
    yield "edges/late-then-due", text(f"days 2024-05-15 1 / task a 10:00 * 200 / task b 10:01,{late},{later},13:15 * 10"), False
    yield "edges/merged", text("days 2024-05-15 1 / task a 10:00 * 50 / task b 10@10:05-10:40 * 10 / task c 10:50 * 1"), False
    yield "edges/runs-while-due", text("days 2024-05-15 1 / task a 10@10:00-11:00 * 25 / task b 10:20 * 5"), False
    yield "edges/start-at-end", text("days 2024-05-15 1 / task a 10:00,10:30 * 30 / task b 10:30,11:00 * 30"), False
    yield "edges/least-often-first", text("days 2024-05-15 1 / task a 08:00,09:00,10:00 * 30 / task b 10:00 * 5 / task c 10:20 * 5 / task d 10:10 * 5 / task e 07:00,10:05 * 5"), False
    yield "edges/due-first", text("days 2024-05-15 1 / task a 10:00 * 50 / task b 10:20 * 5 / task c 10:10 * 5 / task d 10:10 * 5"), False
    yield "edges/times-twice", text("days 2024-05-15 1 / task a 10:00,09:00,10:00 *,wed,15 5 / task b 00:00,23:59 * 1"), False
    yield "edges/over-midnight", text("days 2024-05-15 2 / task a 23:50 * 60 / task b 00:10 * 10 / task c 00:00 * 10"), False
    yield "edges/end-of-plan", text("days 2024-05-15 1 / task a 23:00 * 500 / task b 23:59 * 1 / task c 22:59,23:10 * 30 / task d 23:30,23:40 * 1"), False
    yield "edges/left-though-old", text(f"days 2024-05-15 1 / task a 20:00 * 600 / task b 23:05,{clock(1440 - p)},{clock(1439 - p)} * 1 / task c {clock(1440 - p)} * 1 / task d {clock(1439 - p)} * 1"), False
    yield "edges/just-started", text("days 2024-05-15 1 / task a 23:58 * 1 / task b 23:58 * 1 / task c 23:58 * 1"), False
    yield "edges/last-and-work", text("days 2024-03-27 40 / task a 08:00 last 1 / task b 09:00 work 1 / task c 10:00 work,!last 1 / task d 11:00 last,!work,!31 1"), False
    yield "edges/work-on-weekends", text("days 2023-04-26 60 / task a 08:00 work 1 / task b 09:00 last,work 1"), False
    yield "edges/leap-years", text("days 2024-02-26 5 / task a 08:00 29 1 / task b 09:00 last 1 / task c 10:00 thu 1"), False
    yield "edges/not-leap", text("days 2090-02-26 5 / task a 08:00 29,28 1 / task b 09:00 last 1 / task c 10:00 work 1"), False
    yield "edges/steps", text("days 2024-05-15 1 / task a 720@00:00-23:59 * 1 / task b 7@10:00-10:21 * 1 / task c 7@10:00-10:20 * 1 / task d 60@12:00-12:00 * 1 / task e 61@22:00-23:59 * 1"), False
    yield "edges/new-year", text("days 2023-12-30 5 / task a 23:30 * 45 / task b 00:00 1,31 10 / task c 12:00 work,mon 5"), False
    yield "large/weeks", paper(rng, 14, 45, 60, 6), False
    yield "large/crowded", paper(rng, 25, 20, 45, 8), False
    yield "large/long-runs", paper(rng, 12, 60, 400, 5), False


def small(rng):
    return paper(rng, rng.randrange(5), rng.choice([1, 2, 5]), rng.choice([10, 70, 300]), 9)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
