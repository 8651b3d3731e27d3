import json
import random
import sys

PATIENCE = 9


def text(plan, carts):
    lines = [f"floor {len(plan)} {len(plan[0])}", *plan]
    lines += [f"cart {name} {row} {column} {program}" for name, row, column, program in carts]
    return "".join(line + "\n" for line in lines)


def case(name, plan, carts, shown=False):
    row = {"id": name, "stdin": text(plan, carts)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def warehouse(rng, rows, columns, shelves, count, longest, letters="NSWE"):
    plan = [["#" if rng.random() < shelves else "." for _ in range(columns)] for _ in range(rows)]
    free = [(row, column) for row in range(rows) for column in range(columns) if plan[row][column] == "."]
    rng.shuffle(free)
    names = list("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    rng.shuffle(names)
    carts = []
    for name, (row, column) in zip(names[:count], free):
        program = "".join(rng.choice(letters) * rng.randrange(1, 4) for _ in range(longest))
        carts.append((name, row + 1, column + 1, program[: rng.randrange(1, longest + 1)]))
    return ["".join(row) for row in plan], carts


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            rows, columns = rng.randrange(1, 5), rng.randrange(1, 6)
            letters = rng.choice(["NSWE", "WE", "NE", "NSWE"])
            print(json.dumps({"stdin": text(*warehouse(rng, rows, columns, rng.choice([0, 0.2]), rng.randrange(10), 8, letters))}))
        return
    p = PATIENCE
    case("basics/crossing", ["....", ".#..", "...."], [("A", 1, 1, "EESS"), ("B", 1, 4, "WWSE"), ("C", 3, 1, "EEEN")], True)
    case("basics/alone", ["...", "...", "..#"], [("K", 1, 1, "EESWSEN")])
    case("basics/row", ["......"], [("C", 1, 1, "EEE"), ("A", 1, 2, "EEE"), ("B", 1, 3, "EEE")])
    case("basics/same-field", ["...", "...", "..."], [("B", 2, 1, "EE"), ("A", 1, 2, "SS"), ("C", 2, 3, "WW"), ("D", 3, 2, "NN")])
    case("basics/parked", ["....."], [("A", 1, 3, "N"), ("B", 1, 1, "EE"), ("C", 1, 5, "W")])
    case("edges/no-carts", ["..", "#."], [])
    case("edges/exchange", ["...."], [("A", 1, 2, "EE"), ("B", 1, 3, "WW")])
    case("edges/ring-of-four", ["..", ".."], [("A", 1, 1, "ESWN"), ("B", 1, 2, "SWNE"), ("C", 2, 2, "WNES"), ("D", 2, 1, "NESW")])
    case("edges/ring-broken", ["...", "..#"], [("A", 1, 1, "E"), ("B", 1, 2, "S"), ("C", 2, 2, "E"), ("D", 2, 1, "N"), ("E", 1, 3, "W")])
    case("edges/loser-holds-the-row", [".....", "....."], [("A", 1, 3, "S"), ("B", 2, 2, "E"), ("C", 2, 1, "E"), ("D", 1, 2, "E")])
    case("edges/winner-is-stopped", ["...", "..."], [("A", 1, 1, "E"), ("B", 2, 2, "N"), ("C", 1, 2, "E"), ("D", 1, 3, "E")])
    case("edges/gives-up", ["..."], [("A", 1, 2, "EEW"), ("B", 1, 3, "W" * 3)])
    case("edges/waits-longest-first", ["....", "....", "...."], [("A", 1, 2, "EESWNSS"), ("Z", 2, 1, "EEE"), ("B", 2, 2, "WEEE"), ("C", 3, 2, "NNE")])
    case("edges/counts-anew", ["....."], [("A", 1, 1, "E" * 6), ("B", 1, 4, "N" * (p - 2) + "E"), ("C", 1, 2, "N" * (p + 2) + "E" * 3)])
    case("edges/bumps", ["#.#", "..."], [("A", 1, 2, "NWEN"), ("B", 2, 1, "SWNS")])
    case("edges/exchange-in-a-row", ["......"], [("A", 1, 1, "EE"), ("B", 1, 2, "EE"), ("C", 1, 3, "WW"), ("D", 1, 4, "WW"), ("E", 1, 6, "W")])
    case("large/hall", *warehouse(rng, 12, 14, 0.15, 26, 40))
    case("large/narrow", *warehouse(rng, 3, 30, 0.05, 26, 40, "WEWENS"))
    case("large/crowded", *warehouse(rng, 6, 6, 0.05, 26, 40))
    case("large/corner", *warehouse(rng, 9, 9, 0.1, 24, 30, "NNWWSE"))


main()
