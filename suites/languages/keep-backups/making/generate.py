import json
import random
import sys
from datetime import datetime, timedelta

HOURS = 36


def shown(time):
    return time.strftime("%Y-%m-%d %H:%M")


def paper(rng, policy, count, minutes, pins, wrong):
    """Backups one after another, with at most so many minutes between, in any order."""
    time = datetime(rng.randrange(2001, 2090), rng.randrange(1, 13), rng.randrange(1, 29), rng.randrange(24), rng.randrange(60))
    times = []
    for _ in range(count):
        times.append(time)
        time += timedelta(minutes=rng.choice([rng.randrange(1, minutes), rng.randrange(1, minutes), rng.randrange(1, 10 * minutes)]))
    # What lies exactly at the limit has cases of its own.
    limit = times[-1] - timedelta(hours=HOURS)
    lines = []
    for time in times:
        if time != limit:
            kind = rng.choice(["full", "part", "part", "part", "part"]) if rng.random() > wrong else "bad"
            lines.append(f"{shown(time)} {kind} {rng.randrange(1000)}" + (" pinned" if rng.random() < pins else ""))
    lines[-1] = f"{shown(times[-1])} full {rng.randrange(1000)}"
    rng.shuffle(lines)
    return "".join(line + "\n" for line in [f"policy {policy}", *lines])


def text(policy, lines):
    return "".join(line + "\n" for line in [f"policy {policy}", *lines.split(" / ")] if line)


def daily(rng, year, month, day, count, kind="full"):
    start = datetime(year, month, day)
    return " / ".join(f"{shown(start + timedelta(n, minutes=rng.randrange(1440)))} {kind} {rng.randrange(100)}" for n in range(count))


def ago(time, *kinds):
    """Backups around the limit of hours before a time, with minutes more or less."""
    return " / ".join(f"{shown(time - timedelta(hours=HOURS, minutes=minutes))} {kind} 5" for minutes, kind in kinds)


