import json
import random
import sys

SHARE = 87


def case(name, first, hours, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in [first, *(f"{sun} {use}" for sun, use in hours)])}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def hours(rng, count, largest):
    return [(rng.randrange(largest + 1), rng.randrange(largest + 1)) for _ in range(count)]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            largest = rng.choice([1, 3, 10, 200])
            rows = [f"battery {rng.randrange(largest * 3 + 1)} {rng.randrange(largest + 2)}"]
            rows += [f"{sun} {use}" for sun, use in hours(rng, rng.randrange(9), largest)]
            print(json.dumps({"stdin": "".join(row + "\n" for row in rows)}))
        return
    case("basics/day", "battery 2000 800", [(0, 300), (900, 400), (2000, 500), (1500, 300), (700, 700), (100, 900), (0, 1200), (0, 900)], True)
    case("basics/sun", "battery 5000 1000", [(1000, 0), (900, 100), (101, 0), (500, 50), (3000, 200)])
    case("basics/night", "battery 1000 500", [(1500, 0), (1500, 0), (0, 100), (0, 600), (20, 60), (0, 1000)])
    case("basics/never-full", "battery 100000 300", [(1000, 10), (0, 290), (250, 0), (0, 10), (7, 7)])
    case("edges/no-hours", "battery 10 10", [])
    case("edges/no-battery", "battery 0 100", [(50, 0), (0, 50), (9, 9)])
    case("edges/no-rate", "battery 100 0", [(50, 0), (0, 50)])
    case("edges/one-at-a-time", "battery 9 9", [(1, 0), (1, 0), (2, 0), (0, 1), (0, 1), (3, 0)])
    case("edges/exactly-full", "battery 87 1000", [(100, 0), (5, 0), (0, 1), (2, 0), (0, 3), (100, 0), (0, 87), (0, 1)])
    case("edges/smallest-that-fills", "battery 10 50", [(50, 0), (0, 1), (1, 0), (0, 2), (50, 3), (0, 10), (12, 0), (9, 0), (0, 5), (50, 0)])
    case("edges/rate-both-ways", "battery 1000 40", [(500, 0), (100, 60), (100, 59), (0, 41), (0, 40), (0, 39), (0, 39)])
    case("edges/large-amounts", "battery 100000 100000", [(100000, 0), (100000, 0), (0, 100000), (0, 100000), (99999, 1)])
    case("large/mixed", "battery 9000 2500", hours(rng, 1999, 6000))
    case("large/small-battery", "battery 333 170", hours(rng, 1500, 400))
    case("large/tiny", "battery 40 11", hours(rng, 1200, 12))


main()
