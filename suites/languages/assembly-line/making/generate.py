import json
import random
import sys

CLEANED = 20
CLEANING = 45


def text(stations, items):
    lines = [*(f"station {time} {room}" for time, room in stations), *(f"comes {time}" for time in items)]
    return "".join(line + "\n" for line in lines)


def case(name, stations, items, shown=False):
    row = {"id": name, "stdin": text(stations, items)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def arrivals(rng, count, steps):
    times, now = [], rng.randrange(10)
    for _ in range(count):
        now += rng.choice(steps)
        times.append(now)
    return times


def stations(rng, count, slowest, rooms):
    return [(rng.randrange(1, slowest + 1), rng.choice(rooms)) for _ in range(count)]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            count = rng.choice([3, 8, CLEANED + 6])
            line = stations(rng, rng.randrange(1, 5), rng.choice([2, 6]), [1, 1, 2, 3])
            print(json.dumps({"stdin": text(line, arrivals(rng, rng.randrange(count), rng.choice([[0, 1], [1, 2, 3], [4], [0, 0, 9]])))}))
        return
    n = CLEANED
    case("basics/three", [(5, 2), (9, 1), (4, 3)], [0, 1, 2, 3, 30, 31, 32, 33, 34], True)
    case("basics/one-station", [(10, 3)], [0, 5, 10, 14, 16, 17, 18, 60])
    case("basics/no-blocking", [(2, 5), (3, 5), (1, 5)], [0, 10, 19, 21, 22])
    case("basics/slow-end", [(1, 9), (1, 1), (30, 1)], [0, 0, 0, 0, 0, 0, 100, 200])
    case("edges/no-items", [(3, 1), (4, 2)], [])
    case("edges/full-buffer", [(10, 1)], [0, 0, 0, 9, 10, 10, 10 + 10, 21, 29, 30])
    case("edges/chain-in-one-second", [(4, 1), (4, 1), (4, 1), (12, 1)], [0, 1, 2, 4, 8, 12, 16, 21, 26, 28, 36, 48, 60])
    case("edges/same-second", [(7, 2), (7, 1)], [0, 0, 0, 0, 7, 7, 14, 14, 14])
    case("edges/cleaning", [(1, 50)], [at * 2 for at in range(n + 1)] + [2 * n + CLEANING - 1, 2 * n + CLEANING, 2 * n + CLEANING + 1])
    case("edges/cleaning-blocks", [(2, 50), (3, 1), (1, 2)], [at * 3 for at in range(2 * n + 8)])
    case("edges/cleaned-after-blocked", [(1, 40), (6, 1)], [0] * 30 + [5] * 8)
    case("edges/lost-count-nothing", [(5, 1), (5, 1)], [0] * 6 + [100 + at for at in range(2 * n)] + [900])
    case("large/steady", stations(rng, 5, 9, [1, 2, 3, 5]), arrivals(rng, 1400, [4, 6, 8, 10]))
    case("large/rushes", stations(rng, 8, 19, [1, 2, 8, 30]), arrivals(rng, 1200, [0, 0, 1, 2, 60]))
    case("large/long-work", stations(rng, 3, 1000, [50, 10, 4]), arrivals(rng, 1000, [100, 400, 700, 1000]))


main()
