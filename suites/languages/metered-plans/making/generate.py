import json
import random
import sys

LEAST = 37


def amount_of_least(price):
    """So many units that their price is about the least charge."""
    return max(1, LEAST * 100 // max(1, price))


def plan(rng, name, way, most):
    tiers = rng.choice([1, 2, 3, 3, 8])
    ends = sorted(rng.sample(range(1, most), tiers - 1))
    lines = [f"{name} {way} {tiers}"]
    for end in [*ends, "-"]:
        lines.append(f"{end} {rng.choice([0, 1, 49, 50, 99, 100, 250, rng.randrange(5000), rng.randrange(1000001)])}")
    return ends, lines


def paper(rng, plans, usages, most=1000000, odd=0.1):
    names = rng.sample([a + b for a in "abcdef" for b in "xyz"] + ["water", "power", "gas"], plans)
    lines, borders = [str(plans)], {}
    for name in names:
        ends, text = plan(rng, name, rng.choice(["sliding", "flat"]), most)
        borders[name] = ends
        lines += text
    for _ in range(usages):
        name = rng.choice(names) if names and rng.random() > odd else "solar"
        units = rng.choice([0, 1, 2, rng.randrange(most), rng.randrange(200)])
        if borders.get(name) and rng.random() < 0.5:
            units = max(0, rng.choice(borders[name]) + rng.choice([-1, 0, 1]))
        lines.append(f"{name} {units}")
    return "\n".join(lines) + "\n"


def calm(rng, usages):
    """Usage within tiers, and prices in whole cents."""
    lines = ["2", "water sliding 3", "100 300", "500 200", "- 100", "power flat 3", "1000 3000", "5000 2500", "- 2000"]
    for _ in range(usages):
        lines.append(f"water {rng.choice([rng.randrange(50, 100), rng.randrange(101, 500), rng.randrange(501, 3000)])}")
        lines.append(f"power {rng.choice([rng.randrange(50, 1000), rng.randrange(1001, 5000), rng.randrange(5001, 9999)])}")
    return "\n".join(lines) + "\n"


def cases(seed):
    rng = random.Random(seed)
    two = "2\nwater sliding 3\n10 2000\n20 1000\n- 500\npower flat 2\n100 3000\n- 2500\n"
    yield "basics/sliding-and-flat", two + "water 25\npower 25\npower 200\n", True
    yield "basics/small-amounts", two + "water 1\nwater 0\nsolar 9\n", True
    yield "basics/first-tier", two + "water 5\npower 60\n", False
    yield "basics/one-tier", "1\ngas sliding 1\n- 12341\ngas 1\ngas 10\ngas 999\n", False
    yield "basics/calm", calm(rng, 10), False
    yield "edges/nothing", "0\n", False
    yield "edges/no-plans", "0\nwater 5\nwater 0\n", False
    yield "edges/no-usage", two, False
    yield "edges/borders", two + "".join(f"water {n}\n" for n in (9, 10, 11, 19, 20, 21)) + "".join(f"power {n}\n" for n in (99, 100, 101)), False
    yield "edges/half-cents", "2\na sliding 2\n100 50\n- 49\nb flat 2\n99 150\n- 151\n" + "".join(f"a {n}\nb {n}\n" for n in (75, 99, 100, 101, 199, 200, 201, 203)), False
    yield "edges/rounded-once", "1\na sliding 4\n101 50\n202 50\n303 50\n- 50\na 303\na 404\na 404000\n", False
    yield "edges/least-charge", f"2\na sliding 1\n- {100 * LEAST - 50}\nb flat 1\n- 100\na 1\nb {LEAST - 1}\nb {LEAST}\nb {LEAST + 1}\nb 1\n" , False
    yield "edges/just-below-least", f"3\na sliding 1\n- {100 * LEAST - 51}\nb sliding 1\n- {100 * LEAST}\nc flat 1\n- {100 * LEAST + 49}\na 1\nb 1\nc 1\n", False
    yield "edges/free", "2\na sliding 2\n10 0\n- 9900\nb flat 2\n10 0\n- 9900\na 0\na 1\na 10\na 11\nb 0\nb 10\nb 11\n", False
    yield "edges/cheaper-by-more", "1\nb flat 3\n10 9000\n20 5000\n- 100\nb 10\nb 11\nb 20\nb 21\nb 400\n", False
    yield "edges/largest", "2\na sliding 2\n1 1000000\n- 1000000\nb flat 1\n- 1000000\na 1000000\nb 1000000\n", False
    yield "edges/known-and-unknown", two + "unknown 5\nwate 5\nwaters 0\nflat 1\nsliding 1\n", False
    yield "edges/zero", two + "water 0\npower 0\n", False
    yield "large/many-plans", paper(rng, 18, 1200, odd=0.05), False
    yield "large/small-usage", paper(rng, 6, 1500, most=300), False
    yield "large/calm", calm(rng, 700), False


def small(rng):
    return paper(rng, rng.randrange(4), rng.randrange(6), most=rng.choice([12, 100, 10000]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
