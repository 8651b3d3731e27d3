import json
import random
import sys

LENT = 23
DEEPEST = 12


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, keys, values, names, openings=3):
    lines = []
    pool = ["put"] * 4 + ["lend"] * 4 + ["cut"] * 2 + ["get"] * 6 + ["tally"] * 2 + ["open"] * openings + ["close"] * 3
    for _ in range(count):
        kind = rng.choice(pool)
        if kind in ("put", "lend"):
            lines.append(f"{kind} {rng.choice(keys)} {rng.choice(values)}")
        elif kind in ("cut", "get"):
            lines.append(f"{kind} {rng.choice(keys)}")
        elif kind == "tally":
            lines.append(f"tally {rng.choice(values)}")
        elif kind == "open":
            lines.append("begin" if rng.random() < 0.5 else f"mark {rng.choice(names)}")
        else:
            lines.append(rng.choice(["undo", "keep"]) + ("" if rng.random() < 0.6 else f" {rng.choice(names)}"))
    return lines


def wait(count):
    return ["get idle"] * count


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(50), ["a", "b"][: rng.randrange(1, 3)], ["1", "x"], ["m", "n"], rng.choice([3, 6, 20]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/levels", [
        "put a red", "begin", "put a blue", "put b blue", "tally blue", "mark safe", "cut a", "get a", "undo safe", "get a", "keep",
        "undo", "get a", "get b", "undo",
    ], True)
    case("basics/store", ["get k", "put k 1", "get k", "put k 2", "put j 2", "tally 2", "tally 1", "cut k", "cut k", "get k", "tally 2"])
    case("basics/kept", ["begin", "put a 1", "begin", "put a 2", "keep", "get a", "undo", "get a", "begin", "put a 3", "keep", "keep", "get a"])
    case("basics/lent", ["lend a x", *wait(LENT - 1), "get a", "get a", "tally x", "put a y", "get a"])
    case("basics/named", ["mark m", "put a 1", "begin", "put b 1", "mark n", "put c 1", "keep m", "tally 1", "undo", "keep n", "get c"])
    case("edges/empty", [])
    case("edges/lent-and-back", ["lend a x", "begin", "put a y", *wait(LENT - 4), "undo", "get a", "get a", "get a", "tally x"])
    case("edges/ended-while-changed", ["lend a x", "begin", "cut a", *wait(LENT), "undo", "get a", "tally x", "undo", "lend a z", "get a"])
    case("edges/lent-over-put", ["put a old", "begin", "lend a new", *wait(LENT - 1), "get a", "get a", "undo", "get a"])
    case("edges/lent-anew", ["lend a x", *wait(9), "lend a x", *wait(LENT - 1), "get a", "get a"])
    case("edges/put-ends-lending", ["lend a x", "put a x", *wait(LENT), "get a", "tally x"])
    case("edges/same-names", [
        "mark m", "put a 1", "mark m", "put a 2", "mark m", "put a 3", "undo m", "get a", "undo m", "get a", "keep", "undo m", "get a", "keep m", "undo m",
        "get a", "keep m", "keep m", "undo m",
    ])
    case("edges/undo-stays-open", ["put k 0", "mark m", "put k 1", "undo m", "put k 2", "undo m", "get k", "put k 3", "keep m", "get k", "undo"])
    case("edges/twice-in-a-level", ["put a 1", "begin", "put a 2", "put a 3", "cut a", "put a 4", "undo", "get a", "begin", "put b 1", "put b 2", "undo", "get b"])
    case("edges/kept-then-undone", ["put b 1", "begin", "begin", "put a 1", "cut b", "keep", "get a", "undo", "get a", "get b"])
    deep = [line for at in range(DEEPEST + 2) for line in ("begin" if at % 2 else f"mark m{at}", f"put a {at}")]
    case("edges/deepest", [*deep, "get a", "undo", "get a", "mark x", "mark y", "undo m2", "get a", "begin", "keep m0", "get a", "keep", "begin"])
    case("edges/refused", ["undo", "keep", "undo m", "keep m", "begin", "undo m", "keep m", "mark m", "undo", "undo m", "keep", "keep"])
    keys = [f"k{at}" for at in range(12)]
    values = ["red", "blue", "green"]
    case("large/few-keys", commands(rng, 1500, keys[:3], values[:2], ["m", "n", "o"], 4))
    case("large/many-keys", commands(rng, 1400, keys, values, ["m", "n"], 3))
    case("large/deep", commands(rng, 1000, keys[:5], values, ["m", "n", "o", "p", "q"], 8))


main()
