import json
import random
import sys

MONTHS = ["feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov"]
DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
USUAL = 45
KNOWN = [
    "zone west -08:00 60 mar.2.sun@02:00 nov.1.sun@02:00",
    "zone london +00:00 60 mar.last.sun@01:00 oct.last.sun@02:00",
    "zone berlin +01:00 60 mar.last.sun@02:00 oct.last.sun@03:00",
    "zone delhi +05:30",
    "zone sydney +10:00 60 oct.1.sun@02:00 apr.1.sun@03:00",
    "zone howe +10:30 30 oct.1.sun@02:00 apr.1.sun@02:00",
]


def zone(rng, name):
    hours = rng.randrange(-12, 15)
    minutes = rng.choice([0, 0, 30, 45]) if -12 < hours < 14 else 0
    text = f"zone {name} {'-' if hours < 0 else '+'}{abs(hours):02d}:{minutes:02d}"
    if rng.random() < 0.25:
        return text
    begin, end = rng.sample(MONTHS, 2)
    moment = lambda month: f"{month}.{rng.choice(['1', '2', '3', '4', 'last', 'last'])}.{rng.choice(DAYS)}@{rng.choice(['00:00', '02:00', '23:59', '00:30', '03:00'])}"
    return f"{text} {rng.choice([60, 60, 30, 120, 1])} {moment(begin)} {moment(end)}"


def date(rng):
    return f"{rng.randrange(1990, 2090)}-{rng.randrange(1, 13):02d}-{rng.choice([1, 28, rng.randrange(1, 29)]):02d}"


def near(rng, line):
    """A date of the month in which the zone of `line` changes, and a time close to that."""
    change = rng.choice(line.split()[4:])
    month = MONTHS.index(change[:3]) + 2
    day = rng.choice([1, 8, 15, 22, 22]) + rng.randrange(7) if "last" not in change else rng.randrange(22, 29)
    hour, minute = change.split("@")[1].split(":")
    at = max(0, min(1439, int(hour) * 60 + int(minute) + rng.choice([-61, -60, -1, 0, 1, 29, 30, 59, 60])))
    return f"{rng.randrange(1990, 2090)}-{month:02d}-{min(day, 28):02d} {at // 60:02d}:{at % 60:02d}"


def paper(rng, zones, calls, meets):
    lines = [zone(rng, f"z{'abcdefghijklmnop'[i // 16]}{'abcdefghijklmnop'[i % 16]}") for i in range(zones)]
    names = [line.split()[1] for line in lines]
    asks = []
    for _ in range(calls):
        line = rng.choice(lines)
        when = f"{date(rng)} {rng.choice(['00:00', '23:59', '12:00', '02:30'])}"
        if len(line.split()) > 3 and rng.random() < 0.7:
            when = near(rng, line)
        asks.append(f"call {when} {line.split()[1]} {rng.choice(names)}" + rng.choice(["", "", " 1", " 1440", f" {rng.randrange(1, 1441)}"]))
    for _ in range(meets):
        some = [rng.choice(names) for _ in range(rng.choice([1, 2, 2, 3]))]
        asks.append(f"meet {date(rng)} {','.join(some)}" + rng.choice(["", " 1", " 480", " 60", f" {rng.randrange(1, 481)}"]))
    rng.shuffle(asks)
    return "".join(line + "\n" for line in lines + asks)


def asked(*questions):
    return "".join(line + "\n" for line in KNOWN + list(questions))


