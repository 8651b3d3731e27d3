import json
import random
import sys


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, largest, pool, there=None):
    lines, there = [], list(there or [])
    for _ in range(count):
        kind = rng.choice(pool)
        key = rng.choice(there) + rng.choice([0, 0, 0, 1, -1]) if there and kind != "put" and rng.random() < 0.9 else rng.randrange(largest)
        key = max(0, key)
        if kind == "put":
            there.append(key)
        elif kind == "cut" and key in there:
            there.remove(key)
        if kind == "look":
            lines.append(f"look {key} {key + rng.choice([0, 1, rng.randrange(largest)])}")
        else:
            lines.append("stats" if kind == "stats" else f"{kind} {key}")
    return lines


def put(*keys):
    return [f"put {key}" for key in keys]


def cut(*keys):
    return [f"cut {key}" for key in keys]


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["put"] * 9 + ["cut"] * 6 + ["look"] * 3 + ["page"] * 3 + ["stats"]
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(90), rng.choice([20, 60, 1000]), rng.choice([pool, ["put"] * 9 + pool, ["cut"] * 5 + pool]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "look 0 1000", "stats"])}))
        return
    tens = put(*range(10, 170, 10))  # two pages, full when keys come in ascending order
    case("basics/a-few-keys", [*put(50, 20, 80, 20), "page 60", "cut 20", "cut 20", "look 10 50", *put(10, 30, 60, 70, 90, 95, 40), "page 10", "page 70", "stats", *cut(95, 90, 80), "page 70", "stats"], True)
    case("basics/ascending", [*tens, "stats", "page 5", "page 85", "page 90", "page 999", "look 0 999", "look 85 85"])
    case("basics/descending", [*put(*range(200, 0, -10)), "stats", "page 1", "page 100", "page 150", "page 200"])
    case("basics/cut-down", [*tens, *cut(*range(10, 120, 10)), "stats", "page 0", *cut(120, 130, 140, 150, 160), "stats", "page 7", "put 5", "page 7"])
    case("edges/nothing", [])
    case("edges/blank", ["page 5", "look 0 10", "cut 3", "stats", "put 3", "cut 3", "page 0", "look 3 3", "stats"])
    case("edges/extremes", [*put(0, 1000000000), "look 0 1000000000", "look 1 999999999", "page 0", "cut 0", "page 0", "page 1000000000", "look 0 0"])
    case("edges/last-page-in-between", [*put(10, 20, 30, 40, 50, 60, 70, 80, 75), "page 75", "page 10", "stats", *put(90, 100, 110, 105), "page 80", "page 10", "stats"])
    case("edges/largest-of-a-middle-page", [*tens, *put(170, 85, 83), "page 83", "page 10", "stats", *put(87), "page 87", "stats", "put 165"])
    case("edges/pushed", [*tens, "put 170", "cut 20", "put 115", "page 10", "page 100", "put 116", "page 116", "stats", "cut 10", "put 117", "page 117", "stats"])
    case("edges/pushed-itself", [*tens, "put 170", "cut 30", "cut 40", "put 89", "page 89", "put 88", "page 88", "put 1", "page 1", "put 2", "stats", "page 2"])
    case("edges/first-page-full", [*tens, "put 5", "page 5", "page 50", "stats", "put 6", *put(7, 8, 9), "page 8", "stats"])
    case("edges/joined-exactly", [*tens, *cut(100, 110, 120, 130), *cut(10, 20, 30, 40, 50, 60), "page 70", "page 100", "stats"])
    case("edges/shared", [*tens, *cut(10, 20, 30, 40, 50), "stats", "cut 60", "page 0", "page 125", "stats", *cut(70, 80, 90), "page 0", "stats"])
    case("edges/last-shares-with-former", [*tens, *put(170, 180), "cut 180", "page 170", "page 10", "stats", "cut 170", "page 160", "stats", *cut(160, 150, 140, 130), "page 120", "stats"])
    case("edges/joined-with-former", [*tens, *cut(160, 150, 140), *cut(10, 20, 30, 40, 50), "page 0", *cut(130, 120, 110), "page 100", "stats", "page 0", "cut 100", "page 0", "stats", "cut 90", "cut 60", "cut 70", "cut 80", "stats", "page 4"])
    case("edges/partner-behind", [*tens, *put(*range(170, 250, 10)), *cut(90, 100, 110, 120, 130, 140), "page 150", "page 10", "stats", *cut(150, 160, 170), "page 200", "stats"])
    case("edges/only-page", [*put(1, 2, 3, 4), *cut(1, 2, 3), "page 1", "cut 4", "page 1", "stats", *put(9, 8), "page 1"])
    case("edges/homes", [*tens, "put 170", "page 89", "page 90", "cut 90", "page 95", "page 100", "put 95", "page 95", "page 9", "look 81 94", "look 81 95", "look 95 99", "look 165 170", "look 171 900", "look 0 9"])
    start = [*tens, *put(170, 180, 190, 85, 84, 83), *cut(20, 30), *put(115, 114, 113), *cut(180, 190, 170, 160, 150, 10, 40, 50, 60), "stats", *cut(80, 70, 83, 84)]
    start += ["look 0 200", "page 85", "page 100", "stats", "look 115 116", "page 0", "page 130", *cut(85, 90, 100, 110, 113, 114, 115, 120, 130, 140), "stats", *put(60, 50)]
    case("large/growing", [*start, *commands(rng, 1200, 100000, ["put"] * 12 + pool), "stats"])
    case("large/to-and-fro", [*start, *commands(rng, 1500, 400, pool), "stats"])
    keys = [7 * at for at in range(500)]
    case("large/shrinking", [*start, *put(*keys), *commands(rng, 1100, 3600, ["cut"] * 9 + pool, keys), "stats"])


main()
