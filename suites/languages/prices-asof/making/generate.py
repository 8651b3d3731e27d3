import json
import random
import sys

OLDEST = 90


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def records(rng, count, names, span, ordered=False):
    rows = []
    for _ in range(count):
        time, name, draw = rng.randrange(span), rng.choice(names), rng.random()
        if draw < 0.45:
            rows.append((time, f"quote {time} {name} {rng.randrange(1, 500)}"))
        elif draw < 0.55:
            rows.append((time, f"halt {time} {name}"))
        else:
            rows.append((time, f"trade {time} {name} {rng.randrange(1, 100)}"))
    if ordered:
        rows.sort(key=lambda row: row[0])
    return [row[1] for row in rows]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            span = rng.choice([3, 8, OLDEST + 3, 3 * OLDEST])
            lines = records(rng, rng.randrange(16), ["AB", "A", "ZZZ"][: rng.randrange(1, 4)], span, rng.random() < 0.3)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    o = OLDEST
    case("basics/two-names", [
        "quote 100 OAK 500", "trade 130 OAK 10", "trade 99 OAK 1", "quote 120 OAK 510", "halt 140 OAK", "trade 150 OAK 5",
        "quote 100 ELM 7", f"trade {200 + o} ELM 3", "trade 110 ELM 100", "quote 145 OAK 480",
    ], True)
    case("basics/in-order", ["quote 1 A 10", "trade 2 A 1", "quote 3 A 11", "trade 4 A 1", "quote 5 A 12", "trade 6 A 1"])
    case("basics/backwards", ["trade 9 A 2", "trade 7 A 2", "quote 8 A 50", "quote 6 A 40", "trade 5 A 2", "quote 4 A 30"])
    case("basics/halted", ["quote 10 X 5", "halt 20 X", "quote 30 X 6", "trade 19 X 1", "trade 25 X 1", "trade 35 X 1", "halt 26 Y"])
    case("basics/sums", ["quote 0 M 1000000", "trade 0 M 1000", "trade 1 M 1000", "trade 2 M 999", "trade 3 N 1", "quote 3 N 3", "trade 4 N 9"])
    case("edges/empty", [])
    case("edges/no-trades", ["quote 1 A 2", "halt 3 B"])
    case("edges/age", [f"trade {50 + o} A 1", f"trade {51 + o} A 1", "quote 50 A 8", "trade 50 A 1", "trade 49 A 1", f"trade {1000 + o} A 2"])
    case("edges/same-time", ["trade 5 A 1", "quote 5 A 10", "trade 5 A 1", "quote 5 A 20", "trade 6 A 1", "quote 4 A 30"])
    case("edges/same-time-halt", ["quote 5 A 10", "halt 5 A", "trade 5 A 1", "halt 7 B", "quote 7 B 3", "trade 7 B 1", "trade 8 B 1"])
    case("edges/old-halt", ["halt 1 A", f"trade {5 + 3 * o} A 1", "quote 0 A 5", f"trade {o} A 1", f"trade {o} B 1"])
    case("edges/stale-behind-halt", ["quote 10 A 5", "halt 20 A", f"trade {11 + o} A 4", f"trade {21 + o} A 4", "trade 12 A 4"])
    case("edges/names", ["trade 1 B 1", "trade 1 AB 1", "trade 1 A 1", "quote 1 A 2", "quote 1 B 3", "trade 2 AAA 1", "trade 1 BA 1"])
    case("edges/far-times", ["quote 0 A 1", "trade 1000000000 A 1", "quote 999999999 A 2", "trade 999999998 A 1", "halt 1000000000 B"])
    names = ["OAK", "ELM", "ASH", "FIR"]
    case("large/unordered", ["quote 50 RIM 8", f"trade {50 + o} RIM 3", *records(rng, 1998, names, 20000)])
    case("large/ordered", records(rng, 1200, names[:2], 9000, True))
    case("large/crowded", records(rng, 1200, names, 150))


main()
