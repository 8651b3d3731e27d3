import json
import random
import sys


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, limit, keep):
    lines = [f"log {limit} {keep}"]
    half = max(1, limit // 2)
    for _ in range(count):
        draw = rng.random()
        if draw < 0.6:
            lines.append(f"write {rng.choice([1, half, limit, limit + 1, rng.randrange(1, half + 1), rng.randrange(1, half + 1)])}")
        elif draw < 0.72:
            lines.append("rotate")
        elif draw < 0.82:
            lines.append(f"clean {rng.choice([0, limit, 2 * limit, rng.randrange(1, 4 * limit + 1)])}")
        else:
            lines.append("sizes")
    return lines


def steady(rng, count):
    """Small messages that never fill a file to its very border."""
    lines = ["log 1001 5"]
    for at in range(count):
        lines.append(f"write {2 * rng.randrange(1, 200)}")
        if at % 12 == 11:
            lines.append("sizes")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(20), rng.choice([1, 2, 10, 100, 1000]), rng.choice([0, 1, 2, 3, 5]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/rotations", [
        "log 1000 3", "write 400", "write 500", "write 200", "sizes", "write 900", "write 300", "rotate", "sizes", "clean 700", "sizes",
    ], True)
    case("basics/no-rotation", ["log 500 2", "write 100", "write 200", "sizes", "clean 1000", "write 100", "sizes"])
    case("basics/by-hand", ["log 5000 4", *(line for n in range(1, 8) for line in (f"write {n * 100}", "rotate", "sizes"))])
    case("basics/clean", ["log 900 9", *(f"write {n * 100}" for n in range(3, 9)), "sizes", "clean 1300", "sizes", "clean 850", "sizes"])
    case("edges/no-commands", ["log 1 0"])
    border = ["write 60", "write 40", "sizes", "write 1", "sizes", "write 100", "sizes", "write 99", "write 1", "sizes", "rotate", "sizes"]
    case("edges/exactly-full", ["log 100 4", *border])
    large = ["write 101", "sizes", "write 5000", "sizes", "write 1", "sizes", "write 100", "sizes"]
    case("edges/message-over-limit", ["log 100 4", *large])
    empty = ["rotate", "sizes", "write 5", "rotate", "rotate", "sizes", "rotate", "write 7", "sizes"]
    case("edges/rotate-nothing", ["log 100 4", *empty])
    case("edges/keep-none", ["log 50 0", "write 30", "write 40", "sizes", "rotate", "sizes", "write 51", "write 7", "clean 0", "clean 7"])
    case("edges/keep-one", ["log 50 1", "write 30", "write 40", "sizes", "rotate", "sizes", "write 50", "write 7", "sizes", "clean 57", "clean 56"])
    case("edges/packed-once", ["log 1000 9", *(line for n in range(1, 12) for line in (f"write {900 + n}", "sizes"))])
    case("edges/rounded-up", ["log 9 6", *(line for n in (1, 2, 7, 8, 100, 101, 199, 200, 1000, 3) for line in (f"write {n}", "sizes"))])
    whole = ["write 100", "rotate", "clean 100", "write 3", "clean 103", "clean 102", "clean 0", "sizes", "write 100", "clean 5", "clean 1000000000"]
    case("edges/clean-borders", ["log 500 3", *whole])
    case("edges/largest", ["log 1000000 9", *["write 1000000", "sizes"] * 13, "clean 1000000", "write 1", "clean 1000000"])
    tail = [*empty, *large, "rotate", *border, *["rotate", "write 3001"] * 12, "sizes"]
    case("large/mixed", commands(rng, 1500, 1000, 6) + tail)
    case("large/small-files", commands(rng, 1200, 20, 9))
    case("large/one-kept", commands(rng, 800, 300, 1))
    case("large/steady", steady(rng, 1500))


main()