def cases(seed):
    rng = random.Random(seed)
    u = USUAL
    yield "basics/calls", asked("call 2024-01-15 10:00 london delhi", "call 2024-07-15 10:00 london west 90", "call 2024-03-31 02:30 berlin london", "call 2024-10-27 02:30 berlin london 60"), True
    yield "basics/plain", asked("call 2023-06-01 09:00 delhi berlin 30", "call 2023-12-01 09:00 berlin sydney", "call 2023-06-01 18:00 west sydney 120"), False
    yield "basics/same-zone", asked("call 2023-06-01 09:00 berlin berlin", "call 2023-12-01 23:30 sydney sydney 60"), False
    yield "basics/over-midnight", asked("call 2023-06-30 23:30 london sydney 5", "call 2023-07-01 02:00 sydney west 5", "call 2024-02-28 23:50 west delhi 30"), False
    yield "basics/both-hemispheres", asked(*(f"call 2023-{month:02d}-15 12:00 berlin sydney" for month in range(1, 13))), False
    yield "edges/no-questions", asked(), False
    yield "edges/skipped", asked(*(f"call 2024-03-31 {time} berlin delhi" for time in ("01:59", "02:00", "02:59", "03:00")), *(f"call 2024-03-31 {time} berlin berlin" for time in ("01:59", "02:00", "02:59", "03:00"))), False
    yield "edges/repeated", asked(*(f"call 2024-10-27 {time} berlin delhi" for time in ("01:59", "02:00", "02:59", "03:00")), *(f"call 2024-10-27 {time} delhi berlin 1" for time in ("05:29", "05:30", "06:29", "06:30", "07:29"))), False
    yield "edges/end-after-change", asked(f"call 2024-10-27 02:30 berlin berlin {u}", "call 2024-03-31 01:30 berlin berlin", "call 2024-03-30 23:30 london berlin 180", "call 2024-10-26 12:00 berlin berlin 1440", "call 2024-03-30 12:00 berlin berlin 1440"), False
    yield "edges/south", asked(*(f"call {when} sydney delhi 1" for when in ("2024-04-07 01:59", "2024-04-07 02:00", "2024-04-07 02:59", "2024-04-07 03:00", "2024-10-06 01:59", "2024-10-06 02:00", "2024-10-06 02:59", "2024-10-06 03:00", "2024-12-31 23:59", "2025-01-01 00:00"))), False
    yield "edges/half-an-hour", asked(*(f"call {when} howe london 1" for when in ("2024-04-07 01:29", "2024-04-07 01:30", "2024-04-07 01:59", "2024-04-07 02:00", "2024-10-06 02:00", "2024-10-06 02:29", "2024-10-06 02:30", "2024-10-06 02:59"))), False
    yield "edges/end-of-year", asked("call 2023-12-31 23:30 west sydney", "call 2024-01-01 00:10 sydney west", "call 1990-01-01 00:00 sydney west", "call 2089-12-31 23:59 west sydney 1440"), False
    yield "edges/which-day", "".join(line + "\n" for line in (
        "zone a +00:00", "zone b +00:00 60 may.1.wed@00:00 aug.last.thu@00:00", "zone c +00:00 60 feb.last.thu@12:00 jun.4.fri@12:00",
        *(f"call {day} 12:00 a {z} 1" for z in "bc" for day in ("2024-04-30", "2024-05-01", "2024-08-28", "2024-08-29", "2024-08-30", "2024-02-28", "2024-02-29", "2024-06-27", "2024-06-28", "2023-02-22", "2023-02-23", "2025-06-27")))), False
    yield "edges/change-at-midnight", "".join(line + "\n" for line in (
        "zone a +00:00", "zone b +02:00 120 jun.1.sat@23:30 sep.2.mon@00:30", "call 2024-06-01 23:29 b a", "call 2024-06-01 23:30 b a", "call 2024-06-02 00:00 b a", "call 2024-06-02 01:30 b a",
        "call 2024-09-08 22:29 b a", "call 2024-09-08 22:30 b a", "call 2024-09-09 00:29 b a", "call 2024-09-09 00:30 b a", "call 2024-06-01 21:29 a b 1", "call 2024-09-08 20:29 a b 1")), False
    yield "edges/leap-years", asked("call 2024-02-29 00:00 delhi west", "call 2000-02-28 20:00 delhi sydney", "call 2023-02-28 23:00 west delhi 1440", "call 2088-02-29 12:00 howe howe"), False
    yield "edges/far-apart", "".join(line + "\n" for line in ("zone a -12:00", "zone b +14:00", "call 2024-02-28 23:59 a b", "call 2024-03-01 00:00 b a", "call 2024-12-31 00:00 a b 1440")), False
    yield "meetings/two-zones", asked("meet 2024-01-15 london,berlin", "meet 2024-07-15 berlin,delhi 60", "meet 2024-07-15 west,berlin"), True
    yield "meetings/one-zone", asked("meet 2024-01-15 london", "meet 2024-01-15 london 480", "meet 2024-03-31 berlin 1"), False
    yield "meetings/just-fits", asked("meet 2024-01-15 berlin,delhi 209", "meet 2024-01-15 berlin,delhi 210", "meet 2024-01-15 berlin,delhi 211", "meet 2024-07-15 delhi,berlin 270", "meet 2024-07-15 delhi,berlin 271"), False
    yield "meetings/usual-length", "".join(line + "\n" for line in ("zone a +00:00", f"zone b +07:{60 - USUAL:02d}", f"zone c +07:{61 - USUAL:02d}", "meet 2024-05-05 a,b", "meet 2024-05-05 a,c", "meet 2024-05-05 b,a", f"meet 2024-05-05 a,c {u - 1}")), False
    yield "meetings/by-the-first-zone", asked("meet 2024-01-15 sydney,west 60", "meet 2024-01-15 west,sydney 60", "meet 2024-06-15 west,sydney 60", "meet 2024-01-15 delhi,sydney"), False
    yield "meetings/while-clocks-change", "".join(line + "\n" for line in ("zone a +00:00", "zone b +00:00 60 may.1.wed@12:00 sep.1.wed@12:00", "zone c +00:00 120 may.1.wed@08:00 sep.1.wed@16:30", "zone d +00:00 60 may.1.wed@16:00 sep.1.wed@09:30", "zone e +01:00", *(f"meet {day} {names} {n}" for day in ("2024-05-01", "2024-09-04") for names in ("b", "b,a", "c", "c,a,b", "d", "d,e") for n in (1, 60, 240, 420, 421, 480)))), False
    yield "meetings/the-same-twice", asked("meet 2024-01-15 berlin,berlin", "meet 2024-01-15 west,delhi,west 1", "meet 2024-01-15 london,west,berlin 1"), False
    yield "meetings/random", paper(rng, 8, 0, 12), False
    yield "large/many", paper(rng, 80, 450, 6), False
    yield "large/few-zones", paper(rng, 5, 500, 4), False
    yield "large/meetings", paper(rng, 30, 200, 14), False


def small(rng):
    return paper(rng, rng.randrange(1, 4), rng.randrange(1, 5), rng.choice([0, 1]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
