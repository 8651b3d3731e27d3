import json
import random
import sys
from datetime import date, timedelta

WEEK = "mon tue wed thu fri sat sun".split()
MOST_TIMES = 900
LETTERS = "abcdefghijkmnopqrsuvwxyz"


def case(name, lines, **more):
    print(json.dumps({"id": name, "stdin": "\n".join(lines) + "\n", **more}))


def some_days(rng):
    return ",".join(WEEK[n] for n in sorted(rng.sample(range(7), rng.choice([1, 1, 2, 2, 3, 7]))))


def rule(rng, most):
    n = rng.choice([1, 1, 2, rng.randrange(1, most + 1)])
    form = rng.randrange(5)
    if form == 0:
        return f"every {n} days"
    if form == 1:
        return f"every {n} weeks on {some_days(rng)}"
    if form == 2:
        return f"every {n} months"
    if form == 3:
        return f"every {n} months on {rng.choice(['1st', '2nd', '3rd', '4th', 'last'])} {rng.choice(WEEK)}"
    return f"every {n} years"


def calendar_of(rng, begin, days, events, changes, ends_of_months=True, most=9):
    """Lines of events around a span, and changes of dates near it."""
    lines = [f"span {begin} {begin + timedelta(days)}"]
    names = []
    while len(names) < events:
        name = "".join(rng.choice(LETTERS) for _ in range(rng.choice([1, 3, 5, 8])))
        if name not in names:
            names.append(name)
    body = []
    for name in names:
        start = begin + timedelta(rng.randrange(-2 * days - 40, days + 10))
        if not ends_of_months and start.day > 28:
            start = start.replace(day=rng.randrange(1, 29))
        if (start.month, start.day) == (2, 29):
            start -= timedelta(1)
        text = f"event {name} {start} {rule(rng, most)}"
        end = rng.randrange(4)
        if end == 0:
            text += f" until {start + timedelta(rng.randrange(0, 3 * days + 20))}"
        if end == 1:
            text += f" times {rng.choice([1, 2, 3, 10, rng.randrange(1, 40)])}"
        body.append(text)
    asked = [*names, "nobody"]
    for _ in range(changes):
        day, new = (begin + timedelta(rng.randrange(-10, days + 20)) for _ in range(2))
        name = rng.choice(asked)
        body.insert(rng.randrange(len(body) + 1), rng.choice([f"skip {name} {day}", f"move {name} {day} {new}"]))
    return lines + body