def cases(seed):
    rng = random.Random(seed)
    noon = datetime(2024, 3, 10, 12, 0)
    yield "basics/days-and-months", text("1 3 0 2", "2024-03-14 02:00 full 500 / 2024-03-14 20:00 full 510 / 2024-02-29 02:00 full 480 / 2024-02-20 02:00 full 470 / 2024-03-13 02:00 full 490 / 2024-03-12 02:00 full 485 / 2024-01-31 02:00 full 400"), True
    yield "basics/chain", text("0 1 0 1", "2024-05-01 02:00 full 900 / 2024-05-02 02:00 part 20 / 2024-05-06 02:00 bad 3 / 2024-04-20 02:00 full 800 pinned / 2024-04-21 02:00 part 15"), True
    yield "basics/last", text("3 0 0 0", "2024-05-07 02:00 full 1 / 2024-05-01 02:00 full 2 / 2024-05-04 02:00 full 4 / 2024-05-10 02:00 full 8"), False
    yield "basics/months", text("0 0 0 3", "2024-01-31 23:59 full 1 / 2024-02-01 00:00 full 2 / 2024-02-29 23:59 full 4 / 2024-03-01 00:00 full 8 / 2023-12-31 12:00 full 16 / 2023-03-05 12:00 full 32"), False
    yield "basics/pinned", text("1 0 0 0", "2024-01-05 10:00 full 1 pinned / 2024-02-01 00:00 full 2 / 2024-03-06 10:00 full 4"), False
    yield "edges/no-backups", "policy 1 2 3 4\n", False
    yield "edges/only-useless", text("9 9 9 9", "2024-01-05 10:00 part 1 pinned / 2024-02-01 00:00 bad 2 / 2024-03-06 10:00 part 4"), False
    yield "edges/keep-nothing", text("0 0 0 0", "2024-01-05 10:00 full 1 / 2024-02-01 00:00 full 2"), False
    yield "edges/keep-all", text("1000 1000 1000 1000", "2024-01-05 10:00 full 1 / 2024-02-01 00:00 part 2 / 2024-02-01 00:01 part 4 pinned"), False
    yield "edges/weeks", text("0 0 3 0", daily(rng, 2024, 5, 1, 24)), False
    yield "edges/weeks-over-new-year", text("0 0 4 0", daily(rng, 2020, 12, 20, 22) + " / " + daily(rng, 2018, 12, 28, 12)), False
    yield "edges/week-53", text("0 0 2 1", "2026-12-27 10:00 full 1 / 2026-12-28 10:00 full 2 / 2026-12-31 10:00 full 4 / 2027-01-01 10:00 full 8 / 2027-01-03 10:00 full 16 / 2026-01-02 03:00 full 32 / 2027-01-04 01:00 bad 5"), False
    yield "edges/days-without", text("0 4 0 0", "2024-02-28 10:00 full 1 / 2024-03-01 10:00 full 2 / 2024-03-09 10:00 full 4 / 2024-03-09 00:00 full 8 / 2024-03-08 23:59 full 16 / 2024-02-27 10:00 full 32 / 2024-03-10 10:00 bad 5"), False
    yield "edges/bad-breaks-the-chain", text("1 9 0 0", "2024-02-01 10:00 full 1 / 2024-02-02 10:00 part 2 / 2024-02-03 10:00 bad 4 / 2024-02-04 10:00 part 8 / 2024-02-05 10:00 part 16 pinned / 2024-02-06 10:00 full 32 / 2024-02-07 10:00 part 64"), False
    yield "edges/ends-useless", text("2 1 1 1", "2024-02-01 10:00 full 1 / 2024-02-04 10:00 part 2 / 2024-02-08 10:00 bad 4 / 2024-02-09 10:00 part 8"), False
    yield "edges/starts-with-parts", text("2 9 1 1", "2024-02-01 10:00 part 1 / 2024-02-02 10:00 part 2 / 2024-02-05 10:00 full 4 / 2024-02-08 10:00 part 8"), False
    yield "edges/long-chain", text("1 0 0 0", "2024-02-01 10:00 full 1 / " + " / ".join(f"2024-02-{day:02d} 10:00 part {day}" for day in range(2, 25))), False
    yield "edges/chain-within-kept", text("1 0 0 2", "2024-01-20 10:00 full 1 / 2024-01-22 10:00 part 2 pinned / 2024-01-25 10:00 part 4 / 2024-01-30 10:00 part 8 / 2024-02-05 10:00 part 16 / 2024-02-09 10:00 part 32 / 2024-02-15 10:00 full 64"), False
    yield "edges/hours", text("0 0 0 0", ago(noon, (0, "full"), (1, "full"), (-1, "full"), (-60, "full"), (60, "full")) + f" / {shown(noon)} full 1"), False
    yield "edges/hours-to-a-part", text("0 0 0 0", ago(noon, (2, "full"), (1, "part"), (0, "part"), (-1, "part")) + f" / {shown(noon)} bad 1"), False
    yield "edges/hours-need-more", text("0 0 0 0", ago(noon, (900, "full"), (500, "part"), (1, "part"), (-3, "part")) + f" / {shown(noon)} full 1"), False
    yield "edges/one-second-reason-each", text("2 2 2 2", daily(rng, 2023, 12, 29, 9) + " / 2023-11-30 10:00 full 1 pinned"), False
    yield "edges/large-sizes", text("1 0 0 0", " / ".join(f"2024-02-{day:02d} 10:00 full 1000000000" for day in range(1, 25))), False
    yield "large/hourly", paper(rng, "5 14 8 12", 1200, 200, 0.02, 0.03), False
    yield "large/rare", paper(rng, "3 10 40 60", 700, 3000, 0.05, 0.05), False
    yield "large/many-kept", paper(rng, "50 100 100 30", 600, 900, 0.1, 0.1), False


def small(rng):
    policy = " ".join(str(rng.choice([0, 1, 1, 2, 3, 5])) for _ in range(4))
    if rng.random() < 0.3:
        policy = "0 0 0 0"
    lines = paper(rng, policy, rng.randrange(1, 14), rng.choice([200, 900, 5000]), 0.1, 0.15).splitlines()
    if rng.random() < 0.3:
        noon = max(line for line in lines[1:])[:16]
        time = datetime(int(noon[:4]), int(noon[5:7]), int(noon[8:10]), int(noon[11:13]), int(noon[14:16])) - timedelta(hours=HOURS)
        lines.append(f"{shown(time)} {rng.choice(['full', 'part'])} 7")
    return "".join(line + "\n" for line in lines)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown_case in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown_case else {})))
