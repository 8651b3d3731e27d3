import json
import random
import sys

EXPRESS = 15
SERVING = 20


def case(name, tills, express, customers, shown=False):
    lines = [f"tills {tills} {express}", *(f"{time} {items}" for time, items in customers)]
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def customers(rng, count, steps, most):
    rows, time = [], rng.randrange(30)
    for _ in range(count):
        time += rng.choice(steps)
        rows.append((time, rng.choice([rng.randrange(1, most + 1), rng.randrange(1, 6), EXPRESS, EXPRESS + 1])))
    return rows


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            tills = rng.randrange(1, 5)
            steps = rng.choice([[0, 1, 3], [0, SERVING, 23], [0, 10, 40]])
            rows = customers(rng, rng.randrange(14), steps, rng.choice([3, 40]))
            lines = [f"tills {tills} {rng.randrange(tills + 1)}", *(f"{time} {items}" for time, items in rows)]
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    one = SERVING + 3  # the seconds for one item
    case("basics/three-tills", 3, 1, [(5, 4), (6, 30), (8, 2), (9, 40), (10, 1), (12, 16), (60, 3), (61, 3)], True)
    case("basics/one-till", 1, 0, [(0, 10), (1, 500), (2, 1), (10000, 7), (10001, 1)])
    case("basics/shortest-line", 4, 0, [(at, 5 + at) for at in range(10)])
    case("basics/quiet", 3, 1, [(at * 1000, 4 + at * 6) for at in range(6)])
    case("edges/nobody", 3, 2, [])
    case("edges/only-express", 2, 2, [(0, EXPRESS + 1), (0, EXPRESS), (1, 400), (2, 1), (3, EXPRESS + 1)])
    case("edges/express-border", 3, 2, [(0, EXPRESS), (0, EXPRESS + 1), (0, EXPRESS + 1), (0, EXPRESS), (0, EXPRESS), (0, 2)])
    case("edges/gone-in-that-second", 1, 0, [(0, 1), (one, 1), (2 * one - 1, 1), (3 * one, 2)])
    case("edges/choice-in-that-second", 2, 0, [(0, 1), (0, 2), (one, 9), (one, 1), (one + 3, 1), (one + 3, 1)])
    case("edges/same-second", 3, 0, [(7, 1)] * 8 + [(7 + one, 1)] * 4)
    case("edges/fewest-not-fastest", 2, 0, [(0, 500), (1, 1), (2, 1), (3, 1), (3 + one, 1), (50, 1)])
    case("edges/unused-till", 4, 1, [(0, 20), (1, 30), (2, 200)])
    case("large/busy", 8, 3, customers(rng, 1999, [0, 1, 3, 8, 12], 60))
    case("large/crowded", 5, 1, customers(rng, 1500, [0, 2, 5], 30))
    case("large/quiet", 20, 6, customers(rng, 1200, [0, 5, 30], 300))


main()
