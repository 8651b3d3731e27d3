import json
import random
import sys

STEP = 600
LONGER = 300
LEAST = 40
ALARM = 25


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, steps, calm=0.8):
    lines, time, number = [], rng.randrange(100), 0
    for _ in range(count):
        time += rng.choice(steps)
        draw = rng.random()
        if draw < 0.15:
            number += rng.random() < 0.8
            lines.append(f"{time} start r{number}")
        elif draw < 0.75:
            if rng.random() < calm:
                good, bad = rng.choice([(LEAST, 0), (97, 3), (LEAST - 1, 1), (LEAST // 2, 0), (1000, 20), (500, 2), (194, 6), (0, 0)])
            else:
                good, bad = rng.choice([(96, 3), (0, ALARM), (0, ALARM - 1), (800, ALARM), (193, 6), (30, 9), (5, 0)])
            lines.append(f"{time} report {good} {bad}")
        elif draw < 0.85:
            lines.append(f"{time} pause")
        elif draw < 0.96:
            lines.append(f"{time} resume")
        else:
            lines.append(f"{time} cancel")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    s, x, n, a = STEP, LONGER, LEAST, ALARM
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 10, s - 1], [s // 2, x, s, 0], [1, x - 1, x, 5], [0, 20, 50, 100]])
            lines = commands(rng, rng.randrange(26), steps, rng.choice([0.5, 0.9]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return

    def whole(name, begin):
        """A rollout that goes through all steps, and its last command."""
        return [f"{begin} start {name}", *(f"{begin + s * at + 1} report 200 1" for at in range(4)), f"{begin + 4 * s + 1} cancel"]

    case("basics/two-releases", [
        "100 start v1", "150 report 90 1", "400 report 60 2", f"{100 + s + 50} report 300 2", f"{100 + s + 60} start v2", f"{100 + s + 70} report 100 {a}",
        f"{100 + s + 80} start v2", f"{100 + s + 90} start v1", f"{100 + 2 * s + 200} cancel", f"{100 + 2 * s + 210} report 5 5",
    ], True)
    case("basics/to-the-end", whole("v7", 50))
    case("basics/bad-at-the-end", ["7 start b", "9 report 60 10", f"{8 + s} pause", f"{9 + s} resume", f"{10 + s} start c"])
    case("basics/too-few", ["7 start b", f"{8 + s + x} report 5 0", f"{8 + s + 2 * x} cancel"])
    case("basics/paused", ["0 start p", "20 report 500 1", "100 pause", "250 resume", f"{s + 149} resume", f"{s + 200} report 70 1", f"{2 * s + 300} cancel"])
    case("edges/empty", [])
    case("edges/nothing-to-do", ["0 report 1 1", "0 pause", "0 resume", "0 cancel", "0 start a", "0 resume", "0 cancel", "0 cancel", "0 start a", "0 start b"])
    case("edges/end-before-command", ["0 start a", f"{s} report {n} 0", f"{s} report 0 0", f"{s + x} report 0 {n}", f"{s + x} start b"])
    case("edges/least-requests", ["0 start a", f"1 report {n - 1} 0", f"{s + 1} report 0 1", f"{s + x + 1} report {n} 0", f"{2 * s + x + 1} cancel"])
    case("edges/longer-keeps-reports", ["0 start a", f"1 report {n // 2} 0", f"{s + 1} report {n - n // 2} 0", f"{s + x} report {n - 1} 0", f"{2 * s + x} cancel"])
    case("edges/longer-twice-in-each-step", [
        "0 start a", f"{s + 2 * x - 1} report {n} 0", f"{2 * s + 2 * x} report 1 0", f"{2 * s + 4 * x - 1} report {n - 1} 1", f"{3 * s + 6 * x} start b",
        f"{3 * s + 6 * x + 1} report 5 5",
    ])
    case("edges/exact-per-cent", ["0 start a", "1 report 97 3", f"{s} report 1940 60", f"{2 * s} report 96 3", f"{3 * s} cancel", f"{3 * s} start b"])
    case("edges/alarm-border", ["0 start a", f"1 report 0 {a - 1}", f"2 report 0 1", "3 start b", f"4 report {a * 100 // 3 - a + 1} {a}", f"5 report 0 1", "6 cancel"])
    case("edges/alarm-in-parts", ["0 start a", *(f"{at} report 40 5" for at in range(1, 9)), "10 start b", "11 report 1000000 0", f"{s + 12} report 0 {a}", f"{s + 13} cancel"])
    case("edges/alarm-while-paused", ["0 start a", "1 pause", "2 pause", f"3 report 0 {a}", "4 resume", "5 start b", "6 resume", "7 pause", "8 cancel", "9 start c", "10 pause"])
    case("edges/pause-at-the-end", ["0 start a", f"1 report {n} 0", f"{s - 1} pause", f"{5 * s} resume", f"{5 * s} pause", f"{6 * s} resume", f"{6 * s + 1} report {n} 0", f"{6 * s + 1} cancel"])
    case("edges/pause-too-late", ["0 start a", f"1 report {n} 0", f"{s} pause", f"{3 * s} report {n} 0", f"{3 * s} resume", f"{4 * s - 1} report 0 0", f"{4 * s} report 0 0"])
    case("edges/two-pauses", ["0 start a", f"1 report {n} 0", "100 pause", "130 resume", "200 pause", "270 resume", f"{s + 99} report 0 0", f"{s + 99} pause", f"{s + 105} resume", f"{s + 105} report 0 0", f"{s + 106} resume"])
    case("edges/pause-of-a-longer-step", ["0 start a", f"{s + 10} pause", f"{9 * s} report {n} 0", f"{9 * s} resume", f"{9 * s + x - 11} resume", f"{9 * s + x - 10} resume", f"{9 * s + x - 10} start b"])
    case("edges/reports-start-anew", ["0 start a", f"1 report 2000 {a - 1}", f"{s + 1} report 100 {a - 20}", f"{2 * s} start b", f"{2 * s + 1} cancel", f"{2 * s + 1} start b"])
    case("edges/done-and-again", [*whole("a", 0), f"{5 * s} start a", f"{5 * s} start b", f"{5 * s + 1} cancel", f"{5 * s + 2} start b", *whole("c", 9 * s)])
    case("edges/all-in-one-gap", ["0 start a", "1 report 100 0", "1000000000 start b", "1000000000 start a"])
    t = 100000000
    tail = [f"{t} cancel", f"{t} start zz", f"{t + s} report {n} 0", f"{t + s + x} report 97 3", f"{t + 2 * s + x - 5} pause", f"{t + 3 * s + x} resume"]
    tail += [f"{t + 3 * s + x + 5} report 0 {a}", f"{t + 3 * s + x + 6} start yy", f"{t + 3 * s + x + 7} report 0 {a - 1}", f"{t + 3 * s + x + 8} cancel", *whole("xx", t + 9 * s)]
    tail += [f"{t + 20 * s} start xx", f"{t + 20 * s} start zy", f"{t + 20 * s} pause", f"{t + 21 * s} report {n} 0", f"{t + 22 * s} resume", f"{t + 23 * s} cancel"]
    case("large/mixed", commands(rng, 1500, [0, 10, 30, 60, 100, 200]) + tail)
    case("large/quick", commands(rng, 1400, [0, 1, 5, 20], 0.95) + tail)
    case("large/slow", commands(rng, 900, [x, s // 2, s - 1, s, 50], 0.9) + tail)


main()
