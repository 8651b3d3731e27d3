import json
import random
import sys

MOST = 7


def case(name, table, questions, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in [*table, "---", *questions])}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def table(rng, count, columns, words, largest, full=0.8):
    lines = []
    for _ in range(count):
        fields = []
        for column in columns:
            if rng.random() < full:
                number = rng.random() < (0.1 if column in ("city", "kind") else 0.9)
                fields.append(f"{column}={rng.randrange(-largest, largest + 1) if number else rng.choice(words)}")
        rng.shuffle(fields)
        lines.append(" ".join(fields or [f"{columns[0]}={rng.choice(words)}"]))
    return lines


def question(rng, columns, words, largest):
    columns, steps, grouped = list(columns), [], False
    for _ in range(rng.choice([1, 1, 2, 2, 3, 4])):
        kind = rng.choice(["where", "where", "sort", "sort", "top", "only", "group"])
        column = rng.choice(columns)
        if kind == "where":
            value = rng.choice(words) if column in ("city", "kind") or rng.random() < 0.1 else rng.randrange(-largest, largest + 1)
            steps.append(f"where {column} {rng.choice(['=', '!=', '<', '>'])} {value}")
        elif kind == "sort":
            steps.append(f"sort {column}" + (" down" if rng.random() < 0.5 else ""))
        elif kind == "top":
            steps.append(f"top {column} {rng.choice([1, 2, 3, 10])}")
        elif kind == "only":
            some = rng.sample(columns, rng.randrange(1, len(columns) + 1))
            steps.append("only " + " ".join(some))
        elif not grouped:
            grouped = True
            steps.append(f"group {column} {rng.choice(columns)}")
            columns = [column, "count", "sum", "peak"]
    return " | ".join(steps or ["sort x"])


COLUMNS = ["city", "kind", "price", "x"]
WORDS = ["oak", "elm", "a", "oslo", "b"]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            largest = rng.choice([1, 3, 12])
            lines = table(rng, rng.randrange(12), COLUMNS, WORDS[:3], largest, rng.choice([0.5, 0.9]))
            asked = [question(rng, COLUMNS, WORDS[:3], largest) for _ in range(rng.randrange(5))]
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "---", *asked])}))
        return
    shop = [
        "city=oslo price=30 item=lamp", "city=rome price=12 item=cup", "price=45 city=oslo item=desk", "item=pen price=2", "city=bern item=map price=free",
    ]
    case("basics/shop", shop, [
        "where price > 10 | sort price down", "group city price | sort sum down", "only item price | top price 2", "where city != oslo",
    ], True)
    numbers = [f"n={at * 37 % 11} id=r{'abcdefghijkl'[at]}" for at in range(12)]
    case("basics/numbers", numbers, ["sort n", "where n < 4", "where n = 0", "top n 3", "sort n down | only id", "where n > 100"])
    case("basics/words", ["w=pear", "w=apple", "w=fig", "w=apple"], ["sort w", "sort w down", "where w > b", "where w = apple", "group w w", "where w < apple"])
    case("basics/groups", [f"k={'aabbbc'[at]} v={at}" for at in range(6)], ["group k v", "group k v | where count > 1 | only peak k", "group v v | top sum 2", "where v > 1 | group k k"])
    case("edges/no-records", [], ["sort a", "group a b", "top a 5", "only a", "where a = b"])
    case("edges/no-questions", ["a=1"], [])
    mixed = ["v=3 i=a", "v=x i=b", "i=c", "v=-5 i=d", "v=b i=e", "v=3 i=f", "i=g w=1", "v=0 i=h"]
    case("edges/mixed-values", mixed, ["sort v", "sort v down", "where v != 3", "where v != x", "where v > a", "where v < 1", "top v 2", "top v 3", "group v v", "group v i"])
    case("edges/ties", [f"a={at % 3} b={at}" for at in range(7)], ["sort a", "sort a down", "top a 1", "top a 3", "top a 6", "sort b down | sort a", "sort a | sort b down"])
    case("edges/missing-column", ["a=1 b=2", "b=3", "c=4 a=0"], ["only z", "only c a", "only a b c", "only b", "sort z", "sort z down", "top z 1", "where z != 1", "group z a", "group a z"])
    case("edges/how-many", [f"n={at}" for at in range(MOST + 1)], ["sort n down", f"where n < {MOST}", f"where n > 0", "where n != 3 | sort n", "top n 1000"])
    case("edges/peak-missing", ["k=a v=x", "k=a", "k=b v=-4", "k=b v=-9", "k=1 v=0", "k=1"], ["group k v", "group k v | sort peak", "group k v | sort peak down", "group k v | top peak 1", "group k v | only peak"])
    case("edges/number-groups", ["k=10 v=1", "k=9 v=1", "k=10 v=5", "k=-1 v=2"], ["group k v | sort k", "group k k", "group k v | where k > 9", "group v k | sort sum"])
    case("edges/large-numbers", ["a=1000000000 b=x"] * 4 + ["a=-1000000000 b=y"], ["group b a", "sort a", "where a < 0 | only b a b".replace(" b a b", " b a"), "top a 1"])
    columns = ["city", "kind", "price", "x", "y", "z"]
    words = ["oslo", "rome", "bern", "kiel", "bonn", "wien", "graz"]
    case("large/sales", table(rng, 400, columns, words, 50), [question(rng, columns, words, 50) for _ in range(60)])
    case("large/few-values", table(rng, 300, columns[:4], words[:3], 4, 0.6), [question(rng, columns[:4], words[:3], 4) for _ in range(60)])
    case("large/big-numbers", table(rng, 200, columns[:5], words, 1000000000), [question(rng, columns[:5], words, 1000000000) for _ in range(40)])


main()
