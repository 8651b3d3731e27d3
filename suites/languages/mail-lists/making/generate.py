import json
import random
import sys

MOST = 23


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def commands(rng, count, lists, people, sends, pool):
    """Random commands; the list `keep` is a member of every list and never dropped, so that none is emptied."""
    lines = [f"put {name} keep" for name in lists]
    for _ in range(count):
        kind = rng.choice(pool)
        if kind in ("put", "drop"):
            lines.append(f"{kind} {rng.choice(lists)} {rng.choice(people + lists)}")
        else:
            lines.append(f"{kind} {rng.choice(people)}")
    at = [rng.randrange(len(lists), len(lines) + 1) for _ in range(sends)]
    for place in sorted(at, reverse=True):
        lines.insert(place, f"send {rng.choice(people)} {rng.choice(lists)}")
    return lines


def small(rng):
    names = ["a", "b", "c", "d", "e", "f"]
    lines = []
    if rng.random() < 0.2:
        lines = [f"put a p{at}" for at in range(MOST + rng.randrange(-1, 2))] + ["put b a"]
    for _ in range(rng.randrange(25)):
        kind = rng.choice(["put"] * 5 + ["send"] * 4 + ["drop"] * 2 + ["silent", "silent", "loud"])
        lines.append(f"{kind} {rng.choice(names)}" + (f" {rng.choice(names)}" if kind in ("put", "drop", "send") else ""))
    return "".join(line + "\n" for line in lines)


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": small(rng)}))
        return
    case("basics/lists-in-lists", [
        "put all sales", "put all ann", "put all tech", "put sales bob", "put sales cy", "put tech dan", "put tech bob", "put tech eve",
        "send zoe all", "send ann all", "silent cy", "drop tech dan", "send zoe all", "send zoe ann", "send ann ann",
    ], True)
    case("basics/people", ["send a b", "send a a", "silent b", "send a b", "loud b", "send a b", "loud b", "send b a"])
    case("basics/order", ["put l c", "put l a", "put l m", "put l b", "put m z", "put m b", "put m y", "send q l", "drop l a", "put l a", "put l c", "send q l"])
    case("basics/one-list", ["put l a", "put l b", "put l a", "send a l", "send b l", "send c l", "drop l b", "send a l"])
    case("edges/empty", [])
    case("edges/circles", [
        "put a b", "put b c", "put c a", "put c x", "put a y", "put b z", "send q a", "send q b", "send q c", "put d d", "send q d", "put d w", "send q d",
    ])
    case("edges/silent-lists", [
        "put a b", "put a x", "put b y", "put c b", "put c a", "silent b", "send q a", "send q b", "send q c", "silent b", "loud b", "send q c", "silent c", "send x c",
        "silent x", "loud a", "send q a",
    ])
    case("edges/emptied", ["put a x", "put b a", "put b y", "drop a x", "send q a", "send q b", "drop b z", "drop z q", "send q z", "drop b y", "send q b"])
    case("edges/becomes-a-list", [
        "put l a", "put l b", "put l c", "send q l", "put b x", "put b y", "send q l", "put a l", "send x l", "drop b x", "drop b y", "send q l",
    ])
    case("edges/sender-is-a-list", ["put l a", "put l m", "put m b", "send m l", "send l l", "send l m", "put m l", "send l m", "send m m"])
    many = [f"put l p{at}" for at in range(MOST - 1)]
    case("edges/most-receivers", [
        *many, "send q l", "put l x", "send q l", "put l m", "put m y", "send q l", "send x l", "silent y", "send q l", "drop l m", "put l z", "send q l",
    ])
    case("edges/member-before", ["put l m", "put l a", "put l b", "put m b", "put m n", "put n c", "put n a", "send q l", "send c l", "drop l m", "send q l"])
    people = [f"p{at}" for at in range(160)]
    lists = [f"l{at}" for at in range(50)]
    silent_list = ["put s t", "put s u", "put t v", "send q s", "silent t", "send q s", "put t p1", "send q s"]
    border = [*(f"put big x{at}" for at in range(MOST)), "send q big", "put big y", "send q big", "put l1 big"]
    chain = [line for at in range(400) for line in (f"put c{at} c{at + 1}", f"put c{at} d{at % 20}")]
    case("large/chain", [*chain, *silent_list, *border, *(f"send d{at % 25} c{rng.randrange(401)}" for at in range(40)), "put c400 c0", "send q c399", "silent c30", "send q c20"])
    long_chain = [f"put c{at} c{at + 1}" for at in range(1000)]
    case("large/long-chain", [*long_chain, *border[:-1], *silent_list, "send q c0", "send c1000 c0", "put c1000 d", "put c1000 c999", "put c0 e", "send q c0", "send c500 c0"])
    pool = ["put"] * 8 + ["drop", "silent", "loud"]
    case("large/mixed", silent_list + border + commands(rng, 900, lists, people, 60, pool))
    case("large/few-lists", border + silent_list + commands(rng, 600, lists[:6], people[:40], 70, pool))


main()
