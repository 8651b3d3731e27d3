import json
import random
import sys

LONGEST = 17


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def chain(prefix, length):
    return [f"point {prefix}{at} {prefix}{at + 1}" for at in range(length)]


def commands(rng, count, pages, lifts=0.1, visits=0.4):
    lines = []
    for _ in range(count):
        draw = rng.random()
        page = rng.choice(pages)
        if draw < visits:
            lines.append(f"visit {page}")
        elif draw < visits + lifts:
            lines.append(f"lift {page}")
        else:
            lines.append(f"point {page} {rng.choice(pages)}")
    return lines


def small(rng):
    if rng.random() < 0.3:
        length = LONGEST + rng.randrange(-2, 4)
        lines = chain("p", length)
        if rng.random() < 0.5:
            lines.append(f"point p{length} p{rng.randrange(length + 1)}")
        rng.shuffle(lines)
        return lines + [f"visit p{rng.randrange(4)}" for _ in range(3)]
    pages = ["a", "b", "c", "/d", "e-5"][: rng.randrange(1, 6)]
    return commands(rng, rng.randrange(12), pages)


def main():
    seed = int(sys.argv[1])
    rng = random.Random(seed)
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/shop", [
        "point /old-shop /shop", "point /shop /store", "visit /old-shop", "visit /store", "point /shop /market",
        "visit /old-shop", "lift /shop", "visit /old-shop", "point /market /old-shop", "point /shop /market", "visit /market",
    ], True)
    case("basics/one", ["point a b", "visit a", "visit b"])
    case("basics/replaced", ["point a b", "point a c", "visit a", "point c d", "visit a", "lift a", "visit a", "visit c"])
    case("basics/lifted", ["lift x", "visit x", "point x y", "lift y", "visit x", "lift x", "visit x", "lift x"])
    tree = ["point n1 root", "point n2 root", "point n3 n1", "point n4 n1", "point n5 n2", "point root home"]
    case("basics/tree", tree + [f"visit n{at}" for at in range(1, 6)] + ["point n1 n5", "visit n3", "lift root", "visit n4"])
    case("edges/empty", [])
    case("edges/no-visit", ["point a b", "lift a"])
    case("edges/itself", ["point a a", "visit a", "point b a", "visit b", "point a c", "visit b"])
    case("edges/circle-behind", ["point a b", "point b c", "point c d", "point d c", "visit a", "visit c", "lift d", "visit a"])
    case("edges/longest", chain("p", LONGEST + 1) + ["visit p0", "visit p1", "visit p2", f"visit p{LONGEST + 1}"])
    ring = chain("r", LONGEST - 1) + [f"point r{LONGEST - 1} r0"]
    case("edges/ring-just-seen", [*ring, "visit r0", "visit r5", "point in r0", "visit in", "point r4 r3", "visit in", "visit r6"])
    long_ring = chain("r", LONGEST) + [f"point r{LONGEST} r0"]
    case("edges/ring-too-long", [*long_ring, "visit r0", "visit r3", f"point r{LONGEST} r{LONGEST}", "visit r0", "visit r1"])
    case("edges/never-named", ["visit nowhere", "point a/b-9 12345678901234567890", "visit a/b-9", "visit 12345678901234567890"])
    long = chain("s", 600)
    order = long[:]
    rng.shuffle(order)
    picks = [rng.randrange(601) for _ in range(60)]
    near = [600 - LONGEST - 1, 600 - LONGEST, 600 - LONGEST + 1, 599, 600]
    case("large/chain", order + [f"visit s{at}" for at in picks + near])
    pages = [f"page/{at}" for at in range(300)]
    case("large/random", commands(rng, 2000, pages, 0.05, 0.3))
    few = [f"f{at}" for at in range(40)]
    case("large/few-pages", commands(rng, 1500, few, 0.15, 0.4))


main()
