import sys
from datetime import date, timedelta

DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
DAY = 24 * 60
HORIZON = 17 * DAY

weekly = [[] for _ in DAYS]
special = {}
questions = []


def minutes(time):
    hours, rest = time.split(":")
    return int(hours) * 60 + int(rest)


def parse_hours(text):
    begin, end = map(minutes, text.split("-"))
    return begin, end if end > begin else end + DAY


for line in sys.stdin:
    kind, when, what = line.split()
    if kind == "weekly":
        first, _, last = when.partition("-")
        first = DAYS.index(first)
        count = (DAYS.index(last) - first) % 7 + 1 if last else 1
        for i in range(first, first + count):
            weekly[i % 7].append(parse_hours(what))
    elif kind == "special":
        spans = special.setdefault(date.fromisoformat(when), [])
        if what == "none":
            spans.clear()
        else:
            spans.append(parse_hours(what))
    else:
        questions.append((date.fromisoformat(when), minutes(what)))


def change(day, now):
    """Whether the shop is open at minute `now` of `day`, and the minute at which that changes; None where it is far."""
    spans = []
    for ahead in range(-1, HORIZON // DAY + 1):
        other = day + timedelta(ahead)
        spans += [(a + ahead * DAY, b + ahead * DAY) for a, b in special.get(other, weekly[other.weekday()])]
    is_open, until = False, None
    for begin, end in sorted(spans):
        if begin > (until if is_open else now):
            if not is_open:
                until = begin
            break
        if end > (until if is_open else now):
            is_open, until = True, end
    return is_open, until if until is not None and until - now <= HORIZON else None


for day, now in questions:
    is_open, until = change(day, now)
    state = "open" if is_open else "shut"
    if until is None:
        print(state, "long")
    else:
        print(f"{state} until {day + timedelta(until // DAY)} {until % DAY // 60:02d}:{until % 60:02d}")
