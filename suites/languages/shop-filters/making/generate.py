import json
import random
import sys

CHOICES = 6


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def stock(rng, names, shelf, prices, most):
    """Random items; a shelf is a list of all fields that items may have."""
    lines = []
    for name in names:
        fields = rng.sample(shelf, rng.randrange(min(most, len(shelf)) + 1))
        lines.append(" ".join(["item", name, str(rng.choice(prices)), *fields]))
    return lines


def question(rng, shelf, prices, terms, values, strange):
    wanted = {}
    for field in rng.sample(shelf, min(len(shelf), terms * values)):
        key, value = field.split("=")
        if key in wanted or len(wanted) < terms:
            wanted.setdefault(key, []).append(value)
    if rng.random() < strange:
        wanted.setdefault(rng.choice([*wanted, "odd"]), []).append(rng.choice(["zz", "0"]))
    words = [f"{key}={'|'.join(dict.fromkeys(values))}" for key, values in wanted.items()]
    if rng.random() < 0.5:
        low, high = sorted([rng.choice(prices), rng.choice(prices)])
        words.insert(rng.randrange(len(words) + 1), f"price={rng.choice([low, low, ''])}..{rng.choice([high, high, ''])}")
    return " ".join(["ask", *words])


def small(rng):
    shelf = [f"{key}={value}" for key in ("a", "ab", "c") for value in ("u", "v", "w", "x", "y", "z", "t", "s", "r")[: rng.randrange(1, 10)]]
    prices = rng.choice([[5], [1, 2, 3], [0, 10, 1000000]])
    lines = stock(rng, ["k", "m", "b", "h", "a", "c", "d", "e", "f"][: rng.randrange(10)], shelf, prices, rng.choice([2, 8]))
    return lines + [question(rng, shelf, prices, rng.randrange(4), rng.randrange(1, 4), 0.2) for _ in range(rng.randrange(4))]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    shoes = [
        "item runner 9900 colour=red size=m", "item hiker 12000 colour=brown size=l", "item clog 3000 colour=red size=l", "item boot 15000 colour=black size=m",
        "item slipper 1500 colour=blue size=s",
    ]
    case("basics/shoes", [*shoes, "ask", "ask colour=red", "ask size=m|l colour=red"], True)
    case("basics/shoes-by-price", [*shoes, "ask price=3001..", "ask colour=blue|black"])
    case("basics/one-key", ["item a 5 kind=x", "item b 5 kind=y", "item c 4 kind=x", "ask", "ask kind=x", "ask kind=y", "ask kind=x|y"])
    case("basics/two-keys", [*(f"item i{at} {100 - at} kind={'pqr'[at % 3]} form={'st'[at % 2]}" for at in range(12)), "ask kind=p", "ask form=s", "ask kind=q form=t", "ask kind=r|q form=s"])
    case("edges/empty", [])
    case("edges/no-items", ["ask", "ask colour=red price=1..2", "ask price=.."])
    case("edges/no-fields", ["item b 7", "item a 7", "ask", "ask colour=red", "ask price=7..7", "ask price=8.."])
    many = [f"item mm{at} {1000 + at} mmm=v{at % 9}" for at in range(9)] + ["item mmx 1 mmm=v8 nnn=w"]
    case("edges/many-choices", [*many, "ask", "ask mmm=v7", "ask mmm=v6|v7|v8|v1", "ask mmm=nix|v8|v7", "ask nnn=w"])
    for_six = [f"item s{at} {at} k=v{at}" for at in range(CHOICES)]
    case("edges/just-as-many", [*for_six, "ask", "ask k=v0", f"ask k=v{CHOICES - 1}", "ask k=x"])
    case("edges/one-more", [*for_six, f"item t 50 k=v{CHOICES}", "ask", f"ask k=v{CHOICES}", f"ask k=v{CHOICES - 1}", f"ask k=v{CHOICES}|v0|zz"])
    chosen = ["item za 5 zk=a zl=p", "item zb 6 zk=b zl=q", "ask zk=a|c zl=q", "ask zk=b zl=p", "ask zk=c", "ask zk=c zl=none"]
    case("edges/chosen-without-items", chosen)
    prices = ["item pa 10 pk=x", "item pb 20 pk=x", "item pc 30 pk=y", "ask price=10..20", "ask price=11..29", "ask price=..10", "ask price=30..", "ask price=.. pk=x", "ask price=31.. pk=x", "ask price=20..20 pk=y", "ask price=21..19"]
    case("edges/prices", prices)
    several = ["item ga 5 gk=a gk=b gl=p", "item gb 6 gk=b gk=a gl=q gl=p", "item gc 6 gk=c gl=q", "ask gk=a", "ask gk=b|c", "ask gk=a|b gl=p|q", "ask gl=q"]
    case("edges/several-values", several)
    case("edges/equal-prices", [*(f"item {name} 5 k={name}" for name in ("z", "b10", "b9", "b", "a", "0")), "ask", "ask k=z|0|b"])
    case("edges/keys-alone", ["item a 5 x=1", "item b 6 y=2", "item c 7 y=1", "ask x=1", "ask y=2 price=7..", "ask x=1 y=1", "ask w=1", "ask z=1|2 y=2"])
    case("edges/prefixes", ["item a 5 key=v keys=v", "item b 6 key=vv keys=w", "item c 7 ke=v", "ask key=v", "ask keys=v|vv", "ask ke=vv", "ask key=vv|v keys=w"])
    special = [*many, *chosen, *prices, *several]
    special = [line for line in special if line.startswith("item ")] + [line for line in special if line.startswith("ask ")] + ["ask mmm=v6|v7|v8"]
    shelf = [f"{key}={value}" for key in ("brand", "colour", "size", "use") for value in ("red", "blue", "v1", "v2", "v3", "v4", "v5", "v7", "v8", "xl")]

    def shop(count, some, prices, most, questions, terms, values):
        lines = stock(rng, [f"n{at}" for at in range(count)], some, prices, most) + special
        lines += [question(rng, some, prices, rng.randrange(terms + 1), values, 0.1) for _ in range(questions)]
        return [line for line in lines if line.startswith("item ")] + [line for line in lines if not line.startswith("item ")]

    case("large/shop", shop(250, shelf, range(0, 5000, 50), 8, 40, 3, 3))
    case("large/few-fields", shop(270, shelf[:20], range(0, 900, 10), 3, 40, 2, 2))
    case("large/many-terms", shop(200, shelf, range(100, 999), 8, 45, 5, 4))


main()
