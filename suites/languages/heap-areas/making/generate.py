import json
import random
import sys

BULKY = 40


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, young, sizes, begin=0, keep=0.3):
    """Commands about objects, most of them about those that were made last."""
    lines, made = [], begin
    for _ in range(count):
        draw = rng.random()

        def name(rng=rng):
            return f"o{max(1, made - min(rng.randrange(12), rng.randrange(60)))}"

        if draw < 0.35 or made < 2:
            made += 1
            lines.append(f"new o{made} {rng.choice(sizes)}")
        elif draw < 0.55:
            lines.append(f"link {name()} {name()}")
        elif draw < 0.6:
            lines.append(f"unlink {name()} {name()}")
        elif draw < 0.95 - keep / 5:
            lines.append(f"drop {name()}")
        elif draw < 0.97:
            lines.append(f"hold {name()}")
        elif draw < 0.98:
            lines.append("collect")
        else:
            lines.append(f"drop o{rng.randrange(1, made + 2)}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            young = rng.choice([5, 10, 20, 100])
            head = f"heap {young} {rng.choice([1, 5, 10, 30, 60])}"
            sizes = [1, 2, max(1, young // 5), max(1, young * BULKY // 100), young * BULKY // 100 + 1]
            lines = [head, *commands(rng, rng.randrange(45), young, sizes)]
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    m = BULKY
    case("basics/both-areas", [
        "heap 100 200", "new a 30", "new b 30", "link a b", "drop b", "new c 30", "drop c", "new d 20", "link d c", "new e 30", "drop a", "new f 33", "collect",
    ], True)
    case("basics/enough-room", ["heap 1000 1000", "new a 100", "new b 200", "link a b", "drop b", "new c 300", "drop c", "new d 10"])
    case("basics/all-dropped", ["heap 50 50", *(line for at in range(12) for line in (f"new o{at} {12 + at % 3}", f"drop o{at}")), "drop o1", "collect", "drop o11"])
    case("basics/all-held", ["heap 60 60", *(f"new o{at} 15" for at in range(10)), "collect"])
    case("edges/no-commands", ["heap 1 1"])
    case("edges/never-made", ["heap 10 10", "link a b", "unlink a b", "hold a", "drop a", "collect", "new a 2", "link a b", "link b a", "unlink b b", "hold b"])
    case("edges/bulky-border", ["heap 100 100", f"new a {m}", f"new b {m + 1}", f"new c {m - 1}", f"new d {m + 1}", "drop b", f"new e {m + 1}"])
    case("edges/fits-exactly", ["heap 10 6", "new a 3", "new b 3", "new c 3", "new d 1", "new e 3", "new f 3", "new g 3", "new h 3", "new i 1"])
    case("edges/loops", ["heap 30 30", "new a 10", "new b 10", "link a b", "link b a", "link a a", "drop a", "drop b", "new c 10", "new d 10", "link a b", "link d c", "link c d", "drop c", "drop d", "collect", "hold c"])
    case("edges/old-keeps-young", [
        "heap 30 100", "new a 10", "new b 10", "new c 10", "new d 5", "new e 10", "drop b", "drop c", "new f 9", "link a f", "drop f", "drop a", "new g 9", "new h 9", "new i 9", "drop g", "collect", "new j 9",
        "link a f", "new k 9",
    ])
    case("edges/dead-old-keeps-young", [
        "heap 20 90", "new big 50", "new a 8", "link big a", "drop a", "drop big", "new b 8", "drop b", "new c 8", "drop c", "new d 8", "drop d", "new e 8", "collect", "hold a", "new f 8",
    ])
    case("edges/moved-in-order", ["heap 30 15", "new a 10", "new b 4", "new c 9", "new d 7", "new e 7", "new f 7", "drop c", "new g 7", "new h 7", "collect", "new i 7"])
    case("edges/stays-when-old-is-full", ["heap 20 7", "new a 8", "new b 8", "new c 8", "new d 8", "drop a", "new e 6", "new f 8", "drop b", "new g 8", "new h 4", "new i 8"])
    case("edges/room-after-full", ["heap 20 50", "new a 50", "drop a", "new b 8", "new c 8", "new d 8", "new e 45", "drop b", "new f 45", "drop c", "new g 8", "drop d", "new h 8"])
    case("edges/young-after-full", ["heap 20 20", "new x 20", "new a 8", "new b 8", "link x a", "link x b", "drop a", "drop b", "drop x", "new c 8", "new d 20", "new e 21"])
    case("edges/no-room", ["heap 10 10", "new a 10", "new b 4", "new c 4", "new d 4", "link d a", "new e 11", "new f 2", "new g 1", "drop a", "new h 10"])
    case("edges/named-while-dead", ["heap 10 10", "new a 4", "drop a", "hold a", "new b 4", "drop a", "link b a", "new c 4", "unlink b a", "hold a", "new d 4", "unlink b a", "new e 4", "link b a", "link a b", "drop b", "new f 4"])
    case("edges/twice-the-same", ["heap 10 10", "new a 4", "new b 4", "link a b", "link a b", "unlink a b", "drop b", "drop b", "unlink a b", "new c 4", "hold a", "hold a", "drop a", "new d 4", "new e 4"])
    case("edges/largest", ["heap 1000000 1000000", f"new a {m}0001", f"new b {m}0000", f"new c {m}0000", f"new d {m}0001", "drop a", "drop d", f"new e {m}0000", "new f 1000000", "new g 1000000"])
    case("edges/ages", ["heap 12 50", "new a 4", "new b 4", "new c 4", "new d 4", "drop c", "new e 4", "new f 4", "drop d", "drop e", "new g 4", "new h 4", "new i 4", "collect", "collect", "new j 4"])
    head = [
        "new o1 10", "new o2 10", "link o1 o2", "link o2 o1", "drop o1", "drop o2", *(line for at in range(3, 14) for line in (f"new o{at} {m}", f"drop o{at}")), "hold o1",
        f"new o14 {m + 1}", "new o15 20", "link o14 o15", "drop o15", "drop o14", *(line for at in range(16, 24) for line in (f"new o{at} {m - 5}", f"drop o{at}")), "hold o15",
        "unlink o14 o15", "drop o15", "collect",
    ]
    case("large/small-objects", ["heap 100 400", *head, *commands(rng, 1250, 100, [1, 2, 5, 8, 13], 23)])
    case("large/all-sizes", ["heap 100 600", *head, *commands(rng, 1250, 100, [1, 10, 20, m - 1, m, m + 1, 120], 23, 0.1)])
    case("large/little-room", ["heap 100 90", *head, *commands(rng, 1200, 100, [5, 10, 15, 25, m], 23, 0.1)])


main()
