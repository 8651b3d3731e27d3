import sys
from datetime import datetime, timedelta

NAMES = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
lines = [line.split(" ") for line in sys.stdin.read().split("\n") if line]
HORIZON = 17 * 24 * 60


def weekday_in(days, wanted):
    begin, _, end = days.partition("-")
    at = NAMES.index(begin)
    while True:
        if NAMES[at] == wanted:
            return True
        if NAMES[at] == (end or begin):
            return False
        at = (at + 1) % 7


def minutes(text):
    return int(text[:2]) * 60 + int(text[3:])


def spans_of(day):
    special = [w for w in lines if w[0] == "special" and w[1] == day.strftime("%Y-%m-%d")]
    chosen = special or [w for w in lines if w[0] == "weekly" and weekday_in(w[1], NAMES[day.weekday()])]
    for w in chosen:
        if w[2] != "none":
            begin, end = map(minutes, w[2].split("-"))
            yield begin, end + (1440 if end <= begin else 0)


for word in lines:
    if word[0] != "ask":
        continue
    start = datetime.strptime(" ".join(word[1:]), "%Y-%m-%d %H:%M")
    midnight = start.replace(hour=0, minute=0)
    first = minutes(word[2])
    is_open = [False] * (HORIZON + 4 * 1440)
    for ahead in range(-1, HORIZON // 1440 + 2):
        for begin, end in spans_of(midnight + timedelta(ahead)):
            for minute in range(begin + ahead * 1440, end + ahead * 1440):
                if minute >= 0:
                    is_open[minute] = True
    now = is_open[first]
    word = "open" if now else "shut"
    for minute in range(first, first + HORIZON + 1):
        if is_open[minute] != now:
            print(word, "until", (midnight + timedelta(minutes=minute)).strftime("%Y-%m-%d %H:%M"))
            break
    else:
        print(word, "long")
