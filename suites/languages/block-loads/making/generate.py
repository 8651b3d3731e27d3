import json
import random
import sys

BLOCK = 512


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, size, longest):
    lines = [f"size {size}"]
    for _ in range(count):
        draw = rng.random()
        offset = rng.randrange(size + size // 20 + 3)
        if rng.random() < 0.4:
            offset = max(0, offset // BLOCK * BLOCK + rng.randrange(-1, 2))
        if draw < 0.7:
            length = rng.randrange(longest + 1)
            if rng.random() < 0.4:
                length = max(0, length // BLOCK * BLOCK + rng.randrange(-1, 2))
            lines.append(f"load {offset} {length}")
        elif draw < 0.9:
            first = offset // BLOCK
            lines.append(f"drop {first} {first + rng.choice([0, 1, 5])}")
        else:
            lines.append("count")
    return lines


def small(rng):
    size = rng.choice([0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 8 * BLOCK, 12 * BLOCK + 7, 30 * BLOCK])
    return commands(rng, rng.randrange(12), size, rng.choice([2, BLOCK + 1, 6 * BLOCK]))


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/file", [
        "size 10000", f"load {2 * BLOCK} {BLOCK}", f"load 100 {6 * BLOCK}", "count", f"drop 3 4", f"load 0 {5 * BLOCK + 1}",
        f"load {BLOCK} 10", "count",
    ], True)
    case("basics/one-block", ["size 9000", "load 0 1", "load 5 7", f"load {BLOCK} 1", "count"])
    case("basics/holes", [
        "size 50000", f"load {3 * BLOCK} 1", f"load {5 * BLOCK} 1", f"load {6 * BLOCK} 1", f"load {9 * BLOCK} 1",
        f"load {BLOCK} {12 * BLOCK}", f"load {BLOCK} {12 * BLOCK}", "count",
    ])
    case("basics/dropped", ["size 40000", f"load 0 {10 * BLOCK}", "drop 2 4", "count", "drop 3 8", "count", f"load 0 {20 * BLOCK}"])
    case("basics/drop-again", ["size 5000", "drop 0 5000", "load 0 5000", "drop 1 1", "drop 1 1", "count", "load 0 5000"])
    case("edges/no-commands", ["size 700"])
    case("edges/empty-file", ["size 0", "load 0 10", "load 0 0", "count", f"load {BLOCK} 1", "drop 0 1", "count"])
    case("edges/borders", [
        "size 100000", f"load {BLOCK - 1} 1", "count", f"load {BLOCK} {BLOCK}", f"load {3 * BLOCK - 1} 2", f"load {5 * BLOCK} {BLOCK + 1}",
        f"load {8 * BLOCK - 1} {BLOCK + 2}", "count",
    ])
    case("edges/no-bytes", ["size 3000", "load 100 0", "count", f"load {BLOCK} 0", f"load 0 {BLOCK}", "load 3 0", "count"])
    case("edges/end-of-file", [
        f"size {4 * BLOCK + 10}", f"load {4 * BLOCK + 9} 100", f"load {4 * BLOCK + 10} 100", f"load {3 * BLOCK} 20000", "count",
        f"load {5 * BLOCK} 1", "load 2000000 20000", "load 0 20000", "count",
    ])
    case("edges/whole-blocks", [f"size {2 * BLOCK}", f"load {BLOCK} {BLOCK}", f"load {2 * BLOCK} 1", f"load 0 {2 * BLOCK + 1}", "count"])
    case("edges/ranges-of-two", ["size 90000", f"load {4 * BLOCK} 1", f"load {BLOCK} {7 * BLOCK}", "drop 1 2", "drop 7 7", f"load 0 {9 * BLOCK}"])
    case("large/wide", commands(rng, 1999, 1000000, 20000))
    case("large/narrow", commands(rng, 1200, 60000, 3000))
    case("large/short", commands(rng, 1100, 1000000, 300) + ["load 0 20000", "count"])


main()
