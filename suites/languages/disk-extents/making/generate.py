import json
import random
import sys

MOST = 6


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, disk, files, largest, pool):
    lines, made = [f"disk {disk}"], []
    for at in range(count):
        kind = rng.choice(pool)
        name = rng.choice(made) if made and rng.random() < 0.95 else f"f{rng.randrange(files)}"
        if kind == "write":
            name = f"f{rng.randrange(files)}" if rng.random() < 0.1 else f"f{at % files}"
            made.append(name)
            lines.append(f"write {name} {rng.randrange(1, largest + 1)}")
        elif kind == "extend":
            lines.append(f"extend {name} {rng.randrange(1, largest + 1)}")
        elif kind == "free":
            lines.append("free")
        else:
            if kind == "delete" and name in made:
                made.remove(name)
            lines.append(f"{kind} {name}")
    return lines


def comb(teeth):
    """A disk full of files of one block, every other of which is deleted again."""
    lines = [f"disk {2 * teeth}"]
    lines += [f"write c{at} 1" for at in range(2 * teeth)]
    return lines + [f"delete c{at}" for at in range(0, 2 * teeth, 2)]


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["write"] * 5 + ["extend"] * 4 + ["delete"] * 4 + ["where"] * 4 + ["free"] * 2
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            disk = rng.randrange(1, 24)
            lines = commands(rng, rng.randrange(26), disk, 6, rng.choice([2, 4, 7]), pool)
            if rng.random() < 0.3:
                lines = comb(MOST + 2) + [f"write x {MOST + rng.randrange(-1, 2)}", "where x", "delete c3"] + lines[1:] + ["where x"]
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "free"])}))
        return
    m = MOST
    case("basics/small-disk", [
        "disk 20", "write a 5", "write b 4", "write c 3", "free", "delete b", "write d 2", "where d", "extend a 1", "where a", "extend d 5", "where d", "free",
        "extend c 9", "where e",
    ], True)
    case("basics/one-file", ["disk 100", "write a 10", "extend a 20", "where a", "free", "delete a", "free", "write a 100", "where a", "free", "extend a 1"])
    case("basics/best-fit", [
        "disk 50", "write a 7", "write b 1", "write c 4", "write d 1", "write e 5", "write f 1", "delete a", "delete c", "delete e", "write x 4", "where x",
        "write y 5", "where y", "write z 7", "where z", "write w 9", "where w", "free",
    ])
    case("basics/in-place", ["disk 30", "write a 5", "write b 5", "write c 5", "delete b", "extend a 3", "where a", "extend a 4", "where a", "extend c 1", "where c"])
    case("edges/no-commands", ["disk 5"])
    case("edges/missing", ["disk 5", "where a", "extend a 1", "delete a", "write a 2", "write a 1", "free", "delete a", "delete a", "free"])
    case("edges/exactly-full", ["disk 7", "write a 8", "write a 7", "free", "where a", "write b 1", "extend a 1", "delete a", "write b 1", "extend b 7", "extend b 6", "where b"])
    case("edges/most-pieces", [*comb(m + 2), f"write x {m + 1}", "free", f"write x {m}", "where x", "extend x 1", "delete c1", "extend x 1", "where x", "free"])
    case("edges/joined-piece", [*comb(m + 1), f"write x {m}", f"delete c{2 * m - 1}", "where x", "extend x 1", "where x", "extend x 1", "where x", "extend x 1", "free"])
    case("edges/equal-runs", ["disk 40", *(f"write a{at} 4" for at in range(8)), "delete a1", "delete a5", "delete a3", "write x 3", "where x", "write y 9", "where y", "write z 4", "where z"])
    case("edges/largest-first", [
        "disk 21", "write a 3", "write b 1", "write c 5", "write d 1", "write e 5", "write f 1", "write g 2", "write h 3", "delete a", "delete c", "delete e", "delete g",
        "write x 14", "where x", "free",
    ])
    case("edges/joins-by-chance", ["disk 12", "write a 4", "write b 4", "write c 4", "delete b", "delete a", "write x 8", "where x", "extend x 1", "delete c", "extend x 4", "where x"])
    case("edges/backwards", ["disk 12", "write a 5", "write b 1", "write c 6", "delete c", "delete a", "write x 8", "where x", "delete b", "extend x 2", "where x", "free"])
    case("edges/nothing-changes", [
        "disk 10", "write a 2", "write b 2", "write c 2", "delete b", "extend a 7", "where a", "free", "extend a 6", "where a", "free", "write d 1", "extend c 99999", "where c",
    ])
    case("edges/in-place-then-best", ["disk 30", "write a 3", "write b 2", "write c 3", "write d 4", "write e 5", "delete b", "delete d", "extend a 5", "where a", "extend a 4", "where a"])
    case("edges/merged-free", ["disk 9", "write a 3", "write b 3", "write c 3", "delete a", "delete c", "free", "delete b", "free", "write d 9", "where d"])
    case("large/mixed", commands(rng, 690, 3000, 60, 120, pool))
    case("large/crowded", commands(rng, 690, 900, 80, 60, pool))
    case("large/small-files", commands(rng, 690, 400, 100, 9, ["write"] * 3 + pool))


main()
