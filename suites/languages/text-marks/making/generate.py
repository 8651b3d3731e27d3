import json
import random
import sys

KINDS = ["loose", "sticky"]


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, size, count, names, largest, pool, odd=0.04):
    """Random commands near the places of others, so that borders meet."""
    lines, places = [f"text {size}"], [1, size]

    def place(most):
        at = rng.choice(places) + rng.choice([-1, 0, 0, 1]) if places and rng.random() < 0.6 else rng.randrange(1, max(1, most) + 1)
        at = min(max(1, at), max(1, most))
        places.append(at)
        del places[:-12]
        return at if rng.random() > odd else rng.choice([0, most + 1, most + 2])

    for _ in range(count):
        kind = rng.choice(pool)
        first = place(size)
        last = min(size, first + rng.randrange(largest)) if rng.random() > odd else place(size)
        fine = 1 <= first <= last <= size
        if kind == "mark":
            lines.append(f"mark {rng.choice(names)} {first} {last} {rng.choice(KINDS)}")
            places += [first, last]
        elif kind == "type":
            at, length = place(size + 1), rng.randrange(1, largest + 1)
            lines.append(f"type {at} {length}")
            size += length if 1 <= at <= size + 1 else 0
        elif kind == "erase":
            lines.append(f"erase {first} {last}")
            size -= last - first + 1 if fine else 0
        elif kind == "carry":
            lines.append(f"carry {first} {last} {place(size + 1)}")
        elif kind == "where":
            lines.append(f"where {rng.choice(names)}")
        elif kind == "under":
            lines.append(f"under {first}")
        else:
            lines.append("sum")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["mark"] * 5 + ["type"] * 4 + ["erase"] * 2 + ["carry"] * 4 + ["where"] * 7 + ["under"] * 3 + ["sum"] * 2
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(16), rng.randrange(40), ["a", "b", "c", "d"], 6, pool)
            lines += [f"where {name}" for name in "abcd"]
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/typing", [
        "text 20", "mark head 1 5 loose", "mark note 8 10 sticky", "type 9 4", "where note", "type 1 2", "where head", "type 17 3", "where note", "type 8 3",
        "where head", "under 10", "under 18", "sum",
    ], True)
    case("basics/carrying", ["text 12", "mark abc 2 4 loose", "mark all 1 10 loose", "mark end 11 12 sticky", "carry 2 4 9", "where abc", "where all", "carry 11 12 1", "where end", "where all", "under 7", "sum"], True)
    case("basics/erasing", ["text 30", "mark a 5 15 loose", "mark b 10 20 sticky", "erase 8 11", "where a", "where b", "erase 1 4", "where a", "erase 4 8", "where a", "where b", "sum", "erase 4 12", "where b"])
    case("basics/replaced", ["text 9", "mark a 2 3 loose", "mark a 5 9 sticky", "where a", "type 10 5", "where a", "mark a 1 1 loose", "type 2 1", "where a", "sum"])
    case("edges/no-commands", ["text 0"])
    case("edges/empty-text", ["text 0", "sum", "under 1", "mark a 1 1 loose", "erase 1 1", "carry 1 1 1", "type 2 3", "type 1 3", "mark a 1 3 sticky", "erase 1 3", "sum", "where a", "type 1 2", "where a"])
    case("edges/before-and-behind", ["text 10", "mark a 4 6 loose", "mark b 4 6 sticky", "type 4 1", "where a", "where b", "type 8 1", "where a", "where b", "type 10 1", "where b", "type 7 2", "where a", "where b"])
    case("edges/not-inside", ["text 10", "mark a 4 6 loose", "mark s 2 3 sticky", "mark z 4 4 loose", "type 4 2", "where a", "where s", "where z", "type 11 1", "type 14 1", "sum"])
    case("edges/wrong", [
        "text 10", "mark a 0 4 loose", "mark a 5 4 loose", "mark a 5 11 loose", "type 0 1", "type 12 1", "type 11 1", "erase 0 1", "erase 11 12", "erase 3 2",
        "carry 3 5 4", "carry 3 5 5", "carry 3 5 13", "carry 3 5 0", "carry 3 12 1", "carry 0 2 5", "under 0", "under 12", "under 11", "sum", "where a", "erase 1 2000000000",
    ])
    case("edges/wrong-keeps-the-mark", ["text 10", "mark a 2 4 sticky", "mark a 4 2 loose", "mark a 11 11 loose", "type 5 1", "where a"])
    case("edges/carry-nowhere", ["text 12", "mark a 3 8 loose", "mark b 4 6 sticky", "mark c 1 3 sticky", "mark d 7 9 loose", "mark e 5 7 loose", "carry 4 6 4", "where a", "where b", "where c", "where d", "where e", "carry 4 6 7", "where a", "where b", "where c", "where d", "where e"])
    case("edges/carry-partly", ["text 20", "mark a 3 8 loose", "mark b 6 10 sticky", "mark c 8 8 loose", "carry 7 9 15", "where a", "where b", "where c", "carry 12 14 7", "where a", "where b", "where c", "sum"])
    case("edges/carry-behind-sticky", ["text 20", "mark a 3 5 sticky", "mark b 3 5 loose", "mark c 10 12 sticky", "carry 10 12 6", "where a", "where b", "where c", "carry 1 2 9", "where a", "where c", "sum"])
    case("edges/carry-to-the-end", ["text 8", "mark a 1 8 loose", "mark b 2 3 sticky", "carry 2 3 9", "where a", "where b", "mark s 1 6 sticky", "carry 1 2 9", "where s", "where a", "carry 1 8 9", "carry 1 8 1", "where b", "where s"])
    case("edges/carry-within", ["text 20", "mark a 3 15 loose", "mark b 5 9 loose", "carry 5 9 14", "where a", "where b", "carry 4 6 16", "where a", "carry 3 4 6", "where a", "where b"])
    case("edges/order", ["text 9", "mark b 2 5 loose", "mark a 2 5 loose", "mark c 2 7 sticky", "mark 9 2 5 sticky", "mark d 1 3 loose", "mark aa 2 5 loose", "mark e 3 9 loose", "under 3", "under 6", "under 9", "under 8", "under 1", "sum"])
    case("edges/nested-sum", ["text 40", "mark a 1 20 loose", "mark b 3 5 loose", "mark c 20 25 loose", "mark d 26 26 loose", "mark e 30 40 loose", "mark f 31 39 loose", "sum", "erase 21 26", "sum", "type 21 2", "sum"])
    pieces = ["mark pa 1000 1010 loose", "mark pb 1000 1010 sticky", "type 1011 3", "where pa", "where pb", "carry 1005 1020 2000", "where pa", "where pb", "mark pc 1000 1002 sticky", "carry 1000 1002 1001"]
    pieces += ["carry 1000 1002 1500", "where pc", "mark pd 1600 1700 loose", "type 1600 5", "where pd", "erase 1650 1800", "where pd", "carry 1605 1610 1620", "where pd", "erase 1600 1700", "where pd"]
    case("large/many-marks", [*commands(rng, 900000, 600, [f"m{at}" for at in range(100)], 40, pool), "mark x 1 5 loose", *pieces])
    case("large/crowded", [*commands(rng, 3000, 900, [f"n{at}" for at in range(60)], 90, pool, 0.01), *pieces])
    first, *rest = commands(rng, 5000, 600, ["a", "b", "c", "d", "e", "f"], 900, pool, 0.01)
    case("large/long", [first, "type 5001 1", *rest, "type 1 1000", "type 1 1000", "type 1 1000", *pieces])


main()
