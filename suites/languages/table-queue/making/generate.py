import json
import random
import sys

PATIENCE = 5


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, names, largest, tables=0.4):
    lines = []
    for _ in range(count):
        name, draw = rng.choice(names), rng.random()
        if draw < tables:
            lines.append(f"table {rng.randrange(1, largest + 1)}")
        elif draw < tables + 0.4:
            lines.append(f"join {name} {rng.randrange(1, largest + 1)}")
        elif draw < tables + 0.47:
            lines.append(f"leave {name}")
        else:
            lines.append(f"place {name}")
    return lines


def passing(big, count):
    """The group at the front is passed so many times."""
    lines = [f"join {big} 9"]
    for at in range(count):
        lines += [f"join s{'abcdefghijkl'[at]} 1", "table 2"]
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(40), ["ann", "bo", "cy", "di", "ed", "flo"], rng.choice([2, 3, 8]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    p = PATIENCE
    case("basics/evening", [
        "join smith 4", "join jones 2", "join adams 6", "place jones", "table 3", "place adams", "table 2", "join smith 1", "table 6",
        "table 8", "table 8", "place smith",
    ], True)
    case("basics/in-order", ["join a 2", "join b 2", "join c 2", "table 2", "table 4", "table 20", "table 2"])
    case("basics/leave", ["join a 3", "join b 5", "leave a", "place b", "leave a", "join a 1", "place a", "table 4", "table 5", "place a"])
    case("basics/too-large", ["join a 7", "join b 6", "table 5", "table 6", "table 6", "table 7"])
    case("edges/empty", [])
    case("edges/nobody-waits", ["table 5", "leave a", "place a", "join a 1", "place a", "table 1", "place a"])
    case("edges/passed-enough", [*passing("big", p), "join t 1", "table 2", "place t", "place big", "table 8", "table 9", "table 1"])
    case("edges/once-more", [*passing("big", p - 1), "join t 1", "table 2", "join u 1", "table 2", "place u", "leave big", "table 2"])
    case("edges/nobody-passes-nobody", ["join big 9", *["table 3"] * (p + 2), "join t 2", "table 2", "join u 8", "table 8", "place big"])
    case("edges/joined-again", [*passing("big", p), "leave big", "join big 9", "join t 1", "table 2", "join u 2", "table 2", "place big"])
    case("edges/seated-and-back", [*passing("big", p), "table 9", "join big 5", "join t 1", "table 1", "place big"])
    behind = [f"join {name} 1" for name in "abcdefgh"[: p + 1]]
    case("edges/two-passed", ["join x 8", "join y 4", *behind, *["table 2"] * p, "table 4", "table 2", "leave x", "table 2", "place y"])
    case("edges/only-those-before", ["join a 1", "join x 8", *["join b 1", "table 1", "join a 1", "table 1"] * p, "place x", "table 1", "table 7"])
    names = [first + second for first in "abcdef" for second in "xyz"]
    case("large/mixed", commands(rng, 1600, names, 12))
    case("large/small-tables", commands(rng, 1500, names, 20, 0.3) + ["table 1", "table 20"])
    case("large/few-names", commands(rng, 1200, names[:5], 6))


main()
