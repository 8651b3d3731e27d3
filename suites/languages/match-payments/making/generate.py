import json
import random
import sys

DAYS = 13
SMALL = 37
LATE = 43


def less(cents):
    return cents - cents * 2 // 100


def paper(rng, customers, count, most, days):
    names = ["abcdefghijklmnopqrstuvwxyz"[n % 26] * (1 + n // 26) for n in range(customers)]
    owed = {name: [] for name in names}
    day, numbers, lines = rng.randrange(100), 0, []
    for _ in range(count):
        day += rng.choice([0, 0, rng.randrange(days + 1)])
        name, draw = rng.choice(names), rng.random()
        if draw < 0.4:
            numbers += rng.randrange(1, 9)
            cents = rng.choice([rng.randrange(1, most), rng.randrange(most // 2, most)])
            if owed[name] and rng.random() < 0.15:
                cents = owed[name][-1][1]
            owed[name].append((str(numbers), cents))
            lines.append(f"bill {day} {name} {numbers} {cents}")
        elif draw < 0.9:
            cents, named = rng.randrange(1, most), ""
            if owed[name]:
                number, cents = rng.choice(owed[name][-4:])
                cents = rng.choice([cents, less(cents), less(cents), max(1, cents - rng.randrange(1, 2 * SMALL)), cents // 2 + 1, 3 * cents])
                if rng.random() < 0.4:
                    others = [rng.choice(owed[rng.choice(names)] or owed[name])[0] for _ in range(rng.randrange(3))]
                    group = [number, *others]
                    rng.shuffle(group)
                    named = " " + ",".join(group)
            lines.append(f"paid {day} {name} {min(cents, 10**7)}{named}")
        else:
            lines.append(f"show {day} {name}")
    return lines, day


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" / "))


def busy(rng, customers, count, most, days):
    """A long paper, and behind it what some programs get wrong."""
    lines, day = paper(rng, customers, count, most, days)
    tail = f"bill {day} zoe 90000001 70000 / bill {day} zoe 90000002 80000 / bill {day} zoe 90000003 90000"
    tail += f" / paid {day + DAYS} zoe {less(80000)} / paid {day + DAYS} zoe 40000 90000003 / paid {day + DAYS} zoe {50000 - 1800}"
    return text(lines + f"{tail} / show {day + DAYS} zoe".split(" / "))


def cases(seed):
    rng = random.Random(seed)
    d, s = DAYS, SMALL
    yield "basics/two-invoices", written("bill 10 ann 101 50000 / bill 12 ann 102 20000 / paid 15 ann 49000 / show 15 ann / paid 90 ann 25000 102 / show 90 ann"), True
    yield "basics/credit", written("paid 5 bob 30000 / bill 6 bob 7 10000 / bill 9 bob 8 90000 / show 80 bob / paid 81 bob 5000 9,8"), True
    yield "basics/oldest", written("bill 1 cy 1 1000 / bill 1 cy 2 2000 / bill 2 cy 3 3000 / paid 70 cy 1500 / paid 71 cy 2900 / show 72 cy"), False
    yield "basics/numbers", written("bill 1 cy 1 1000 / bill 1 cy 2 2000 / bill 2 cy 3 3000 / paid 70 cy 3500 3,1 / show 70 cy / paid 80 cy 5000 2"), False
    yield "basics/several-customers", written("bill 1 cy 1 1000 / bill 1 di 2 2000 / paid 50 di 500 / paid 50 cy 1200 / show 50 di / show 50 cy / show 50 eve"), False
    yield "edges/nothing", "", False
    yield "edges/discount-days", written(" / ".join(f"bill 0 {name} {n} 9999 / paid {d + more} {name} 9800 / show {d + more} {name}" for n, (name, more) in enumerate((("a", -1), ("b", 0), ("c", 1)), 1))), False
    yield "edges/discount-rounds-down", written(" / ".join(f"bill 3 {name} {cents} {cents} / paid 3 {name} {cents}" for name, cents in (("a", 49), ("b", 50), ("c", 99), ("d", 100), ("e", 149), ("f", 1), ("g", 10000000)))), False
    yield "edges/discount-lost", written(f"bill 0 a 1 10000 / paid 1 a 100 / paid 2 a 9700 / show 2 a / bill 2 b 2 10000 / paid 3 b 9799 / show 3 b / paid 3 b 1 / show 3 b / paid 3 b {300} / show 3 b"), False
    yield "edges/exact-amounts", written(f"bill 0 a 1 5000 / bill 1 a 2 7000 / bill 1 a 3 7000 / bill 2 a 4 {less(7000)} / paid {d + 1} a {less(7000)} / show {d + 1} a / paid {d + 5} a 7000 / paid {d + 5} a {less(7000)} / show {d + 9} a"), False
    yield "edges/exact-but-named", written("bill 0 a 1 5000 / bill 0 a 2 7000 / paid 50 a 7000 1 / show 50 a / bill 51 a 3 6000 / bill 51 a 4 5000 / paid 99 a 5000 77"), False
    yield "edges/exact-before-the-discount-ends", written(f"bill 0 a 1 5000 / bill {d} a 2 5000 / paid {d + 1} a 5000 / show {d + 1} a / bill {d + 2} b 3 5000 / bill {d + 2} b 4 4900 / paid {d + 4} b 4900 / show {d + 4} b"), False
    yield "edges/small-rests", written(f"bill 0 a 1 5000 / paid 50 a {5000 - s - 1} / show 50 a / bill 50 b 2 5000 / paid 90 b {5000 - s} / show 90 b / bill 90 c 3 5000 / paid 150 c 4999 / show 150 c / bill 150 d 4 {s + 1} / bill 150 d 5 {s + 2} / paid 199 d 1 / paid 199 d 1 / show 199 d"), False
    yield "edges/small-rest-twice", written(f"bill 0 a 1 {3 * s} / paid 60 a {s} / show 60 a / paid 61 a {s} / show 61 a"), False
    yield "edges/named-twice", written(f"bill 0 a 1 5000 / bill 0 a 2 6000 / paid 40 a {5000 - s - 5} 1,1,2 / show 40 a / bill 41 a 3 5000 / paid 42 a 9000 3,3,2,3"), False
    yield "edges/other-customers-number", written("bill 0 a 1 5000 / bill 0 b 2 6000 / paid 20 a 6000 2 / show 20 b / show 20 a / paid 21 a 6000 2,99"), False
    yield "edges/credit-goes-on", written(f"paid 0 a 5000 / paid 0 a 1 / show 0 a / bill 3 a 1 1000 / bill 3 a 2 {4000 + s} / show 3 a / bill 4 a 3 1000 / show 4 a"), False
    yield "edges/credit-with-discount", written(f"paid 0 a {less(8000)} / bill 30 a 1 8000 / show 30 a / paid 31 b {less(8000) - 1} / bill 31 b 2 8000 / show 31 b / paid 32 b 1 / paid 32 b {2 * s} / show 32 b"), False
    yield "edges/late", written(f"bill 0 a 1 500 / bill 1 a 2 500 / bill 2 a 3 500 / show {LATE} a / show {LATE + 1} a / show {LATE + 2} a / paid {LATE + 2} a 501 / show {LATE + 2} a"), False
    yield "edges/show-before-and-behind", written("show 0 a / bill 0 b 1 700 / show 0 b / paid 0 b 686 / show 0 b / show 0 a"), False
    yield "large/busy", busy(rng, 40, 1180, 90000, 3), False
    yield "large/few", busy(rng, 4, 800, 2000000, 8), False
    yield "large/small-amounts", busy(rng, 12, 700, 60000, 4), False


def small(rng):
    return text(paper(rng, rng.randrange(1, 3), rng.randrange(1, 14), rng.choice([90, 300, 4000]), rng.choice([2, 8, 30]))[0])


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
