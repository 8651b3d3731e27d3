import json
import random
import sys

RATE = 47
FIXED = 31
LEAST = 1900


def net(cents):
    return cents - min((cents * RATE + 500) // 1000 + FIXED, cents)


def gross(wanted):
    """The smallest sale of which the seller gets at least `wanted` cents; there, it is exactly as much."""
    return next(cents for cents in range(1, 10**6) if net(cents) == wanted)


def half():
    """An amount whose commission ends in half a cent."""
    return next(cents for cents in range(2000, 9000) if cents * RATE % 1000 == 500)


def named(rng, count):
    letters = "abcdefghijklmnopqrstuvwxyz"
    names = set()
    while len(names) < count:
        names.add("".join(rng.choice(letters) for _ in range(rng.randrange(1, 13))))
    return sorted(names)


def paper(rng, sellers, lines, least, most):
    names = named(rng, sellers)
    out = []
    for _ in range(lines):
        name, draw = rng.choice(names), rng.random()
        if draw < 0.6:
            out.append(f"sale {name} {rng.randrange(least, most)}")
        elif draw < 0.8:
            out.append(f"refund {name} {rng.randrange(least, most)}")
        elif draw < 0.9:
            out.append("payout")
        else:
            out.append(f"{rng.choice(['freeze', 'thaw'])} {name}")
    return out


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    exact = gross(LEAST)
    below = gross(LEAST - 1)
    tail = [f"sale zzexact {exact}", "payout", "refund zzdebt 777", "payout"]
    yield "basics/two-sellers", written("sale mia 5000 / sale bob 12000 / sale mia 600 / payout / refund bob 1000 / sale bob 4000"), True
    yield "basics/frozen", written("sale mia 5000 / freeze mia / sale bob 700 / payout / thaw mia / payout"), True
    yield "basics/refunds", written("sale ann 20000 / refund ann 5000 / payout / sale ann 9000 / refund ann 2000 / sale cy 8000 / payout"), False
    yield "basics/small-balances", written("sale ann 900 / sale bea 1000 / payout / sale ann 1500 / payout / sale bea 400"), False
    yield "basics/order", written("sale b 9000 / sale ab 9000 / sale a 9000 / sale aa 9000 / sale z 500 / sale y 500 / payout"), False
    yield "edges/nothing", "", False
    yield "edges/only-payouts", written("payout / payout"), False
    yield "edges/only-names", written("freeze bob / thaw ann / payout"), False
    yield "edges/tiny-sales", written(" / ".join(f"sale ann {cents}" for cents in (1, 2, 30, 31, 32, 33, 34, 35, 40, 41, 42, 43)) + " / payout / sale bob 1 / payout / sale cy 33 / sale di 39"), False
    yield "edges/least-payout", written(f"sale ann {exact} / sale bob {below} / payout / payout / sale bob {gross(1)} / payout"), False
    yield "edges/halves", written(f"sale ann {half()} / refund bob {half()} / sale cy {half() + 1} / sale di {half() - 1} / payout"), False
    yield "edges/debts", written("refund bob 5 / refund cy 100 / refund di 12345 / payout / sale bob 5 / sale cy 300 / payout / refund ann 1"), False
    yield "edges/debt-paid-first", written("sale ann 20000 / payout / refund ann 20000 / sale ann 21000 / payout / sale ann 30000 / payout"), False
    yield "edges/exactly-nothing-left", written("refund ann 1000 / sale ann " + str(next(c for c in range(1, 5000) if net(c) == 1000 - (1000 * RATE + 500) // 1000)) + " / payout / sale bob 9000 / payout"), False
    yield "edges/frozen-twice", written("freeze ann / freeze ann / sale ann 9000 / payout / thaw ann / payout / thaw ann / sale ann 9000 / payout / freeze bob / sale bob 3000 / refund bob 100 / payout"), False
    yield "edges/loss", written("refund ann 1000000 / refund ann 1000000 / sale ann 1000000 / payout"), False
    yield "edges/earned-less-than-a-unit", written("refund ann 40 / refund ann 60 / sale bob 22 / sale bob 7"), False
    yield "large/busy", text(paper(rng, 40, 1200, 100, 20000) + tail), False
    yield "large/much", text(paper(rng, 300, 900, 5000, 1000001) + tail), False
    yield "large/few", text(paper(rng, 3, 1900, 100, 9000) + tail), False


def small(rng):
    lines = paper(rng, rng.randrange(1, 4), rng.randrange(12), 1, rng.choice([50, 3000]))
    return text(lines + ([f"sale q {gross(LEAST)}", "payout"] if rng.random() < 0.2 else []))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
