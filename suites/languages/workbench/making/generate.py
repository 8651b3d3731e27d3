import json
import random
import sys

WAIT = 37


def paper(rng, machines, jobs, span, longest, kinds, ranks, withdrawn):
    lines, names = [], [f"{rng.choice('abcxyz')}{i}" for i in range(jobs)]
    rng.shuffle(names)
    for name in names:
        arrival = rng.randrange(span)
        length = rng.choice([1, WAIT, 5, rng.randrange(1, longest + 1)])
        lines.append(f"job {name} {arrival} {rng.choice(['saw', 'drill', 'mill', 'bend', 'weld'][:kinds])} {min(length, 1000)} {rng.choice(ranks)}")
        if rng.random() < withdrawn:
            lines.append(f"withdraw {name} {max(0, arrival + rng.choice([0, 0, rng.randrange(-5, 3 * longest), rng.randrange(-5, 3 * longest)]))}")
    return str(machines) + "\n" + "".join(line + "\n" for line in lines)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    w = WAIT
    yield "basics/one-machine", text("1 / job a 0 saw 30 5 / job b 10 saw 20 1 / job c 12 drill 10 3"), True
    yield "basics/two-machines", text("2 / job a 0 saw 30 5 / job b 0 drill 20 5 / job c 5 saw 10 1 / job d 6 drill 10 9 / withdraw c 29"), True
    yield "basics/never-waiting", text("3 / job a 0 saw 5 1 / job b 10 saw 5 1 / job c 100 saw 5 1 / job d 200 drill 9 9"), False
    yield "basics/ranks", text("1 / job a 0 saw 20 0 / job b 1 saw 5 3 / job c 2 saw 5 8 / job d 3 saw 5 5"), False
    yield "basics/random", paper(rng, 2, 5, 60, 10, 2, range(100), 0), False
    yield "edges/no-jobs", "4\n", False
    yield "edges/all-withdrawn", text("1 / job a 5 saw 5 5 / withdraw a 5 / job b 7 saw 1 1 / withdraw b 0"), False
    yield "edges/withdrawn-at-start", text("1 / job a 0 saw 10 0 / withdraw a 1 / job b 2 saw 10 0 / withdraw b 10 / job c 3 saw 10 0 / withdraw c 11 / job d 4 saw 5 0 / withdraw d 20"), False
    yield "edges/withdraw-above-job", text("1 / withdraw b 8 / job a 0 saw 10 0 / job b 0 saw 9 0 / job c 9 saw 9 0"), False
    yield "edges/urgency-grows", text(f"1 / job a 0 saw 100 9 / job b 1 saw 10 1 / job c {100 - w + 1} saw 10 2 / job d {100 - w} saw 10 2 / job e 100 saw 1 3"), False
    yield "edges/urgency-just-not", text(f"1 / job a 0 saw {w} 9 / job b 1 saw 10 1 / job c 2 saw 10 2 / job d {w} saw 10 2 / job e 0 saw 10 1"), False
    yield "edges/ties", text("1 / job a 0 saw 10 9 / job d 3 saw 1 5 / job c 2 saw 1 5 / job b 2 saw 1 5 / job e 3 saw 1 5"), False
    yield "edges/tie-by-line", text("1 / job z 0 saw 4 5 / job y 0 saw 4 5 / job a 0 saw 4 5"), False
    yield "edges/equal-urgency-by-arrival", text(f"1 / job a 0 saw {2 * w} 9 / job b {w} saw 1 4 / job c 0 saw 1 3 / job d 1 saw 1 4"), False
    yield "edges/same-kind-first", text("3 / job a 0 saw 5 5 / job b 0 drill 5 5 / job c 6 drill 5 5 / job d 7 mill 5 5 / job e 30 drill 5 5 / job f 30 saw 5 5 / job g 30 bend 5 5"), False
    yield "edges/unused-before-others", text("3 / job a 0 saw 5 5 / job b 10 drill 5 5 / job c 20 mill 5 5 / job d 40 bend 5 5 / job e 80 saw 5 5"), False
    yield "edges/set-up", text("1 / job a 0 saw 1 5 / job b 0 drill 1 4 / job c 0 drill 1 3 / job d 0 saw 1 2 / job e 100 drill 5 5 / job f 100 saw 5 4"), False
    yield "edges/end-and-arrival", text("2 / job a 0 saw 10 1 / job b 0 saw 10 1 / job c 10 saw 5 1 / job d 10 saw 5 2 / job e 9 saw 5 1"), False
    yield "edges/late-order-of-lines", text("2 / job c 500 saw 5 1 / job b 300 saw 5 1 / job a 100 saw 5 1 / withdraw b 300 / withdraw a 300 / withdraw c 499"), False
    yield "edges/longest-times", text("1 / job a 100000 saw 1000 100 / job b 99999 drill 1000 100 / job c 100000 mill 1000 0 / withdraw c 200000"), False
    yield "edges/idle-between", text("2 / job a 50 saw 5 1 / job b 51 drill 5 1 / job c 500 drill 5 1 / job d 501 saw 5 1 / job e 502 mill 5 1"), False
    yield "large/busy", paper(rng, 4, 400, 3000, 60, 4, range(6), 0.2), False
    yield "large/one-machine", paper(rng, 1, 300, 2000, 20, 3, range(20), 0.3), False
    yield "large/all-at-once", paper(rng, 8, 500, 3, 40, 5, range(3), 0.1), False
    yield "large/calm", paper(rng, 5, 350, 6000, 90, 2, range(101), 0.2), False


def small(rng):
    return paper(rng, rng.choice([1, 1, 2, 3]), rng.randrange(8), rng.choice([1, 8, 60]), rng.choice([3, 20, 70]), rng.choice([1, 2, 3]), [0, 0, 1, 2], 0.3)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
