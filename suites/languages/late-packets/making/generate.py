import json
import random
import sys

MOST = 7


def case(name, window, packets, shown=False):
    row = {"id": name, "stdin": text(window, packets)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def text(window, packets):
    return f"window {window}\n" + "".join(f"packet {first} {length}\n" for first, length in packets)


def in_order(rng, count, size):
    """Packets of one size without an overlap, some of which change places with the next."""
    packets = [(at * size, size) for at in range(count)]
    for at in range(1, count, 2):
        if rng.random() < 0.5:
            packets[at - 1], packets[at] = packets[at], packets[at - 1]
    return packets


def wild(rng, count, window, largest):
    """Overlapping packets around an edge that moves slowly."""
    packets, edge = [], 0
    for _ in range(count):
        first = edge if rng.random() < 0.06 else max(0, edge + rng.randrange(-largest, window + largest))
        length = rng.randrange(1, largest + 1)
        if first <= edge:
            edge = max(edge, first + length)
        packets.append((first, length))
    return packets


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            window = rng.choice([1, 2, 5, 30, 60])
            print(json.dumps({"stdin": text(window, wild(rng, rng.randrange(30), window, rng.choice([1, 2, 6])))}))
        return
    case("basics/one-late", 1000, [(0, 100), (200, 100), (300, 50), (100, 100), (500, 100), (350, 150)], True)
    case("basics/in-order", 500, [(0, 10), (10, 10), (20, 480), (500, 1)])
    case("basics/twice", 500, [(0, 100), (0, 100), (200, 100), (200, 100), (220, 30), (50, 50)])
    case("basics/two-islands", 500, [(100, 50), (300, 50), (200, 50), (0, 50), (50, 50), (250, 50), (150, 50), (360, 1)])
    case("basics/swapped", 4000, in_order(rng, 30, 100))
    case("edges/no-packets", 5, [])
    case("edges/window-cuts", 100, [(90, 30), (100, 30), (99, 5), (0, 90), (100, 90), (190, 10), (189, 2), (100, 100000), (290, 1), (289, 1)])
    case("edges/far-away", 1000000, [(1000000000, 100000), (999999, 1), (1000000, 1), (950000, 100000)])
    case("edges/window-of-one", 1, [(1, 1), (0, 9), (0, 1), (1, 5), (3, 1), (2, 2), (0, 4)])
    case("edges/touching", 100, [(10, 5), (15, 5), (21, 4), (5, 5), (20, 1), (30, 1), (32, 1), (31, 1), (0, 5), (25, 5)])
    case("edges/overlapping", 100, [(10, 10), (15, 10), (5, 8), (40, 10), (30, 30), (20, 15), (12, 3), (3, 60), (0, 2), (1, 3)])
    case("edges/partly-new", 100, [(0, 10), (5, 10), (20, 10), (25, 10), (15, 20), (15, 5), (0, 40), (39, 1), (38, 3)])
    singles = [(2 * at, 1) for at in range(MOST + 3, 0, -1)]
    case("edges/many-islands", 100, [*singles, *((2 * at + 1, 1) for at in range(1, 5)), (0, 3), (11, 1), (0, 20)])
    case("edges/just-all-islands", 100, [*((4 * at + 1, 2) for at in range(MOST)), (90, 1), (3, 2), (0, 1)])
    case("large/in-order", 1000000, in_order(rng, 700, 1000))
    overlaps = [(2000 + 10 * at, 15) for at in range(300)]
    case("large/overlaps", 100000, [*in_order(rng, 20, 100), *overlaps[::-1], (0, 100), *overlaps])
    case("large/wild", 900, [*wild(rng, 600, 900, 40), (999999999, 1)])
    every = [(2 * at + 1, 1) for at in range(190)]
    rng.shuffle(every)
    gaps = [(2 * at, 1) for at in range(190)]
    rng.shuffle(gaps)
    case("large/every-other", 5000, every + gaps)


main()
