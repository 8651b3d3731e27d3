import json
import random
import sys

HOT = 85
COOL = 70
SILENCE = 90
REMINDER = 600


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def readings(name, begin, step, *values):
    return [f"{begin + at * step} {name} {value}" for at, value in enumerate(values)]


def events(rng, count, names, steps):
    lines, time, mood = [], rng.randrange(100), dict.fromkeys(names, 0)
    for _ in range(count):
        time += rng.choice(steps)
        name = rng.choice(names)
        if rng.random() < 0.12:
            lines.append(f"{time} {name} seen")
            continue
        if rng.random() < 0.25:
            mood[name] = rng.randrange(3)
        around = [[COOL - 1, COOL, 20, -50, 0], [HOT, COOL, HOT + 1, COOL - 1], [HOT + 1, HOT, 200, 100, HOT + 5]][mood[name]]
        draw = rng.choice(around[:1] * 3 + around)
        lines.append(f"{time} {name} {draw}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 5], [10, SILENCE, SILENCE + 1, 40], [1, SILENCE - 1, SILENCE], [1, 1, 20, REMINDER - 1, REMINDER]])
            lines = events(rng, rng.randrange(40), ["oven", "fan", "a"][: rng.randrange(1, 3)], steps)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    h, c, s, r = HOT, COOL, SILENCE, REMINDER
    up = [h + 10, h + 12, h + 14]
    down = [c - 10, c - 8, c - 12, c - 20]
    case("basics/two-sensors", [
        *readings("oven", 10, 20, *up), "60 fan 31", "65 oven seen", *readings("oven", 70, 10, c + 5, *down), "115 oven seen", "120 fan 33",
    ], True)
    case("basics/all-calm", readings("a", 0, 30, 20, 25, h + 20, 30, h + 20, h + 20, 40) + readings("b", 200, 1, 5))
    case("basics/raised-twice", readings("pump", 0, 10, *up, *down, *up, h + 9, *down[:3]))
    case("basics/noticed", [*readings("pump", 0, 10, *up), "25 pump seen", *readings("pump", 30, 10, h + 3, *down, 40)])
    case("edges/empty", [])
    case("edges/only-seen", ["5 x seen", "7 y seen", "9 x seen"])
    case("edges/exact-values", readings("a", 0, 1, h, h, h, h + 1, h + 1, h, h + 1, h + 1, h + 1, c, c, c, c, c - 1, c - 1, c - 1, c, *[c - 1] * 4))
    case("edges/silence", readings("a", 0, s, *up) + readings("b", 3 * s, s + 1, *up) + readings("b", 10 * s, s, *up))
    quiet = readings("a", 0, 1, *up) + readings("a", 10, s + 1, *down) + readings("a", 20 * s, 1, *down[:3])
    case("edges/silence-of-cool", quiet + [f"{20 * s + 3} a {c - 1}"])
    reminded = [*readings("a", 0, 1, *up), "3 a seen", f"{3 + r - 1} a {h + 1}", f"{3 + r} a {h}", f"{4 + r} a {h + 1}", f"{5 + r} a seen"]
    case("edges/raised-again", [*reminded, f"{4 + 2 * r} a {h + 1}", f"{5 + 2 * r} a {h + 1}", f"{5 + 2 * r} a seen", f"{6 + 2 * r} a seen"])
    case("edges/seen-in-a-row", ["0 a seen", *readings("a", 1, 1, h + 1, h + 1), "2 a seen", f"3 a {h + 1}", "3 a seen", *readings("a", 4, 1, *down[:3]), "7 a seen", f"7 a {c - 9}"])
    case("edges/one-reading-breaks", readings("a", 0, 1, h + 1, h + 1, 80, h + 1, h + 1, c - 1, h + 1, h + 1, h + 1, *[c - 1] * 3, h + 1, *[c - 1] * 3, 75, *[c - 1] * 4))
    case("edges/same-second", readings("a", 5, 0, *up, *down, *up) + ["5 a seen"] + readings("a", 5, 0, *down))
    case("edges/names-in-order", [line for name in ("b", "ab", "a", "ba", "aa") for line in readings(name, 7, 0, *up)] + ["1000000000 zz -50"])
    case("edges/not-calm-at-the-end", [*readings("a", 0, 1, *up), *readings("b", 10, 1, *up), "20 b seen", "30 c 10", *readings("d", 40, 1, *up, *down), "99 c 0"])
    case("edges/sensors-apart", [line for time in range(4) for line in (f"{time} a {h + 1}", f"{time} b {c - 1}", f"{time} c {h}")])
    edge = [(200 * 2000 + at) for at in range(3)]
    tail = [f"{edge[0]} zz {h + 1}"] * 2 + [f"{edge[0]} zz {h}", f"{edge[0]} zz {h + 1}", f"{edge[0] + s + 1} zz {h + 1}", f"{edge[0] + s + 1} zz {h + 1}"]
    tail += [f"{edge[0] + s + 2} zz {h + 1}", f"{edge[0] + s + 2} zz seen", f"{edge[0] + s + 2 + r} zz {h + 1}", f"{edge[0] + s + 3 + r} zz seen"]
    begin = edge[0] + s + 4 + 2 * r
    tail += [f"{begin} zz {value}" for value in (h + 1, c - 1, c - 1, c - 1, c, c - 1, c - 1, c - 1)]
    case("large/mixed", events(rng, 1500, ["oven", "fan", "pump", "belt", "press"], [0, 1, 2, 5, 20]) + tail)
    case("large/slow", events(rng, 1400, ["oven", "fan"], [1, 10, 30, s // 2, s, s + 1]) + tail)
    case("large/one", events(rng, 1200, ["boiler"], [1, 10, 20, 60]) + tail)


main()
