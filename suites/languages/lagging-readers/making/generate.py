import json
import random
import sys

POOL = ["append"] * 9 + ["fetch"] * 7 + ["lag"] * 3 + ["follow"] * 2 + ["skip", "stop"]


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, keep, count, names, most, pool=POOL):
    lines = [f"keep {keep}"]
    for at in range(count):
        kind, name = rng.choice(pool), rng.choice(names)
        if kind == "append":
            lines += [f"append e{at}"] * (rng.choice([1, 1, keep, keep + 1]) if keep < 5 else 1)
        elif kind == "fetch":
            lines.append(f"fetch {name} {rng.randrange(1, most + 1)}")
        else:
            lines.append(f"{kind} {name}")
    return lines


def appends(begin, count):
    return [f"append e{at}" for at in range(begin, begin + count)]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(1, 5), rng.randrange(40), ["ann", "bob"], 4)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    late = [*appends(10, 5), "fetch ann 9"]  # with four entries kept, one is missed
    case("basics/two-readers", [
        "keep 4", "append red", "follow ann", "append green", "append blue", "fetch ann 1", "follow bob", "append grey", "lag ann", "fetch ann 9", "fetch ann 9",
        *appends(1, 4), "fetch bob 5", "fetch bob 2", "lag bob", "skip bob", "fetch bob 1", "stop bob", "lag bob",
    ], True)
    case("basics/one-reader", ["keep 10", "follow ann", *appends(0, 7), "fetch ann 3", "fetch ann 3", "fetch ann 3", "fetch ann 3", "lag ann"])
    case("basics/names", ["keep 5", "follow ann", "follow ann", "append a", "fetch ann 1", "stop ann", "follow ann", "append b", "fetch ann 2", "stop bob", "fetch bob 1"])
    case("basics/skips", ["keep 9", "follow ann", *appends(0, 5), "skip ann", "lag ann", "fetch ann 2", *appends(6, 2), "lag ann", "fetch ann 9"])
    case("basics/missed", ["keep 3", "follow ann", *appends(0, 8), "lag ann", "fetch ann 2", "lag ann", "fetch ann 2", "fetch ann 2", "fetch ann 2"])
    case("edges/no-commands", ["keep 1"])
    case("edges/unknown", ["keep 2", "fetch ann 1", "lag ann", "skip ann", "stop ann", "append a", "fetch a 1", "follow ann", "fetch ann 1"])
    case("edges/just-kept", ["keep 4", "append x", "follow ann", "follow bob", *appends(0, 4), "fetch ann 1", *appends(4, 1), "fetch ann 1", "fetch bob 4", "fetch bob 4"])
    case("edges/keep-one", ["keep 1", "follow ann", "append a", "fetch ann 5", "append b", "append c", "fetch ann 5", "fetch ann 5", "fetch ann 5"])
    case("edges/third-time", ["keep 4", "follow ann", *late, "fetch ann 9", *late, "lag ann", "fetch ann 2", *late, "fetch ann 9", "lag ann", "follow ann", "fetch ann 9"])
    case("edges/begins-anew", ["keep 4", "follow ann", *late, "fetch ann 9", *late, "fetch ann 9", "stop ann", "follow ann", *late, *late, "fetch ann 9", *late, "lag ann"])
    case("edges/dropped-and-new", ["keep 4", "follow ann", *late, *late, *late, "follow ann", *late, *late, "lag ann", *late, "lag ann"])
    case("edges/skip-is-no-miss", ["keep 4", "follow ann", *late, *late, *appends(30, 20), "skip ann", "fetch ann 1", *appends(60, 3), "fetch ann 9", *late, "lag ann"])
    case("edges/lag-is-no-miss", ["keep 4", "follow ann", *appends(0, 9), "lag ann", *appends(9, 2), "lag ann", "fetch ann 1", *late, "fetch ann 1"])
    names = ["ann", "bob", "cy", "dan", "eve"]
    calm = ["append"] * 9 + ["fetch"] * 9 + ["lag"] * 3 + ["follow"] * 2 + ["skip"]
    case("large/calm", [*commands(rng, 500, 1200, names, 6, calm)])
    pack = [f"r{letter}" for letter in "abcdefgh"]
    case("large/late", [
        "keep 60", *(f"follow {name}" for name in pack), *appends(100, 900), *(f"fetch {name} {40 + at}" for at, name in enumerate(pack)),
        *appends(1000, 500), *(f"fetch {name} 2" for name in pack), *(f"lag {name}" for name in pack), *(f"fetch {name} 50" for name in pack),
        "stop ra", "follow ra", *appends(1500, 100), "fetch ra 1", "fetch rb 1", "fetch rb 1", "fetch ra 3", *(f"lag {name}" for name in pack),
    ])
    many = [a + b for a in "abcdefghijklmnopqrst" for b in "abcdefghij"]
    case("large/many-readers", [
        "keep 200", *(f"follow {name}" for name in many), *appends(0, 30), *(f"fetch {name} 1" for name in many), *commands(rng, 200, 900, many, 9, calm)[1:],
    ])


main()
