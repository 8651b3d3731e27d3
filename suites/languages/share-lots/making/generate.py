import json
import random
import sys

YEAR, RECENT = 365, 23


def paper(rng, lines, symbols, step, small):
    out, day, held = [], rng.randrange(50), {}
    names = rng.sample(["AB", "B", "ABC", "ZED", "X"], symbols)
    for _ in range(lines):
        day += rng.choice([0, 0, 1, RECENT, RECENT + 1, YEAR, YEAR - 1, rng.randrange(step)]) if rng.random() < step / 100 else rng.choice([0, 1, 2])
        name = rng.choice(names)
        price = rng.choice([1, 3, 10, 100, 0]) if small else rng.randrange(100001)
        fee = rng.choice([0, 1, 7, 99])
        kind = rng.random()
        if kind < 0.45 or name not in held:
            count = rng.randrange(1, 8) if small else rng.randrange(1, 1001)
            out.append(f"buy {day} {name} {count} {price} {fee}")
            held[name] = held.get(name, 0) + count
        elif kind < 0.92:
            count = max(1, min(1000, rng.choice([1, 2, held[name] // 2, held[name], rng.randrange(1, max(2, held[name]))])))
            out.append(f"sell {day} {name} {count} {price} {min(fee, count * price)} {rng.choice(['fifo', 'lifo', 'dear'])}")
            if count <= held[name]:
                held[name] -= count
        else:
            new, old = rng.choice([(2, 1), (1, 2), (3, 2), (1, 10), (2, 3), (1, 1)])
            if held[name] * new // old < 20000:
                out.append(f"split {day} {name} {new} {old}")
                held[name] = held[name] * new // old
    last = [line for line in out if int(line.split()[1]) <= 20000]
    return "".join(line + "\n" for line in last)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    y, r = YEAR, RECENT
    yield "basics/fifo", text(f"buy 10 ABC 10 1000 0 / buy 20 ABC 10 1300 50 / sell {10 + y} ABC 15 1500 100 fifo"), True
    yield "basics/loss-moves", text(f"buy 10 ABC 10 1000 0 / sell 30 ABC 4 900 0 fifo / buy 40 ABC 5 800 0 / sell 45 ABC 2 950 0 lifo / sell 46 ABC 99 950 0 lifo"), True
    yield "basics/whole-lots", text("buy 1 AB 5 100 10 / buy 2 AB 5 200 10 / sell 3 AB 5 300 10 fifo / sell 4 AB 5 300 10 fifo"), False
    yield "basics/two-symbols", text(f"buy 1 ZED 5 100 10 / buy 2 AB 5 200 10 / sell {400 + y} ZED 3 300 10 lifo / buy {401 + y} ZED 1 100 0 / sell {402 + y} AB 4 250 0 dear"), False
    yield "basics/split", text("buy 1 AB 5 100 10 / split 2 AB 2 1 / sell 3 AB 4 80 0 fifo / sell 9 AB 6 90 0 lifo"), False
    yield "edges/nothing", "", False
    yield "edges/refused", text("sell 1 AB 1 100 0 fifo / buy 2 AB 3 100 0 / sell 3 AB 4 200 0 lifo / sell 3 B 1 200 0 dear / sell 3 AB 3 200 0 dear / sell 3 AB 1 200 0 dear"), False
    yield "edges/a-year", text(f"buy 5 AB 3 100 0 / buy 6 AB 3 100 0 / buy 7 AB 3 100 0 / sell {6 + y} AB 9 150 0 fifo"), False
    yield "edges/dear", text("buy 1 AB 3 100 1 / buy 2 AB 4 100 1 / buy 3 AB 6 100 5 / buy 4 AB 2 99 9 / sell 5 AB 1 120 0 dear / sell 5 AB 3 120 0 dear / sell 5 AB 9 120 0 dear"), False
    yield "edges/dear-ties", text(f"buy 1 AB 2 150 0 / buy {y} AB 4 150 0 / buy {y + 1} AB 6 150 0 / sell {y + 1} AB 1 200 0 dear / sell {y + 1} AB 3 200 0 dear / sell {2 * y} AB 6 160 0 lifo"), False
    yield "edges/dear-after-sales", text("buy 1 AB 3 33 1 / sell 2 AB 1 50 0 fifo / buy 2 AB 3 33 1 / sell 3 AB 2 50 0 dear / sell 3 AB 1 50 0 dear"), False
    yield "edges/cost-parts", text("buy 1 AB 3 33 1 / sell 2 AB 1 50 0 fifo / sell 2 AB 1 50 0 fifo / sell 2 AB 1 50 0 fifo / buy 3 B 7 1 3 / sell 4 B 3 9 0 lifo / sell 4 B 3 9 0 lifo"), False
    yield "edges/shared-proceeds", text("buy 1 AB 1 10 0 / buy 1 AB 1 10 0 / buy 1 AB 1 10 0 / buy 1 AB 4 10 0 / sell 2 AB 7 30 10 fifo / buy 2 AB 2 10 0 / buy 2 AB 2 10 0 / sell 3 AB 3 33 1 lifo"), False
    yield "edges/shared-by-age", text(f"buy 1 AB 1 10 0 / buy {y} AB 1 10 0 / buy {y} AB 1 10 0 / sell {y + 1} AB 3 33 1 fifo / buy {y + 2} AB 1 5 0 / buy {y + 2} AB 1 6 0 / sell {3 * y} AB 2 7 1 lifo"), False
    yield "edges/split-rounds-each-lot", text("buy 1 AB 3 100 0 / buy 2 AB 3 100 0 / split 3 AB 1 2 / sell 4 AB 3 500 0 fifo / sell 4 AB 2 500 0 fifo"), False
    yield "edges/split-to-nothing", text("buy 1 AB 3 100 0 / buy 2 AB 30 100 0 / split 3 AB 1 10 / sell 4 AB 2 900 0 fifo / buy 5 B 1 100 0 / split 6 B 1 2 / split 7 X 2 1 / sell 8 B 1 1 0 fifo"), False
    yield "edges/split-keeps-age", text(f"buy 1 AB 2 100 0 / buy 9 AB 2 100 0 / split {y} AB 3 1 / sell {y + 1} AB 7 90 0 fifo"), False
    yield "edges/within-the-days", text(f"buy 1 AB 9 100 0 / sell 10 AB 2 90 0 fifo / sell 11 AB 2 80 0 fifo / buy {10 + r} AB 1 100 0 / sell {11 + r} AB 1 50 0 lifo / buy {12 + 2 * r} AB 1 10 0"), False
    yield "edges/past-the-days", text(f"buy 1 AB 9 100 0 / sell 10 AB 2 90 0 fifo / sell 11 AB 2 80 0 fifo / buy {11 + r} AB 1 100 0 / buy {11 + r} AB 1 100 0"), False
    yield "edges/taken-once", text("buy 1 AB 9 100 0 / sell 2 AB 2 90 0 fifo / buy 3 AB 1 100 0 / buy 4 AB 1 100 0 / sell 5 AB 1 300 0 lifo"), False
    yield "edges/not-taken-is-over", text(f"buy 1 AB 9 100 0 / buy 1 B 9 100 0 / sell 2 AB 2 90 0 fifo / sell {3 + r} AB 2 90 0 fifo / buy {4 + r} AB 1 100 0 / buy {4 + r} AB 1 100 0"), False
    yield "edges/loss-of-other-symbol", text("buy 1 AB 9 100 0 / sell 2 AB 2 90 0 fifo / buy 3 B 1 100 0 / buy 4 AB 1 100 0"), False
    yield "edges/mixed-gains", text(f"buy 1 AB 5 100 0 / buy {y} AB 5 200 0 / sell {y + 2} AB 10 140 0 fifo / buy {y + 3} AB 1 1 0 / sell {y + 4} AB 1 600 0 lifo / buy {y + 5} AB 5 100 0 / sell {y + 6} AB 5 100 1 fifo / sell {y + 6} AB 1 0 0 fifo"), False
    yield "edges/small-gain-is-kept", text(f"buy 1 AB 5 100 0 / buy {y} AB 5 200 0 / sell {y + 2} AB 10 150 0 fifo / buy {y + 3} AB 1 1 0"), False
    yield "edges/loss-makes-dear", text("buy 1 AB 2 100 0 / sell 2 AB 1 40 0 fifo / buy 3 AB 2 80 0 / sell 4 AB 1 200 0 dear / sell 5 AB 2 100 0 dear"), False
    yield "edges/free", text("buy 1 AB 2 0 0 / sell 2 AB 1 0 0 fifo / sell 2 AB 1 5 5 lifo"), False
    yield "edges/sorted", text("buy 1 B 1 1 0 / buy 1 ABC 1 2 0 / buy 1 AB 1 3 0 / buy 1 Z 1 4 0 / buy 1 AC 1 5 0 / buy 1 A 1 6 0"), False
    yield "large/long", paper(rng, 900, 4, 20, False), False
    yield "large/small-numbers", paper(rng, 900, 2, 15, True), False
    yield "large/many-losses", paper(rng, 800, 5, 8, True), False


def small(rng):
    return paper(rng, rng.randrange(9), rng.choice([1, 1, 2]), rng.choice([10, 60]), True)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
