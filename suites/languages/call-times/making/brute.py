import sys
from datetime import datetime, timedelta

MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
MINUTE = timedelta(minutes=1)
zones = {}


def moment(year, rule):
    day, time = rule.split("@")
    month, which, name = day.split(".")
    number = MONTHS.index(month) + 1
    at = datetime(year, number, 1)
    days = []
    while at.month == number:
        if at.weekday() == DAYS.index(name):
            days.append(at)
        at += timedelta(1)
    chosen = days[-1] if which == "last" else days[int(which) - 1]
    return chosen + timedelta(hours=int(time[:2]), minutes=int(time[3:]))


def offset(name, universal, known={}):
    """By the last change before a moment."""
    base, shift, begin, end = zones[name]
    if not shift:
        return base
    year = universal.year
    if (name, year, len(zones), tuple(zones[name])) not in known:
        changes = []
        for y in (year - 1, year, year + 1):
            changes.append((moment(y, begin) - base, base + shift))
            changes.append((moment(y, end) - base - shift, base))
        known[name, year, len(zones), tuple(zones[name])] = sorted(changes)
    return [o for at, o in known[name, year, len(zones), tuple(zones[name])] if at <= universal][-1]


def local(name, universal):
    return universal + offset(name, universal)


def show(at):
    return at.strftime("%Y-%m-%d %H:%M")


for line in sys.stdin.read().split("\n"):
    word = line.split()
    if not word:
        continue
    if word[0] == "zone":
        sign = -1 if word[2][0] == "-" else 1
        base = sign * timedelta(hours=int(word[2][1:3]), minutes=int(word[2][4:]))
        zones[word[1]] = (base, timedelta(minutes=int(word[3])), word[4], word[5]) if len(word) > 3 else (base, timedelta(0), "", "")
    elif word[0] == "call":
        wanted = datetime.strptime(f"{word[1]} {word[2]}", "%Y-%m-%d %H:%M")
        length = int(word[5]) if len(word) > 5 else 45
        base, shift = zones[word[3]][:2]
        hits = []
        at = wanted - base - shift - timedelta(minutes=130)
        for _ in range(400):
            if local(word[3], at) == wanted:
                hits.append(at)
            at += MINUTE
        start = hits[0] if hits else wanted - base
        mark = "" if len(hits) == 1 else " twice" if hits else " skipped"
        print(show(local(word[4], start)), show(local(word[4], start + length * MINUTE)) + mark)
    else:
        names = word[2].split(",")
        length = int(word[3]) if len(word) > 3 else 45
        day = datetime.strptime(word[1], "%Y-%m-%d")
        at = day - timedelta(hours=17)
        answer = None
        fine = []
        for i in range(60 * 66):
            moment_ = at + i * MINUTE
            fine.append(all(9 <= local(name, moment_).hour < 17 for name in names))
        for i in range(60 * 55):
            moment_ = at + i * MINUTE
            if fine[i] and local(names[0], moment_).date() == day.date() and all(fine[i : i + length]):
                answer = moment_
                break
        print("never" if answer is None else " ".join(show(local(name, answer)) for name in names))
