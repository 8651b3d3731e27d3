import json
import random
import sys

LEAD = 4
WAITING = 25


def case(name, head, days, shown=False):
    row = {"id": name, "stdin": "".join(f"{line}\n" for line in [f"stock {head}", *days])}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def days_of(rng, count, usual):
    return [rng.choice([0, usual, usual, rng.randrange(2 * usual + 1), 3 * usual]) for _ in range(count)]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            head = f"stock {rng.randrange(60)} {rng.choice([0, 1, 10, 30])} {rng.choice([1, 2, 5, 10, 40])}"
            days = days_of(rng, rng.randrange(30), rng.choice([1, 3, 10, WAITING]))
            print(json.dumps({"stdin": "".join(f"{line}\n" for line in [head, *days])}))
        return
    n, w = LEAD, WAITING
    case("basics/two-weeks", "50 20 40", [32, 6, 14, 0, 9, 0, 12, 9, 20, 3, 0, 0, 7], True)
    case("basics/enough", "500 100 50", [10, 20, 30, 0, 40])
    case("basics/waiting", "20 2 31", [15, 0, 0, 0, 9, 4, 0, 0, 3, 5, 0, 10, 1, 3, 2, 2])
    case("basics/every-day", "100 60 50", [45, 5, 5, 5, 35, 20, 20, 15, 10, 10, 10, 15, 1])
    case("edges/no-days", "7 7 7", [])
    case("edges/nothing-at-all", "0 0 1", [0] * 3)
    case("edges/exactly-the-point", "30 20 10", [9, 1, 0, 10, *[0] * n, 10, 1])
    case("edges/several-packs", "100 99 30", [100, 0, 0, *[0] * n, 31, 89])
    case("edges/one-is-not-enough", "40 30 10", [40, 0, 0, 0, 0, 0, 0, 0, 19, 1, 70])
    case("edges/exact-packs", "60 40 20", [40, 0, 0, 0, 0, 0, 0, 20, 0, 20, 21])
    for at in range(1, 8):
        if (at + n) % 7 == 0:
            case("edges/no-drive", "50 10 50", [*[0] * (at - 1), 45, *[0] * (n + 3), 45, *[9] * 9])
    case("edges/two-arrive-together", "90 80 10", [0] + [10 + day for day in range(16)] + [0] * 9)
    case("edges/waiting-border", "0 0 1", [w - 1, 1, 0, 1, 2, 0, 0, 0, 0, 0, 0, w, 0, 0, 0, 0, 0, 0, 0, w + 1, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    case("edges/lost-on-one-day", "10 0 5", [10 + w + 7, 3, 0, 0, 0, 0, 0, 0, 0, 2])
    case("edges/waiting-first", "0 3 30", [20, 0, 0, 1, 5, 8, 30, 9, 0, 0])
    case("edges/largest", "100000 100000 1", [100000, 100000, 100000, *[0] * 6, 100000, 1])
    case("edges/large-packs", "0 0 100000", [100000, 0, 0, 0, 0, 0, 0, 100000, 100000])
    busy = [*[30] * 40, *[0] * 20, *[40, 0, 0, 0, 0, 0, 0, 0] * 12, *[w + 60] * 30]
    case("large/mixed", "300 120 60", days_of(rng, 1200, 24) + busy)
    case("large/single-pieces", "50 35 1", days_of(rng, 1000, 7) + busy)
    case("large/big", "90000 60000 25000", days_of(rng, 1100, 9000) + [15000] * 200 + busy)
    case("large/short", "20 24 30", days_of(rng, 1000, 12) + busy)


main()
