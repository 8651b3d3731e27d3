import json
import random
import sys

MOST = 14


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, rooms, levels, walks=0.15, walls=0.1):
    lines = []
    for _ in range(count):
        draw, one, other = rng.random(), rng.choice(rooms), rng.choice(rooms)
        if draw < walks:
            lines.append(f"walk {one} {rng.randrange(levels + 2)}")
        elif draw < walks + walls:
            lines.append(f"wall {one} {other}")
        else:
            lines.append(f"door {one} {other} {rng.randrange(1, levels + 1)}")
    return lines


def corridor(prefix, length, level=1):
    return [f"door {prefix}{at} {prefix}{at + 1} {level}" for at in range(length)]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            if rng.random() < 0.25:
                lines = corridor("r", MOST + rng.randrange(3), rng.randrange(1, 3))
                lines += commands(rng, 6, ["r0", "r1", f"r{MOST}", "x", "y"], 2, 0.5, 0.2) + ["walk r0 1"]
            else:
                lines = commands(rng, rng.randrange(20), ["a", "b", "c", "d", "e1", "e2"][: rng.randrange(1, 7)], rng.choice([1, 3]), 0.4)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    m = MOST
    case("basics/office", [
        "door hall desk 1", "door hall lab 3", "door lab safe 5", "walk hall 1", "walk hall 3", "walk safe 9", "door desk safe 2", "walk hall 2", "wall lab hall",
        "walk hall 9", "walk garden 4",
    ], True)
    case("basics/levels", ["door a b 1", "door b c 2", "door c d 3", "door d e 4", *(f"walk a {level}" for level in range(6)), "walk e 4", "walk c 3"])
    case("basics/shortest", ["door a b 1", "door b c 1", "door c d 1", "door a d 1", "walk a 1", "wall a d", "walk a 1", "walk b 1"])
    case("basics/walls", ["door a b 2", "wall a b", "walk a 9", "door b a 2", "walk a 9", "wall a b", "walk b 9", "wall a b", "wall x y", "walk x 1"])
    case("edges/empty", [])
    case("edges/no-doors", ["walk a 9", "wall a a", "walk a 0", "door b b 1", "walk b 5"])
    case("edges/several-doors", ["door a b 5", "door b a 2", "door a b 7", "walk a 1", "walk a 2", "walk b 4", "wall b a", "walk a 9", "door a b 9", "walk a 8", "walk a 9"])
    case("edges/longest-walk", [*corridor("r", m + 2), "walk r0 1", "walk r1 1", "walk r2 1", f"walk r{m + 2} 1", "door r0 r2 1", "walk r0 1", f"walk r{m // 2} 9"])
    case("edges/equal-distances", ["door m z 1", "door m b 1", "door m a1 1", "door m ab 1", "door m a 4", "walk m 1", "walk m 4", "walk z 1", "door z y 1", "door b x 1", "walk m 1"])
    case("edges/longer-for-lower", ["door a b 9", "door a c 1", "door c d 1", "door d b 1", "walk a 1", "walk a 8", "walk a 9", "walk b 1"])
    case("edges/own-room", ["door a a 1", "door a a 1", "door a b 2", "walk a 1", "wall a a", "walk a 2", "walk b 2"])
    rooms = [f"room{at}" for at in range(300)]
    case("large/building", commands(rng, 1000, rooms, 4, 0.12, 0.03))
    case("large/few-rooms", commands(rng, 700, rooms[:25], 9, 0.2, 0.3))
    grid = [f"door {x}x{y} {x + 1}x{y} {rng.randrange(1, 4)}" for x in range(19) for y in range(20)]
    grid += [f"door {x}x{y} {x}x{y + 1} {rng.randrange(1, 4)}" for x in range(20) for y in range(19)]
    rng.shuffle(grid)
    case("large/grid", grid + [f"walk {rng.randrange(20)}x{rng.randrange(20)} {rng.randrange(1, 4)}" for _ in range(40)])
    case("large/corridors", [*corridor("c", 300), *corridor("d", 200, 2), "door c50 d60 1", *(f"walk c{rng.randrange(300)} {rng.randrange(3)}" for _ in range(60))])


main()
