import json
import random
import sys


def name_of(at):
    return "abcdefghij"[at // 20] + "klmnopqrstuvwxyzabcd"[at % 20]


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def park(rng, count, last, power, plugs, sizes, limits=0):
    lines = [f"park {power} {plugs}"]
    lines += [f"limit {minute} {rng.randrange(power + 5)}" for minute in sorted(rng.sample(range(1, last + 1), limits))]
    for at, begin in enumerate(sorted(rng.randrange(last) for _ in range(count))):
        until = min(1440, begin + 1 + rng.randrange(last))
        size = rng.choice(sizes)
        level = rng.choice([0, rng.randrange(size), size - 1, rng.randrange(size)])
        lines.append(f"car {name_of(at)} {begin} {until} {size} {level} {rng.choice([1, 2, 3, 7, rng.randrange(1, 31)])}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            last = rng.randrange(3, 14)
            lines = park(rng, rng.randrange(7), last, rng.randrange(12), rng.randrange(1, 4), [1, 5, 10, 11, 40], rng.randrange(3))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/three-cars", ["park 10 2", "car red 0 60 93 20 6", "car blue 2 50 603 10 6", "car green 5 90 53 0 8"], True)
    case("basics/one-car", ["park 20 1", "car solo 3 50 100 10 6"])
    case("basics/drives-away", ["park 6 3", "car a 0 5 500 100 4", "car b 1 9 500 0 4", "car c 2 7 400 0 4"])
    case("basics/waits", ["park 9 1", "car a 0 40 27 0 8", "car b 1 40 36 4 8", "car c 2 5 300 0 8", "car d 3 90 42 0 4"])
    case("basics/less-power", ["park 12 3", "limit 4 6", "car a 0 12 900 0 7", "car b 0 12 900 5 7"])
    case("edges/no-cars", ["park 60 12"])
    case("edges/no-power", ["park 0 2", "car a 0 9 10 3 4", "car b 2 5 10 4 4", "car c 3 1440 10 5 4"])
    case("edges/power-comes-late", ["park 0 2", "limit 1 0", "limit 3 5", "limit 6 0", "limit 1440 9", "car a 0 9 100 3 4", "car b 2 1440 100 4 4"])
    case("edges/units-left-over", ["park 8 4", "car a 0 6 900 0 9", "car b 0 6 900 0 9", "car c 1 6 900 0 9"])
    case("edges/small-most-first", ["park 17 4", "car a 0 5 900 0 2", "car b 0 5 900 0 9", "car c 0 5 900 0 1", "car d 0 5 900 0 9"])
    case("edges/order-of-plugs", ["park 5 2", "car a 0 3 900 0 9", "car b 0 40 900 0 9", "car c 1 40 900 0 9", "car d 2 5 900 0 9"])
    case("edges/slower-near-full", [f"park 60 12", *(f"car {name_of(at)} 0 30 {size} {level} {most}" for at, (size, level, most) in enumerate([
        (100, 79, 5), (100, 80, 5), (100, 81, 5), (10, 8, 1), (10, 7, 3), (5, 4, 30), (7, 5, 7), (7, 6, 7), (200, 159, 9), (200, 160, 8)]))])
    case("edges/reaches-it-within-a-minute", ["park 30 2", "car a 0 40 100 70 20", "car b 0 40 50 30 16"])
    case("edges/full-frees-a-plug", ["park 30 1", "car a 0 9 10 0 10", "car b 0 9 10 0 30", "car c 0 9 20 0 20", "car d 2 3 10 9 1"])
    case("edges/full-at-the-last-minute", ["park 9 1", "car a 0 2 10 0 5", "car b 0 2 10 5 5", "car c 1 4 9 5 2"])
    case("edges/leaves-while-waiting", ["park 3 1", "car a 0 10 900 0 9", "car b 1 5 90 0 9", "car c 2 10 90 0 9", "car d 2 11 90 0 3"])
    case("edges/same-minute", ["park 7 2", *(f"car {name_of(at)} 5 9 20 {at} {3 + at}" for at in range(5))])
    case("edges/plug-freed-by-leaving", ["park 4 1", "car a 0 3 900 0 9", "car b 3 6 900 0 9", "car c 3 9 900 0 9"])
    case("edges/first-of-the-most", ["park 5 2", "car a 0 3 100 0 3", "car b 1 5 100 0 3", "car c 4 6 100 0 4"])
    whole = [f"car {name_of(190 + at)} 1300 1440 {size} {level} {most}" for at, (size, level, most) in enumerate([
        (100, 79, 7), (100, 80, 7), (300, 0, 2), (900, 0, 30), (900, 0, 30), (5, 4, 30)])]
    case("large/busy-day", park(rng, 180, 1200, 30, 8, [100, 200, 400, 1000], 9) + whole)
    case("large/one-plug", park(rng, 90, 1200, 12, 1, [10, 30, 80, 100]) + whole)
    case("large/many-plugs", park(rng, 190, 1290, 60, 12, [50, 100, 300, 999], 20) + whole)


main()
