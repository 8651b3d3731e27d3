import json
import random
import sys

GRACE = 13


def paper(rng, names, count, days, most, pays):
    """Lines in the order of their days; borrowers mostly pay about what they should."""
    loans, lines, day = {}, [], rng.randrange(50)
    for n in range(count):
        day = min(20000, day + rng.choice([0, 0, rng.randrange(days + 1), rng.randrange(days + 1)]))
        if len(loans) < names and (not loans or rng.random() < 0.3):
            name = "abcdefghijklmnopqrstuvwxyz"[len(loans) % 26] * (1 + len(loans) // 26)
            cents = rng.choice([rng.randrange(1, most), rng.randrange(most // 2, most)])
            instalment = max(1, cents // rng.choice([2, 4, 8, 12, 20]))
            loans[name] = instalment
            lines.append(f"loan {day} {name} {cents} {rng.choice([0, 365, 1000, 2999, rng.randrange(3001)])} {instalment}")
            continue
        name, draw = rng.choice(sorted(loans)), rng.random()
        if draw < pays:
            cents = rng.choice([loans[name], loans[name], loans[name] + 1500, max(1, loans[name] // 3), rng.randrange(1, 3 * loans[name] + 2)])
            lines.append(f"pay {day} {name} {cents}")
        elif draw < 0.9:
            lines.append(f"show {day} {name}")
        else:
            lines.append(f"rate {day} {name} {rng.randrange(3001)}")
    return lines, day


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" / "))


def busy(rng, names, count, days, most, pays):
    """A long paper, and behind it what some programs get wrong."""
    lines, day = paper(rng, names, count, days, most, pays)
    tail = f"loan {day} zed 5000000 2000 600000 / rate {day + 20} zed 100 / show {day + 29} zed / pay {day + 29 + GRACE} zed 600000 / pay {day + 100} zed 300000 / show {day + 125} zed / show {day + 290} zed / pay {day + 290} zed 9000"
    return text(lines + tail.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    g = GRACE
    stopping = "loan 0 bo 1000000 1200 50000 / show 120 bo / show 149 bo"
    yield "basics/in-time", written("loan 10 ann 120000 1000 20000 / show 40 ann / pay 45 ann 20000 / show 70 ann / pay 71 ann 20000 / show 75 ann"), True
    yield "basics/closed", written("loan 0 bob 5000 500 3000 / pay 20 bob 2000 / show 25 bob / pay 31 bob 4000 / pay 40 bob 10 / show 99 bob"), True
    yield "basics/no-interest", written("loan 0 cy 9000 0 3000 / pay 30 cy 3000 / pay 60 cy 3000 / show 61 cy / pay 90 cy 3000 / show 91 cy"), False
    yield "basics/two-loans", written("loan 0 di 90000 700 5000 / loan 12 eve 80000 900 40000 / pay 33 di 5000 / pay 43 eve 40000 / show 44 eve / show 44 di / pay 63 di 5000 / show 63 di"), False
    yield "basics/pays-more", written("loan 0 di 100000 1000 5000 / pay 3 di 30000 / pay 35 di 5000 / pay 36 di 20000 / show 50 di"), False
    yield "edges/nothing", "", False
    yield "edges/first-day", written("loan 7 a 1000 3000 10 / show 7 a / pay 7 a 400 / show 7 a / show 8 a / pay 8 a 9999 / show 8 a"), False
    yield "edges/half-a-cent", written("loan 0 a 1825000 1 100 / show 1 a / pay 1 a 1 / loan 1 b 1824999 1 100 / show 2 b / pay 2 b 1 / show 3 b / show 4 b / loan 4 c 365000 10 100 / show 4 c / show 5 c / pay 5 c 1 / show 6 c"), False
    yield "edges/fractions-are-dropped", written("loan 0 a 100000 150 9 / " + " / ".join(f"pay {day} a 1" for day in range(1, 20)) + " / show 20 a / show 21 a"), False
    yield "edges/fee", written(f"loan 0 a 100000 1000 20000 / show {29 + g} a / show {30 + g} a / pay {30 + g} a 2000 / show {30 + g} a / pay {31 + g} a 20000 / show 59 a / show 60 a"), False
    yield "edges/paid-on-the-last-day", written(f"loan 0 a 100000 1000 20000 / pay {29 + g} a 20000 / show {30 + g} a / loan {30 + g} b 100000 1000 20000 / pay {30 + g + 29 + g} b 19999 / show {60 + 2 * g} b / loan {60 + 2 * g} c 90000 100 500 / pay {90 + 3 * g} c 500 / show {91 + 3 * g} c"), False
    yield "edges/fee-for-its-own-instalment", written(f"loan 0 a 100000 1000 20000 / pay 61 a 20000 / show 62 a / pay {59 + g} a 20000 / show {60 + g} a / show 89 a / show 90 a / show {90 + g} a"), False
    yield "edges/paid-before", written(f"loan 0 a 100000 1000 20000 / pay 29 a 20000 / show 30 a / show {30 + g} a / pay 44 a 30000 / show 60 a / show {60 + g} a"), False
    yield "edges/fees-first", written(f"loan 0 a 100000 2000 9000 / pay {31 + g} a 1000 / pay {31 + g} a 300 / pay {31 + g} a 1000 / pay {32 + g} a 7000 / show {33 + g} a"), False
    yield "edges/new-rate", written("loan 0 a 3650000 1000 10000 / rate 10 a 2000 / show 10 a / show 11 a / rate 11 a 0 / show 29 a / pay 30 a 10000 / rate 30 a 3000 / rate 30 a 100 / show 31 a"), False
    yield "edges/stopped", written(stopping + f" / show 150 bo / show 500 bo / pay 600 bo 52000 / show 600 bo / rate 601 bo 3000 / show 700 bo / pay 800 bo 2000000 / show 900 bo"), False
    yield "edges/nearly-stopped", written("loan 0 a 1000000 1200 50000 / pay 119 a 50000 / show 120 a / pay 149 a 1 / pay 149 a 49999 / show 150 a / show 180 a / show 210 a"), False
    yield "edges/three-open", written("loan 0 a 1000000 1200 50000 / show 90 a / show 119 a / show 120 a / show 121 a"), False
    yield "edges/instalment-above-the-debt", written(f"loan 0 a 5000 1000 4000 / show 30 a / show {30 + g} a / show 60 a / show {60 + g} a / show 90 a / show {90 + g} a / show 120 a / pay 121 a 4000 / show 150 a / pay 151 a 5000"), False
    yield "edges/all-is-called-in", written(f"loan 0 a 5000 0 9000 / show 30 a / show {30 + g} a / show 60 a / show {60 + g} a / show 90 a / show {90 + g} a / show 120 a / show 150 a / pay 151 a 5000 / show 151 a / pay 152 a 100000"), False
    yield "edges/closed-in-the-morning", written("loan 0 a 5000 1000 4000 / pay 30 a 100000 / show 30 a / pay 30 a 5 / show 60 a / loan 60 b 5000 1000 4000 / pay 89 b 5041 / show 90 b / pay 90 b 1 / show 91 b"), False
    yield "edges/one-cent-left", written("loan 0 a 1000 0 1000 / pay 5 a 999 / show 30 a / pay 31 a 1 / show 31 a / pay 31 a 1 / loan 31 b 1 3000 1 / show 400 b / pay 400 b 1500 / pay 401 b 1500"), False
    yield "edges/long-silence", written("loan 0 a 100000000 3000 100000000 / pay 19999 a 100000000 / show 20000 a / loan 20000 b 5 5 5 / pay 20000 b 5"), False
    yield "large/many-loans", busy(rng, 40, 800, 8, 5000000, 0.6), False
    yield "large/few-loans", busy(rng, 5, 450, 14, 100000000, 0.65), False
    yield "large/slow-payers", busy(rng, 20, 500, 12, 400000, 0.45), False


def small(rng):
    return text(paper(rng, rng.randrange(1, 3), rng.randrange(1, 14), rng.choice([9, 20, 40]), rng.choice([50, 9000, 4000000]), rng.choice([0.4, 0.65]))[0])


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
