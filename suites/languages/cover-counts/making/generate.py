import json
import random
import sys

HIT = 17


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def nested(rng, first, last, most, counts):
    """Blocks within each other and side by side: first, last, count."""
    blocks, open_parts = [], [(first, last)]
    while open_parts and len(blocks) < most:
        a, b = open_parts.pop(rng.randrange(len(open_parts)))
        begin, end = sorted((rng.randrange(a, b + 1), rng.randrange(a, b + 1)))
        if rng.random() < 0.25:
            begin, end = a, b
        blocks.append((begin, end, rng.choice(counts)))
        open_parts += [part for part in ((begin, end), (a, begin - 1), (end + 1, b)) if part[0] <= part[1]]
    return blocks


def records(rng, files, runs, most, counts, ignored):
    lines = [f"file {name} {size}" for name, size in files.items()]
    later = []
    for name, size in files.items():
        for _ in range(rng.randrange(ignored + 1)):
            a = rng.randrange(1, size + 1)
            later.append(f"ignore {name} {a} {min(size, a + rng.randrange(max(1, size // 8)))}")
    for _ in range(runs):
        lines.append("run")
        blocks = []
        for name, size in files.items():
            blocks += [f"block {name} {a} {b} {count}" for a, b, count in nested(rng, 1, size, rng.randrange(most + 1), counts)]
        rng.shuffle(blocks)
        lines += blocks
        if later and rng.random() < 0.5:
            lines.append(later.pop())
    return lines + later


def main():
    rng = random.Random(int(sys.argv[1]))
    few = [0, 0, 1, HIT - 1, HIT, 99]
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            files = {name: rng.randrange(1, 20) for name in rng.sample(["a", "b", "ab", "b1", "10", "9"], rng.randrange(4))}
            lines = records(rng, files, rng.randrange(4), 5, few, 2)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    h = HIT
    case("basics/two-runs", [
        "file main 40", "file extra 10", "run", "block main 1 30 50", "block main 8 12 0", "block main 20 24 1", "run", f"block main 10 24 {h - 1}", "block extra 1 9 0",
        "ignore main 27 28",
    ], True)
    case("basics/one-run", ["file a 100", "run", "block a 1 50 100", "block a 51 80 0", "block a 60 69 100"])
    case("basics/no-blocks", ["file a 100", "file b 5", "run", "block b 1 5 99"])
    case("basics/sums", ["file a 10", *["run", "block a 1 9 1"] * (h - 1), "run", "block a 4 6 1"])
    case("basics/nested", ["file a 90", "run", "block a 21 30 0", "block a 11 60 99", "block a 24 25 99", "block a 1 90 0", "block a 41 50 0"])
    case("edges/nothing", [])
    case("edges/no-runs", ["file b 7", "file a 9", "ignore a 1 9"])
    case("edges/equal-blocks", ["file a 10", "run", "block a 1 10 0", "block a 1 10 99", "block a 3 4 99", "block a 3 4 0", "block a 3 4 88", "block a 7 7 99", "block a 7 7 0"])
    case("edges/larger-later", ["file a 10", "run", "block a 3 4 0", "block a 1 10 99", "block a 4 4 99", "run", "block a 3 3 0"])
    case("edges/just-hit", ["file a 9", "run", f"block a 1 2 {h - 1}", f"block a 4 5 {h}", f"block a 7 8 {h + 1}"])
    case("edges/gaps-over-unmeasured", ["file a 60", "run", "block a 5 8 0", "block a 15 18 0", "block a 21 30 99", "block a 35 36 99", "block a 40 41 0", "block a 50 55 0", "ignore a 52 53", "ignore a 55 60"])
    case("edges/ignored", ["file a 20", "ignore a 3 5", "run", "block a 1 10 99", "ignore a 9 12", "ignore a 4 6", "run", "block a 4 4 0", "ignore a 1 1"])
    case("edges/all-ignored", ["file a 5", "file b 5", "run", "block a 2 4 0", "ignore a 2 4", "block b 1 5 99", "ignore b 1 4", "ignore b 5 5"])
    case("edges/shares", [
        "file a 3", "file b 1000", "file c 1001", "file d 2000", "file e 7", "run", "block a 1 2 99", "block a 3 3 0", "block b 1 1000 99", "block b 77 77 0", "block c 1 1001 99", "block c 5 5 0",
        "block d 1 2000 0", "block d 9 9 99", "block e 1 7 0", "block e 7 7 99", "file f 4", "block f 1 4 99", "block f 2 3 0",
    ])
    case("edges/names", ["file b 1", "file ab 1", "file 10 1", "file 9 1", "file a 1", "file 07 1", "file 7 1", "run", "block 7 1 1 0", "block 07 1 1 99"])
    case("edges/zero-counts", ["file a 9", "run", "block a 2 8 0", "run", "block a 4 6 0"])
    million = 1000000
    case("edges/large-numbers", [f"file a {1000 * million}", *["run", f"block a 1 {1000 * million} {million}"] * 4, f"ignore a 2 {1000 * million - 1}", "run", f"block a {1000 * million} {1000 * million} 0"])
    many = {f"f{at}": rng.randrange(1, 2000) for at in range(30)}
    solid = [f"file z {1000 * million}", "run", f"block z 1 {999 * million} {h}", f"block z 11 {998 * million} 0", f"block z 101 200 {h + 1}", "block z 301 300000 1", "block z 400 500 99"]
    solid += ["block z 120 150 99", "block z 120 150 0", "run", f"block z 1000 2000 {h - 2}", f"block z 1500 1600 {h - 1}", f"ignore z 1700 {900 * million}", "ignore z 95 130", "ignore z 2 3"]
    case("large/many-files", [*solid, *records(rng, many, 4, 26, few, 4)])
    case("large/long-files", [*records(rng, {"x": 1000 * million, "y": 900 * million, "w": 5}, 70, 14, [0, 0, 0, 0, 1, 1, h], 6), *solid])
    case("large/deep", [*solid, "file deep 900000", "run", *(f"block deep {1 + 3 * at} {800000 - 7 * at} {at % (2 * h)}" for at in range(700)), "ignore deep 50 60"])


main()
