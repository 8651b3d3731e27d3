import json
import random
import sys

WAY = 17


def paper(rng, lanes, steps, blocks, span, longest, circles):
    names = [f"{rng.choice('abc')}{i}" for i in range(steps)]
    lines = []
    for i, name in enumerate(names):
        some = [names[rng.randrange(max(0, i - 12), i)] for _ in range(rng.choice([0, 1, 1, 2, 3]))] if i else []
        if circles and rng.random() < circles:
            some.append(rng.choice(names))
        after = ",".join(dict.fromkeys(some)) or "-"
        lines.append(f"step {name} {rng.choice([1, WAY, WAY + 1, 10, rng.randrange(1, longest + 1)])} {after}")
    for _ in range(blocks):
        begin = rng.randrange(span)
        lines.append(f"block {rng.randrange(1, lanes + 1)} {begin} {begin + rng.choice([1, WAY, rng.randrange(1, longest + 1)])}")
    rng.shuffle(lines)
    return str(lanes) + "\n" + "".join(line + "\n" for line in lines)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    w = WAY
    yield "basics/two-lanes", text("2 / step cut 30 - / step paint 20 cut / step print 40 - / step pack 10 paint,print"), True
    yield "basics/blocked", text("1 / step a 10 - / step b 5 a / block 1 12 20 / step c 2 -"), True
    yield "basics/one-lane", text("1 / step a 10 - / step b 5 a / step c 7 b / step d 3 a"), False
    yield "basics/side-by-side", text("3 / step a 10 - / step b 20 - / step c 30 - / step d 40 -"), False
    yield "basics/a-circle", text("2 / step a 10 - / step b 5 c / step c 7 b / step d 3 c / step e 4 a"), False
    yield "edges/no-steps", text("2 / block 1 0 5"), False
    yield "edges/nothing", text("5"), False
    yield "edges/names-itself", text("1 / step a 10 a / step b 5 -"), False
    yield "edges/all-in-a-circle", text("1 / step b 10 a / step a 5 c / step c 5 b"), False
    yield "edges/gap-fits-exactly", text("1 / block 1 10 20 / block 1 30 40 / step a 10 - / step b 10 - / step c 11 -"), False
    yield "edges/gap-before-planned", text("2 / step a 50 - / step b 100 a / block 2 60 300 / step c 40 - / step d 30 c / step e 9 -"), False
    yield "edges/way-between-lanes", text(f"2 / step a 30 - / step b {30 - w} - / step c 5 b / step d 60 a / step e 5 a,b"), False
    yield "edges/other-lane-just-as-early", text(f"2 / step a 30 - / block 2 0 {30 + w} / step b 90 a / step c 5 a"), False
    yield "edges/waits-for-own-lane", text("2 / step a 10 - / step b 100 - / step c 10 b / step d 3 c,a / step e 200 -"), False
    yield "edges/weight-first", text("1 / step a 10 - / step b 1 - / step c 50 b / step d 20 -"), False
    yield "edges/weight-ties", text("1 / step c 10 - / step a 10 - / step b 4 - / step d 6 b / step e 6 b"), False
    yield "edges/chain-ties", text("2 / step x 5 - / step z 5 x / step y 5 x / step w 5 - / step v 5 w / step u 1 x"), False
    yield "edges/blocks-overlap", text("2 / block 1 0 10 / block 1 5 20 / block 1 20 21 / block 2 3 50 / block 2 0 3 / step a 5 - / step b 40 a"), False
    yield "edges/block-at-zero", text("1 / block 1 0 1 / step a 5 - / block 1 6 7 / step b 5 a"), False
    yield "edges/named-further-down", text("2 / step z 5 y,x / step y 5 x / step x 5 w / step w 5 -"), False
    yield "edges/long-blocks", text("2 / block 1 0 50000 / block 2 1 50000 / step a 1 - / step b 2 a / step c 500 b"), False
    yield "edges/behind-a-circle", text("1 / step e 1 d / step d 1 a,c / step c 1 - / step a 1 b / step b 1 a / step f 1 c"), False
    yield "large/many", paper(rng, 4, 120, 60, 2500, 90, 0), False
    yield "large/one-lane", paper(rng, 1, 110, 50, 3000, 60, 0), False
    yield "large/short", paper(rng, 5, 120, 170, 600, 20, 0), False
    behind = text("step zd 1 zb / step zc 1 zb / step zb 1 za / step za 1 zb / step ze 1 zd")
    yield "large/circles", paper(rng, 3, 115, 10, 500, 50, 0.02) + behind, False


def small(rng):
    return paper(rng, rng.randrange(1, 4), rng.randrange(7), rng.randrange(5), 60, rng.choice([5, 30]), rng.choice([0, 0, 0.15]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
