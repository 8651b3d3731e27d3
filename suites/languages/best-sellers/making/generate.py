import json
import random
import sys

LEAST = 25


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def records(rng, count, branches, products, largest, returns=0.3):
    lines = []
    for _ in range(count):
        kind = "returned" if rng.random() < returns else "sold"
        lines.append(f"{kind} {rng.choice(branches)} {rng.choice(products)} {rng.randrange(1, largest + 1)}")
    return lines


def name(rng):
    return "".join(rng.choice("abcde") for _ in range(rng.randrange(2, 8)))


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            branches = ["rome", "oslo", "bern", "a"][: rng.randrange(1, 5)]
            lines = records(rng, rng.randrange(14), branches, ["tea", "ink", "jam"], rng.choice([3, LEAST, 2 * LEAST]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/three", [
        "sold oslo tea 20", "sold rome ink 90", "returned oslo tea 4", "sold oslo ink 30", "sold rome tea 7", "returned rome jam 2",
        "sold bern tea 3", "sold oslo tea 14",
    ], True)
    case("basics/one", ["sold a x 500", "sold a y 600", "sold a z 700"])
    case("basics/small-branches", ["sold a x 1", "sold b x 2", "sold c x 1000", "sold b y 3"])
    case("basics/returns", ["returned kiel cup 40", "sold kiel cup 100", "sold kiel pot 80", "returned kiel cup 1", "sold bonn cup 55"])
    case("edges/empty", [])
    case("edges/least-total", [f"sold a x {LEAST}", f"sold b x {LEAST - 1}", f"sold c x {LEAST + 1}", f"sold d x {LEAST - 1}", "sold d y 1"])
    case("edges/balance-of-nothing", ["sold a x 50", "returned a x 50", "sold a y 40", "returned b z 9", "sold c q 30", "returned c q 29"])
    case("edges/negative-apart", ["sold a x 60", "returned a y 500", "sold b x 70", "returned b z 70"])
    case("edges/equal-totals", ["sold c x 40", "sold a x 40", "sold b x 39", "sold b y 1", "sold aa x 40", "sold d y 41"])
    case("edges/equal-products", ["sold a tea 30", "sold a ink 30", "sold a jam 29", "sold b tea 9", "sold b teapot 50", "sold b tea 41"])
    case("edges/return-first", ["returned a x 70", "returned a x 30", "sold a x 99", "sold a x 26", "sold a w 10"])
    case("edges/best-by-number", ["sold a p 9", "sold a q 80", "sold a r 700", "sold b p 1000", "sold c p 90000", "sold d p 100"])
    case("edges/all-small", [f"sold b{letter} x {LEAST - 1}" for letter in "abcde"] + ["returned z x 100000"])
    products = sorted({name(rng) for _ in range(40)})
    case("large/mixed", records(rng, 2000, [name(rng) for _ in range(60)], products, 100, 0.3))
    case("large/small-numbers", records(rng, 1300, [name(rng) for _ in range(120)], products[:12], 12, 0.2) + [f"sold zoom x {LEAST}"])
    case("large/big-numbers", records(rng, 700, ["north", "south", "east"], products, 100000, 0.45))


main()
