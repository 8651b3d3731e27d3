import json
import random
import sys

WINDOW = 60
LONGEST = 170


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def calls(rng, count, servers, bad, steps):
    lines, time, mood = [], rng.randrange(50), dict.fromkeys(servers, bad)
    for _ in range(count):
        time += rng.choice(steps)
        server = rng.choice(servers)
        if rng.random() < 0.05:
            mood[server] = rng.choice([bad, 0.1, 0.9])
        lines.append(f"{time} {server} {'bad' if rng.random() < mood[server] else 'good'}")
    return lines


def at(server, *calls):
    return [f"{time} {server} {result}" for time, result in calls]


def bads(server, *times):
    return [f"{time} {server} bad" for time in times]


def goods(server, *times):
    return [f"{time} {server} good" for time in times]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 5], [1, 10, 20], [0, 19, 20, 21, WINDOW // 3], [0, 20, 40, 80, LONGEST - 1, LONGEST, 1]])
            lines = calls(rng, rng.randrange(22), ["web", "db", "ad"][: rng.randrange(1, 3)], rng.choice([0.4, 0.7, 0.95]), steps)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    w, m = WINDOW, LONGEST
    case("basics/trip", [
        *bads("shop", 1, 2), "3 shop good", *bads("shop", 4, 5), *goods("shop", 6, 24, 25), "26 mail good", *goods("shop", 27, 28),
        "29 shop bad",
    ], True)
    case("basics/all-good", goods("a", 1, 2, 3) + goods("b", 4))
    case("basics/trial-fails", bads("x", 0, 1, 2, 3, 30, 40, 69, 70, 71, 160) + goods("x", 400, 401, 402, 403))
    case("basics/two-servers", [f"{time} {'pq'[time % 2]} bad" for time in range(0, 14)] + goods("p", 40, 41, 42) + bads("q", 43))
    case("basics/spread-out", bads("slow", *range(0, 600, w // 2)))
    case("edges/empty", [])
    case("edges/window-border", bads("a", 0, 1, 2, w) + bads("a", w + 1) + bads("b", 100 + w, 101 + w, 102 + w, 99 + 2 * w))
    case("edges/same-time", bads("a", 5, 5, 5, 5, 5) + goods("a", 24, 25, 25, 25, 25) + bads("a", 25, 25, 25, 25))
    case("edges/rest-border", bads("a", 0, 0, 0, 10, 29) + goods("a", 29) + bads("a", 30) + goods("a", 69, 70, 70, 70))
    case("edges/longest-pause", bads("a", 0, 0, 0, 0, 20, 61, 141, 140 + m, 141 + m, 140 + 2 * m, 141 + 2 * m, 141 + 3 * m))
    case("edges/pause-starts-anew", bads("a", 0, 0, 0, 0, 20) + goods("a", 61, 62, 62) + bads("a", 63, 64, 65, 66, 85, 86, 125, 126))
    case("edges/trials-in-a-row", [
        *bads("a", 0, 0, 0, 0), *goods("a", 20, 21), *bads("a", 22), *goods("a", 62, 63), *bads("a", 64), *goods("a", 144, 145, 146, 147),
    ])
    case("edges/forgotten", bads("a", 0, 1, 2, 3) + goods("a", 23, 24, 25) + bads("a", 26, 27, 28) + goods("a", 29) + bads("a", 30))
    case("edges/state-at-the-end", bads("b", 0, 0, 0, 0) + bads("a", 1, 1, 1, 1) + bads("c", 2, 2, 2) + goods("d", 20))
    case("edges/good-between", bads("a", 0, 1, 2) + goods("a", 3, w - 1) + bads("a", w - 1) + goods("a", w))
    names = ["alpha", "beta", "gamma", "delta"]
    rare = [
        *bads("border", 0, 1, 2, w), *bads("old", 0, 1, 2, 3), *goods("old", 23, 24, 25), *bads("old", 26),
        *bads("pause", 0, 0, 0, 0, 20), *goods("pause", 61, 62, 62), *bads("pause", 63, 64, 65, 66, 86),
        *bads("longest", 0, 0, 0, 0, 20, 60, 140, 300, 300 + m),
    ]
    mixed = calls(rng, 1000, names, 0.5, [0, 1, 1, 2, 3, 5])
    case("large/mixed", sorted([*rare, *mixed], key=lambda line: int(line.split()[0])))
    case("large/slow", calls(rng, 600, names[:2], 0.8, [1, 5, 10, 15, 20, 40]))
    case("large/one-server", calls(rng, 700, ["only"], 0.35, [0, 1, 4, 9]))


main()
