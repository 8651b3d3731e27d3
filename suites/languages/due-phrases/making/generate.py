import json
import random
import sys
from datetime import date, timedelta

DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
UNITS = ("day", "week", "month", "year", "working day")
MOST = 400
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def ordinal(n):
    return f"{n}{ENDINGS.get(n, 'th')}"


def span(rng, most):
    count = rng.choice(["a", *(str(rng.randrange(most + 1)) for _ in range(5))])
    return f"{count} {rng.choice(UNITS)}{rng.choice(['', 's'])}"


def clear(rng, most=60, depth=2):
    form = rng.randrange(9)
    if form == 0:
        return rng.choice(["today", "tomorrow", "yesterday"])
    if form == 1:
        return f"in {span(rng, most)}"
    if form == 2:
        return f"{span(rng, most)} ago"
    if form in (3, 4) and depth:
        return f"{span(rng, most)} {rng.choice(['after', 'before'])} {clear(rng, most, depth - 1)}"
    if form == 5:
        return f"the {ordinal(rng.randrange(1, 32))}"
    if form == 6:
        return f"end of {rng.choice(['', 'next '])}{rng.choice(['week', 'month', 'year'])}"
    return f"{rng.choice(['', 'this ', 'next '])}{rng.choice(DAYS)}"


def unclear(rng):
    """Phrases that no form has; wrong endings behind a number stand among the edges alone."""
    return rng.choice(
        [
            "",
            "soon",
            "in days",
            "3 days",
            f"in {MOST + 1} days",
            "in 007 days",
            "in -1 days",
            "in a days ago",
            "in two weeks",
            "the 32nd",
            "the 0th",
            "the first",
            "friday next",
            "last monday",
            "next next monday",
            "next tomorrow",
            "this",
            "end of day",
            "end of last month",
            "end of the month",
            "end of next next week",
            "2 days after",
            "2 days after soon",
            "after today",
            "2 days ago after today",
            "2 working weeks ago",
            "in 3 working",
            "in  3 days",
            " today",
            "today ",
            "Today",
            "in 3 dayss",
            "2 days before the 40th",
        ]
    )


def case(name, today, phrases, **more):
    print(json.dumps({"id": name, "stdin": "\n".join([f"today {today}", *phrases]) + "\n", **more}))


def drawn(rng):
    return date(1990, 1, 1) + timedelta(rng.randrange(36800))


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        ends = ["2024-02-29", "2023-12-31", "2025-01-31", "2026-03-30", "1996-08-31", "2000-02-28", "2026-11-29"]
        for _ in range(int(sys.argv[2])):
            today = rng.choice([drawn(rng), rng.choice(ends)])
            wrong = f"the {rng.randrange(1, 40)}{rng.choice(['st', 'nd', 'rd', 'th'])}"
            phrases = [
                rng.choice([unclear(rng), wrong]) if rng.random() < 0.3 else clear(rng, rng.choice([3, 14, 60]))
                for _ in range(rng.randrange(12))
            ]
            print(json.dumps({"stdin": "\n".join([f"today {today}", *phrases]) + "\n"}))
        return
    # A Wednesday in the middle of a month and of a week, so that nothing odd is near.
    case(
        "basics/a-wednesday",
        "2026-03-11",
        ["tomorrow", "friday", "next monday", "in 2 weeks", "3 days ago", "end of month", "the 15th", "in 4 working days", "someday"],
        shown=True,
    )
    case("basics/after-and-before", "2026-03-11", ["a day after tomorrow", "2 weeks before end of year", "3 working days before the 20th", "a month after 2 days ago"], shown=True)
    case("basics/weeks", "2026-03-11", ["this tuesday", "this thursday", "next thursday", "saturday", "tuesday", "end of week", "end of next week"])
    case("basics/counting", "2026-03-11", ["in 10 days", "in 1 weeks", "5 months ago", "in 2 years", "6 working days ago", "in 12 working day", "yesterday", "today"])
    case("edges/no-phrases", "2026-03-11", [])
    case("edges/day-of-today", "2026-03-13", ["friday", "this friday", "next friday", "the 13th", "the 12th", "0 days ago", "in 0 working days", "end of week"])
    case("edges/sundays", "2026-03-15", ["sunday", "this sunday", "next sunday", "this monday", "next monday", "monday", "end of week", "end of next week", "in a working day", "a working day ago", "in 0 working days"])
    case("edges/saturdays", "2026-03-14", ["in 5 working days", "5 working days ago", "in 6 working days", "6 working days ago", "this sunday", "next saturday", "0 working days before this sunday"])
    case("edges/ends-of-months", "2025-01-31", ["in a month", "in 2 months", "in 13 months", "in 37 months", "2 months ago", "a month after in a month", "the 30th", "the 31st", "the 29th", "end of next month", "a year ago"])
    case("edges/leap-days", "2024-02-29", ["in a year", "in 4 years", "4 years ago", "in 12 months", "in 76 years", "the 29th", "the 31st", "a year after in a year", "end of month", "a day before in 4 years", "124 years ago"])
    case("edges/new-year", "2023-12-31", ["tomorrow", "end of year", "end of next year", "end of next month", "end of next week", "next wednesday", "in 2 months", "the 1st", "monday"])
    case("edges/endings", "2026-02-10", ["the 1st", "the 2nd", "the 3rd", "the 4th", "the 11th", "the 12th", "the 13th", "the 21st", "the 22nd", "the 23rd", "the 31st", "the 2th", "the 11st", "the 12nd", "the 13rd", "the 21th", "the 1nd", "the 03rd", "the 3"])
    bad = random.Random(5)
    wrong = sorted({unclear(bad) for _ in range(400)})
    case("edges/unclear", "2026-03-11", wrong)
    case("edges/numbers", "2026-03-11", [f"in {MOST} days", f"in {MOST + 1} days", f"{MOST} working days ago", f"{MOST} weeks before today", f"in {MOST} months", f"{MOST} years ago", "in 1000 days", "in 00 days", "in 0 days", "in a day", "in a days", "in an year", "in 1.5 days"])
    everything = ["sunday", "this sunday", "next sunday", "the 31st", "in a month", "a month after the 31st", "in 7 working days", "a month after 1 months ago"]
    for number, today in enumerate(["2025-01-31", "2044-08-31", "2026-05-31"], 1):
        phrases = [*everything, f"{DAYS[date.fromisoformat(today).weekday()]}"]
        while len(phrases) < (60, 120, 500)[number - 1]:
            phrases.append(unclear(rng) if rng.random() < 0.08 else clear(rng, rng.choice([5, 30, MOST // 2]), 2))
        rng.shuffle(phrases)
        case(f"large/{('some', 'more', 'many')[number - 1]}", today, phrases)
    long = []
    for _ in range(60):
        words = " ".join(f"{span(rng, 20)} {rng.choice(['after', 'before'])}" for _ in range(rng.randrange(3, 7)))
        long.append(f"{words} {clear(rng, 20, 0)}")
    case("large/long-phrases", "2026-08-31", [*everything, "monday", *long])


main()
