import json
import random
import sys

CHANGE = 11


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def line_of(rng, name, stations, stops, longest, oneway):
    words = ["oneway" if rng.random() < oneway else "both", name, rng.choice(stations)]
    for _ in range(stops - 1):
        words += [str(rng.randrange(1, longest + 1)), rng.choice(stations)]
    return " ".join(words)


def city(rng, lines, stops, stations, longest, oneway, closed, trips):
    rows, room = [], 340
    for at in range(lines):
        count = min(rng.randrange(2, stops + 1), max(2, room))
        room -= count
        rows.append(line_of(rng, f"l{at}", stations, count, longest, oneway))
    rows += [f"closed {rng.choice(stations)}" for _ in range(closed)]
    rows += [f"trip {rng.choice(stations)} {rng.choice(stations)}" for _ in range(trips)]
    rng.shuffle(rows)
    return rows


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            stations = ["a", "b", "c", "d", "e", "f"][: rng.randrange(2, 7)]
            rows = city(rng, rng.randrange(5), 5, stations, rng.choice([2, CHANGE + 1, 30]), 0.5, rng.randrange(2), rng.randrange(4))
            print(json.dumps({"stdin": "".join(row + "\n" for row in rows)}))
        return
    c = CHANGE
    case("basics/town", [
        "both red park 4 town 6 dock 5 mill", "oneway blue mill 3 farm 8 town", "trip park farm", "trip farm dock", "trip town mill",
        "both slow park 90 farm", "trip farm park", "trip lake park", "closed lake",
    ], True)
    case("basics/one-line", ["both m a 1 b 2 c 4 d 8 e", "trip a e", "trip e a", "trip b d", "trip d c", "trip c c"])
    case("basics/change-or-stay", [f"both m a 10 b 10 c", f"both n b {10 - 1} c", f"both o a 1 c", "trip a c", "trip b c", "trip b a"])
    case("basics/two-changes", ["both x a 5 b", "both y b 5 c", "both z c 5 d", "trip a d", "trip d a", "both w d 100 a", "trip a c"])
    case("edges/empty", [])
    case("edges/same-station", ["trip a a", "closed a", "trip b b", "both m b 3 c"])
    case("edges/oneway", ["oneway m a 1 b 1 c", "trip a c", "trip c a", "trip c b", "oneway n c 50 a", "trip b a", "trip b b"])
    case("edges/closed", [
        "both m a 2 b 2 c", "both n b 1 d", "closed b", "trip a c", "trip a d", "trip b a", "trip a b", "closed b", "trip d d", "trip b b",
    ])
    case("edges/fewer-changes", [f"both m a 5 b", f"both n b 5 c", f"both direct a {10 + c} c", "trip a c", "trip c a", "trip b c"])
    case("edges/turn-around", [f"oneway m s 3 x 4 y", f"both n x 20 y 2 z 1 x", "trip s z", "oneway o q 1 z", "trip q y", "trip q x"])
    case("edges/loop-line", ["oneway ring a 30 b 30 c 30 a 1 d 30 b", "trip a d", "trip c b", "trip b d", "trip a b", "trip d c"])
    case("edges/stay-through-a-loop", [f"oneway m a 5 b {c - 1} b 3 d", "trip a d", f"oneway n e 5 f {c + 1} f 3 g", "trip e g"])
    case("edges/shortcut-in-a-line", [f"both m a 4 b {2 * c} c 4 b {2 * c} d", "trip a d", "trip d a", "trip a c", "trip c d"])
    case("edges/first-stop-twice", ["oneway m a 50 b 1 a 2 c", "trip a c", "trip b c", "oneway n c 9 a 3 c", "trip a b"])
    case("edges/name-is-both", ["both both trip 4 closed", "trip trip closed", "trip closed trip"])
    stations = [f"s{at}" for at in range(150)]
    case("large/city", city(rng, 20, 30, stations, 30, 0.4, 8, 20)[:400])
    direct = ["both ha p 5 q", "both hb q 5 r", f"both hd p {10 + c} r", "trip p r", "both hc u 2 v 2 w", "closed v", "both he v 1 x", "trip u w", "trip u x"]
    case("large/dense", direct + city(rng, 40, 11, stations[:25], 60, 0.5, 2, 17))
    case("large/short-lines", city(rng, 120, 3, stations[:70], 9, 0.3, 4, 20))
    long = [f"both l{at} " + " ".join(f"t{at * 19 + stop} {rng.randrange(1, 9)}" for stop in range(20)).rsplit(" ", 1)[0] for at in range(20)]
    case("large/far", long + [f"trip t{rng.randrange(30)} t{rng.randrange(350, 381)}" for _ in range(15)])


main()
