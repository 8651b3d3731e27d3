import json
import random
import sys

END = 750000


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, place, widest, labels, weights="ddddddwwwssuuattr"):
    lines = []
    for _ in range(count):
        first = place()
        span = f"{first} {first + rng.randrange(widest)}"
        kind = rng.choice(weights)
        if kind == "d":
            lines.append(f"dye {span} {rng.choice(labels)}")
        elif kind == "w":
            lines.append(f"wipe {span}")
        elif kind == "s":
            lines.append(f"seal {span}")
        elif kind == "u":
            lines.append(f"unseal {span}")
        elif kind == "a":
            lines.append(f"at {first}")
        elif kind == "t":
            lines.append(f"total {rng.choice(labels)}")
        else:
            lines.append(f"runs {span}")
    return lines


def small(rng):
    low = rng.choice([1, 1, END - 12])
    labels = ["red", "blue", "ash"][: rng.randrange(1, 4)]
    lines = commands(rng, rng.randrange(14), lambda: low + rng.randrange(18), rng.choice([3, 12]), labels)
    return [*lines, f"runs {low} {low + 30}", f"total {labels[0]}"]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/shelf", [
        "dye 10 20 red", "dye 15 30 blue", "seal 18 22", "wipe 12 19", "runs 1 100", "total blue", "at 11", "at 12", "unseal 18 18",
        "dye 17 25 green", "runs 11 28",
    ], True)
    case("basics/paint-over", ["dye 5 9 a", "dye 1 20 b", "runs 1 50", "dye 7 7 c", "runs 1 50", "total b", "total a", "total c"])
    case("basics/wipe-middle", ["dye 1 100 oak", "wipe 40 59", "runs 1 200", "total oak", "at 39", "at 40", "at 59", "at 60"])
    case("basics/seal", ["dye 1 10 a", "seal 4 6", "dye 1 10 b", "runs 1 10", "unseal 5 10", "dye 3 8 c", "runs 1 10", "at 4"])
    case("basics/sealed-empty", ["seal 3 4", "dye 1 6 x", "runs 1 9", "total x", "unseal 1 9", "runs 1 9", "dye 4 4 x", "runs 1 9"])
    case("edges/empty", [])
    case("edges/nothing", ["runs 1 1000000000", "at 1", "at 1000000000", "total a", "wipe 1 5", "unseal 2 3", "runs 5 5"])
    case("edges/joined", [
        "dye 1 5 a", "dye 6 9 a", "dye 12 15 a", "runs 1 20", "dye 10 11 a", "runs 1 20", "seal 3 4", "runs 1 20", "runs 4 13",
        "wipe 1 20", "runs 1 20", "dye 2 5 b", "runs 1 20",
    ])
    case("edges/end", [
        f"dye {END - 2} {END + 40} z", f"runs {END - 9} {END + 9}", "total z", f"at {END}", f"at {END + 1}", f"dye {END + 1} {END + 5} y",
        "total y", f"runs {END + 1} {END + 3}", f"seal {END} 1000000000", "wipe 1 1000000000", "runs 1 1000000000", f"wipe {END} {END}",
        f"runs {END} {END}", "total z",
    ])
    case("edges/beyond", [
        f"dye {END + 2} {END + 9} z", f"dye {END} {END + 9} y", f"wipe {END + 2} {END + 2}", f"seal {END + 3} {END + 4}", "total z", "total y",
        f"runs {END + 2} {END + 5}", f"runs {END - 1} {END + 5}", f"at {END + 2}",
    ])
    case("edges/first", ["dye 1 1 a", "runs 1 1", "dye 2 2 a", "runs 1 2", "wipe 1 1", "at 1", "at 2", "seal 1 1", "dye 1 3 b", "runs 1 9"])
    case("edges/sealed-twice", ["seal 2 6", "seal 4 9", "unseal 4 6", "dye 1 12 m", "runs 1 12", "unseal 1 12", "dye 3 3 m", "runs 1 12"])
    case("edges/everything", [f"dye 1 {END} all", "total all", f"runs 2 {END - 1}", "seal 1 1000000000", "dye 7 8 b", "total all", "at 7"])
    case("edges/single-cells", ["dye 3 3 a", "dye 5 5 a", "dye 4 4 b", "runs 3 5", "runs 4 5", "dye 4 4 a", "runs 3 5", "runs 5 9", "total a"])
    labels = ["oak", "fir", "ash", "elm", "yew"]
    quiet = "ddddddwwssuuatd"
    wide = commands(rng, 1190, lambda: rng.randrange(1, END), 60000, labels, quiet)
    case("large/wide", [*wide, "runs 1 1000000000"])
    fine = commands(rng, 1190, lambda: rng.randrange(1, END), 3000, labels, quiet)
    case("large/narrow", [*fine, "runs 1 1000000000", "runs 300000 400000"])
    case("large/crowded", commands(rng, 900, lambda: rng.randrange(1, 400), 60, labels))
    huge = commands(rng, 1190, lambda: rng.randrange(1, 4000), END, labels[:2], quiet)
    case("large/long-ranges", [*huge, "runs 1 1000000000"])


main()