TRAPS = [
    "event trapa 2023-01-31 every 1 months",
    "event trapb 2023-01-04 every 2 weeks on mon,fri",
    "event trapc 2023-01-02 every 1 weeks on mon times 6",
    "skip trapc 2023-01-09",
    "event trapd 2023-01-05 every 3 months on last thu",
    "event trape 2023-01-30 every 1 months on last mon times 9",
    "event trapf 2022-07-10 every 1 years",
    "move trapf 2023-07-10 2023-03-15",
]
"""What every flaw shows itself in, from January to June of 2023."""


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            begin = date(rng.choice([1991, 1999, 2023, 2024, 2098]), rng.randrange(1, 13), rng.randrange(1, 29))
            lines = calendar_of(rng, begin, rng.choice([0, 6, 31, 90, 300]), rng.randrange(4), rng.randrange(8), most=rng.choice([3, 14]))
            if rng.random() < 0.2:
                lines.append("event leap 1996-02-29 every 1 years")
            if rng.random() < 0.3:
                lines.append(f"event dense {begin - timedelta(40)} every 1 days times {rng.randrange(30, 90)}")
                for _ in range(4):
                    day, new = (begin + timedelta(rng.randrange(-4, 12)) for _ in range(2))
                    lines.append(rng.choice([f"move dense {day} {new}", f"skip dense {day}"]))
            print(json.dumps({"stdin": "\n".join(lines) + "\n"}))
        return
    case("basics/a-week", ["span 2026-03-02 2026-03-08", "event yoga 2026-02-03 every 1 weeks on tue,thu", "event water 2026-03-01 every 3 days", "event rent 2025-03-05 every 1 months", "skip yoga 2026-03-03", "move rent 2026-03-05 2026-03-06", "skip water 2026-03-05"], shown=True)
    case("basics/months", ["span 2026-01-01 2026-06-30", "event board 2026-01-01 every 1 months on 2nd tue", "event tax 2025-04-10 every 3 months", "event party 2020-05-17 every 2 years", "event jubilee 2021-05-17 every 2 years"])
    case("basics/ends", ["span 2026-01-01 2026-03-31", "event a 2026-01-05 every 7 days times 4", "event b 2026-01-05 every 10 days until 2026-02-20", "event c 2025-12-01 every 20 days times 3", "event d 2025-06-01 every 1 months until 2025-12-31"])
    case("basics/not-there", ["span 2026-01-01 2026-01-31", "skip x 2026-01-01", "event a 2026-01-05 every 7 days", "move a 2026-01-06 2026-01-07", "skip a 2026-01-12"])
    case("edges/nothing", ["span 2026-01-01 2026-01-01"])
    case("edges/long-months", ["span 2024-01-01 2025-04-30", "event a 2024-01-31 every 1 months", "event b 2023-12-30 every 2 months", "event c 2024-01-29 every 1 months times 14", "event d 2024-05-31 every 3 months times 3", "skip a 2024-02-29"])
    case("edges/leap-years", ["span 1995-01-01 2100-12-31", "event leap 1996-02-29 every 1 years times 30", "event few 1996-02-29 every 6 years", "event odd 1992-02-29 every 3 years until 2020-02-29", "skip leap 2000-02-29", "skip leap 1997-02-28"])
    case("edges/weeks", ["span 2026-01-01 2026-03-01", "event a 2026-01-07 every 2 weeks on mon,fri", "event b 2026-01-11 every 3 weeks on mon,sun", "event c 2026-01-10 every 1 weeks on mon,tue times 5", "event d 2025-12-31 every 2 weeks on wed,thu until 2026-01-29"])
    case("edges/which", ["span 2026-01-01 2026-06-30", "event a 2026-01-15 every 1 months on 1st mon", "event b 2026-01-30 every 1 months on last fri", "event c 2026-01-31 every 1 months on last fri", "event d 2026-01-01 every 2 months on 4th fri", "event e 2026-01-28 every 1 months on 4th wed times 2", "event f 2026-02-01 every 1 months on last sat until 2026-05-30"])
    case("edges/over-the-edge", ["span 2026-05-01 2026-05-31", "event late 2026-01-01 every 1 months times 7", "move late 2026-07-01 2026-05-04", "move late 2026-08-01 2026-05-05", "move late 2026-05-01 2026-06-01", "move late 2026-01-01 2026-05-31", "event gone 2026-05-10 every 1 days until 2026-05-12", "move gone 2026-05-11 2025-01-01", "move gone 2026-05-12 2026-05-30"])
    case("edges/several-changes", ["span 2026-05-01 2026-05-31", "move a 2026-05-04 2026-05-05", "event a 2026-05-04 every 1 days times 4", "skip a 2026-05-05", "move a 2026-05-05 2026-05-04", "move a 2026-05-06 2026-05-20", "skip a 2026-05-06", "skip a 2026-05-07", "move a 2026-05-07 2026-05-07", "move a 2026-05-08 2026-05-09", "move b 2026-05-08 2026-05-09"])
    case("edges/same-day", ["span 2026-05-01 2026-05-10", "event b 2026-05-05 every 2 days", "event a 2026-05-05 every 2 days", "move b 2026-05-09 2026-05-05", "move b 2026-05-07 2026-05-05", "move a 2026-05-07 2026-05-05", "move b 2026-05-21 2026-05-05"])
    case("edges/times", ["span 2026-01-01 2026-02-15", "event a 2026-01-05 every 7 days times 3", "skip a 2026-01-05", "skip a 2026-01-12", "event b 2026-01-05 every 7 days until 2026-01-19", "move b 2026-01-19 2026-01-26", f"event c 2023-08-01 every 1 days times {MOST_TIMES}", "skip a 2026-01-26", "skip b 2026-01-26"])
    for name, days, events, changes in (("year", 364, 12, 60), ("many-events", 40, 90, 150), ("many-years", 9000, 6, 40)):
        lines = calendar_of(rng, date(2023, 1, 1), days, events, changes, most=30)
        if name == "many-years":
            lines = [lines[0]] + [line.replace("every 1 days", "every 80 days").replace("every 2 days", "every 75 days") for line in lines[1:]]
            lines = [lines[0]] + [line if " days" in line or " years" in line or not line.startswith("event") else line.split(" every")[0] + " every 50 weeks on tue,sun" for line in lines[1:]]
        if name == "many-events":
            lines[0] = "span 2023-01-01 2023-03-31"
        case(f"large/{name}", lines + TRAPS)


main()
