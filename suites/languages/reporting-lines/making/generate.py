import json
import random
import sys

MOST = 8


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, names, pool):
    lines = [f"founder {names[0]}"]
    for _ in range(count):
        kind = rng.choice(pool)
        if kind in ("hire", "move", "common"):
            lines.append(f"{kind} {rng.choice(names)} {rng.choice(names)}")
        else:
            lines.append(f"{kind} {rng.choice(names)}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["hire"] * 6 + ["move"] * 3 + ["quit", "quit", "team", "common", "chain"]
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            if rng.random() < 0.3:
                lines = ["founder z", "hire b z", *(f"hire {rng.choice('zb')}{at} {rng.choice('bbz')}" for at in range(2 * MOST))]
                lines += commands(rng, 8, ["z", "b", "z1", "b1", "b2", "z3", "n"], pool)[1:]
            else:
                lines = commands(rng, rng.randrange(30), ["f", "a", "b", "c", "d", "e"], pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    m = MOST
    case("basics/small-firm", [
        "founder eve", "hire bob eve", "hire cy bob", "hire dan cy", "hire flo eve", "team eve", "common dan flo", "common cy bob", "move cy flo",
        "chain dan", "quit flo", "chain dan", "team bob",
    ], True)
    case("basics/alone", ["founder a", "team a", "chain a", "common a a", "hire b a", "team a", "team b", "quit b", "team a", "chain b"])
    case("basics/moved", ["founder a", "hire b a", "hire c b", "hire d c", "hire e a", "move c e", "team b", "team e", "team a", "move c a", "chain d"])
    case("basics/common", ["founder a", "hire b a", "hire c a", "hire d b", "hire e b", "hire f e", "common d f", "common f c", "common e f", "common f f"])
    case("edges/only-the-founder", ["founder solo"])
    case("edges/unknown", ["founder a", "hire b x", "move a x", "move x a", "quit x", "team x", "common a x", "common x a", "chain x", "hire a x", "hire a a"])
    case("edges/refused", [
        "founder a", "hire b a", "hire c b", "hire d c", "move a d", "move b d", "move b b", "move c c", "quit a", "move c a", "move b d", "chain b", "move a a",
    ])
    wide = ["founder a", *(f"hire b{at} a" for at in range(m))]
    case("edges/full", [*wide, "hire c a", "hire b0 a", "team a", "quit b0", "hire c a", "hire d c", "move d a", "move c a", "hire e zz", "move a a", "move zz a"])
    case("edges/move-within-full", [*wide, "move b1 a", "hire x b1", "move x a", "move b2 b1", "move x a", "move x a", "team a"])
    under = [f"hire c{at} b0" for at in range(m)]
    case("edges/quit-full", ["founder a", "hire b0 a", *under, "quit b0", "team a", "hire x c1", "hire y c1", "quit c1", "chain x", "quit c2", "team a"])
    case("edges/quit-just-full", [*wide, "hire x b1", "quit b1", "hire y b2", "hire z b2", "quit b2", "quit y", "quit b2", "chain z", "team a"])
    case("edges/rehired", ["founder a", "hire b a", "hire c b", "quit b", "hire b c", "chain b", "quit c", "chain b", "team a"])
    chain = ["founder p0", *(f"hire p{at + 1} p{at}" for at in range(200))]
    case("large/chain", [*chain, "team p0", "team p150", "common p77 p199", *(f"quit p{rng.randrange(1, 200)}" for _ in range(60)), "team p0", "move p100 p0", "team p0"])
    names = [f"n{at}" for at in range(120)]
    case("large/mixed", commands(rng, 1500 - 1, names, pool))
    group = ["hire big n0", *(f"hire w{at} big" for at in range(m)), "hire x w0", "move big x", "move x big", "move w1 big", "quit w0"]
    group += ["hire y w1", "hire z w1", "quit w1", "move big x", "chain x"]
    teams = commands(rng, 1300, names[:60], ["hire"] * 8 + ["move"] * 5 + ["team"] * 2 + ["common"] * 3 + ["quit"])
    case("large/teams", [teams[0], *group, *teams[1:]])


main()
