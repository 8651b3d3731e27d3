import json
import random
import sys

FEE = 17
MOST = 5_000_000


def code(n):
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return letters[n % 26] + letters[n // 26] + letters[n * 7 % 26]


def amount(rng, places, most):
    """So many units and parts, above 0."""
    while True:
        number = rng.choice([rng.randrange(1, 100), rng.randrange(most), rng.randrange(most // 10 + 1)])
        if places:
            if number:
                return f"{number // 100}.{number % 100:02d}"
        elif number >= 100:
            return str(number // 100)


def paper(rng, count, questions, most, rates):
    """Some currencies with rates, most of them to or from the hub."""
    names = [code(n) for n in range(count)]
    places = {name: rng.choice([0, 2, 2]) for name in names}
    lines = [f"currency {name} {places[name]}" for name in names]
    for name in names[1:]:
        for pair in ([(name, names[0])], [(names[0], name)], [(name, names[0]), (names[0], name)], [])[rng.randrange(rates)]:
            lines.append(f"rate {pair[0]} {pair[1]} {rng.choice([rng.randrange(1, 200), rng.randrange(5000, 20000), rng.randrange(10000, 2000000)])}")
    for _ in range(questions):
        one, other = rng.sample(names, 2)
        draw = rng.random()
        if draw < 0.1:
            lines.append(f"rate {one} {other} {rng.choice([rng.randrange(1, 200), rng.randrange(5000, 20000), rng.randrange(10000, 2000000)])}")
        elif draw < 0.6:
            lines.append(f"give {amount(rng, places[one], most)} {one} {other}")
        else:
            lines.append(f"want {amount(rng, places[other], most)} {one} {other}")
    return lines


def text(lines):
    return "".join(line + "\n" for line in lines)


def written(lines):
    return text(lines.split(" / "))


# Behind a long paper: what some programs get wrong. The currencies have no rates before.
TAIL = "currency QAA 0 / currency QBB 2 / rate QAA {hub} 3333 / rate {hub} QBB 9000000 / give 1 QAA QBB / give 2 QAA QBB / give 7 QAA QBB / rate {hub} QBB 9500000 / give 7 QAA QBB / give 900000.00 QBB QAA / give 9000.00 QBB QAA"


def busy(rng, count, questions, most, rates):
    lines = paper(rng, count, questions, most, rates)
    return text(lines + TAIL.format(hub=code(0)).split(" / "))


def cases(seed):
    rng = random.Random(seed)
    names = "currency EUR 2 / currency JPY 0 / currency USD 2 / "
    yield "basics/one-rate", written(names + "rate EUR JPY 1600000 / rate EUR USD 10900 / give 25.00 EUR JPY / give 100.00 EUR USD / want 4000 EUR JPY / want 50.00 EUR USD"), True
    yield "basics/over-the-hub", written(names + "rate USD EUR 20000 / rate EUR JPY 1600000 / give 10.00 USD JPY / want 5000 USD JPY / give 3.50 USD EUR"), True
    yield "basics/no-way", written(names + "give 10.00 USD JPY / rate USD EUR 9200 / give 10.00 USD JPY / want 10 USD JPY / give 1.00 EUR JPY"), False
    yield "basics/too-much", written(names + "rate EUR USD 10000 / rate EUR JPY 1500000 / give 60000.00 EUR USD / give 40000.00 EUR JPY / want 60000.00 EUR USD / give 30000.00 EUR USD"), False
    yield "basics/fees", written(names + "rate EUR USD 10000 / rate USD EUR 9000 / give 10.00 EUR USD / give 10.00 EUR USD / give 5.00 USD EUR / want 5.00 USD EUR"), False
    yield "edges/only-currencies", written("currency EUR 2"), False
    yield "edges/only-rates", written("currency EUR 2 / currency USD 0 / rate EUR USD 5"), False
    yield "edges/one-part", written("currency AAA 2 / currency BBB 0 / rate AAA BBB 10000 / give 0.01 AAA BBB / give 0.49 AAA BBB / give 0.50 AAA BBB / give 1.49 AAA BBB / give 1.50 AAA BBB / give 1 BBB AAA / want 1 AAA BBB / want 2 AAA BBB / want 0.01 BBB AAA / want 0.98 BBB AAA / want 0.99 BBB AAA"), False
    yield "edges/halves", written("currency AAA 2 / currency BBB 2 / rate AAA BBB 5000 / " + " / ".join(f"give {n // 100}.{n % 100:02d} AAA BBB" for n in (1, 2, 3, 99, 101, 1999, 2001, 20001, 20003)) + " / rate AAA BBB 3333 / give 0.03 AAA BBB / give 0.05 AAA BBB / give 50.00 AAA BBB"), False
    yield "edges/other-way", written("currency AAA 2 / currency BBB 2 / currency CCC 0 / rate AAA BBB 30000 / rate CCC BBB 7 / give 1.00 BBB AAA / give 0.01 BBB AAA / give 0.02 BBB AAA / want 1.00 BBB AAA / give 1.00 BBB CCC / rate BBB AAA 3000 / give 1.00 BBB AAA / give 1.00 AAA BBB / rate AAA CCC 60000 / give 1 CCC AAA / want 5.00 CCC AAA"), False
    yield "edges/rounded-between", written("currency HUB 0 / currency AAA 2 / currency BBB 2 / rate AAA HUB 10000 / rate BBB HUB 1000000 / give 1.49 AAA BBB / give 1.50 AAA BBB / give 0.49 AAA BBB / give 149.50 AAA BBB / want 0.01 AAA BBB / want 0.02 AAA BBB / rate HUB BBB 9000000 / give 2.49 AAA BBB / want 900.00 AAA BBB / want 884.70 AAA BBB / want 884.71 AAA BBB"), False
    yield "edges/direct-before-hub", written("currency HUB 2 / currency AAA 2 / currency BBB 2 / rate AAA HUB 10000 / rate HUB BBB 20000 / give 10.00 AAA BBB / rate BBB AAA 1000000 / give 10.00 AAA BBB / rate AAA BBB 5 / give 10.00 AAA BBB / give 1.00 BBB AAA"), False
    yield "edges/rate-replaced", written("currency HUB 2 / currency AAA 2 / rate HUB AAA 10000 / give 10.00 HUB AAA / rate HUB AAA 20000 / give 10.00 HUB AAA / want 10.00 HUB AAA / rate HUB AAA 10000 / give 10.00 HUB AAA"), False
    yield "edges/limit", written("currency AAA 2 / currency BBB 0 / rate AAA BBB 10000 / give 50000.00 AAA BBB / give 50000.01 AAA BBB / rate AAA BBB 1000000 / give 50000.00 AAA BBB / give 50000.01 AAA BBB / rate AAA BBB 10000000 / give 5000.00 AAA BBB / give 5000.01 AAA BBB / give 999999.99 AAA BBB / give 5000 BBB AAA / give 999999 BBB AAA"), False
    yield "edges/limit-between", written("currency HUB 0 / currency AAA 2 / currency BBB 2 / rate AAA HUB 10000000 / rate HUB BBB 1 / give 5000.00 AAA BBB / give 5000.01 AAA BBB / want 1.00 AAA BBB / want 400.00 AAA BBB / want 491.50 AAA BBB / want 491.51 AAA BBB / want 500.00 AAA BBB"), False
    yield "edges/want-the-most", written("currency AAA 2 / currency BBB 2 / rate AAA BBB 10000 / want 49150.00 AAA BBB / want 49150.01 AAA BBB / want 49149.99 AAA BBB / want 999999.99 AAA BBB / rate AAA BBB 5000 / want 24575.00 AAA BBB / want 24575.01 AAA BBB"), False
    yield "edges/want-little-for-much", written("currency AAA 0 / currency BBB 0 / rate AAA BBB 1 / want 1 AAA BBB / want 200 AAA BBB / want 491 AAA BBB / want 492 AAA BBB / want 500 AAA BBB / want 999999 BBB AAA"), False
    yield "edges/fee-eats-all", written("currency AAA 2 / currency BBB 0 / rate AAA BBB 10000 / give 1.00 AAA BBB / give 0.20 AAA BBB / give 2.00 AAA BBB / give 58.00 AAA BBB / give 59.00 AAA BBB / give 1000.00 AAA BBB / give 1001.00 AAA BBB"), False
    yield "edges/no-way-first", written("currency HUB 0 / currency AAA 2 / currency BBB 2 / give 999999.99 AAA BBB / rate AAA HUB 10000000 / give 999999.99 AAA BBB / give 999999 HUB BBB / rate BBB AAA 1 / give 999999 HUB BBB / give 9.00 BBB HUB / want 9 BBB HUB / currency CCC 2 / rate HUB CCC 7 / give 999999.99 BBB CCC / want 999999.99 BBB CCC / give 60000.00 CCC BBB / give 9.00 CCC AAA"), False
    yield "large/many", busy(rng, 40, 700, 4_000_000, 4), False
    yield "large/few", busy(rng, 5, 900, 2_000_000, 3), False
    yield "large/small-amounts", busy(rng, 12, 800, 4000, 3), False


def small(rng):
    return text(paper(rng, rng.randrange(2, 5), rng.randrange(1, 12), rng.choice([300, 30000, 6_000_000]), 4))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
