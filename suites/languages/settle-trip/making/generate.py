import json
import random
import sys

SMALL = 29
NAMES = ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jon"] + [f"x{a}{b}" for a in "abcde" for b in "pqrs"]


def paper(rng, members, lines, most, everybody=0.3):
    names = rng.sample(NAMES, members)
    out = [" ".join(names)]
    for _ in range(lines):
        name, cents = rng.choice(names), rng.choice([1, 2, 10, 100, SMALL, rng.randrange(1, most + 1)])
        kind = rng.random()
        if kind < everybody:
            out.append(f"spent {name} {cents}")
        elif kind < 0.8 or members == 1:
            some = rng.sample(names, rng.randrange(1, members + 1))
            out.append(f"spent {name} {cents} " + ",".join(who + rng.choice(["", "", f"*{rng.randrange(1, 10)}"]) for who in some))
        else:
            out.append(f"paid {name} {rng.choice([n for n in names if n != name])} {cents}")
    return "".join(line + "\n" for line in out)


def with_small(paper):
    """Two members more, whose debts are just small and just not."""
    first, rest = paper.split("\n", 1)
    payer = first.split()[0]
    return f"{first} zac zoe\n{rest}spent {payer} {SMALL} zac\nspent {payer} {SMALL - 1} zoe\n"


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    s = SMALL
    yield "basics/three-friends", text("ann bob cyd / spent ann 9000 / spent bob 3000 bob,cyd*2"), True
    yield "basics/paid-back", text("ann bob cyd / spent ann 1000 / paid bob ann 200 / paid cyd ann 333"), True
    yield "basics/two", text("ann bob / spent ann 5000 / spent bob 2000"), False
    yield "basics/chain", text("ann bob cyd dan / spent ann 4000 ann,bob / spent bob 6000 bob,cyd / spent cyd 8000 cyd,dan"), False
    yield "basics/for-others", text("ann bob cyd / spent ann 4200 bob,cyd / spent bob 900 cyd"), False
    yield "edges/alone", text("ann / spent ann 500 / spent ann 7 ann*3"), False
    yield "edges/nothing-spent", text("ann bob cyd"), False
    yield "edges/even", text("ann bob / spent ann 500 / spent bob 500 / paid ann bob 99 / paid bob ann 99"), False
    yield "edges/left-over-after-payer", text("ann bob cyd dan / spent bob 1001 / spent dan 1002 / spent cyd 1003 / spent ann 7"), False
    yield "edges/left-over-among-some", text("ann bob cyd dan eve / spent bob 1001 ann,dan,eve / spent eve 1001 dan,bob,cyd / spent cyd 1001 cyd,ann / spent cyd 101 dan,cyd,bob"), False
    yield "edges/weights", text("ann bob cyd / spent ann 1000 ann*2,bob*3,cyd*2 / spent bob 100 cyd*9,ann / spent cyd 11 ann*4,bob*4"), False
    yield "edges/fewer-cents-than-people", text("ann bob cyd dan / spent bob 1 / spent dan 2 / spent ann 3 ann*9,bob,cyd / spent bob 1 ann,cyd*9 / spent ann 90000 dan"), False
    yield "edges/ties", text("ann bob cyd dan / spent bob 1000 ann / spent dan 1000 cyd / spent bob 500 cyd / spent dan 500 ann"), False
    yield "edges/small-debts", text(f"ann bob cyd dan / spent ann {s} bob / spent ann {s - 1} cyd / spent ann {s + 1} dan"), False
    yield "edges/small-claims", text(f"ann bob cyd dan / spent ann {s - 1} bob / spent cyd {s} bob / spent dan {s + 1} bob"), False
    yield "edges/only-small", text(f"ann bob cyd / spent ann {s - 1} bob / spent ann 1 cyd / paid ann bob 3 / paid bob ann 5"), False
    yield "edges/claims-left", text(f"ann bob cyd dan eve / spent ann {s - 2} bob / spent ann {s - 3} cyd / spent ann 1000 dan / spent eve {s + 10} dan"), False
    yield "edges/small-only-at-first", text("ann bob cyd / spent ann 1000 cyd / spent bob 990 cyd / spent ann 5 bob"), False
    yield "edges/debts-left", text(f"ann bob cyd dan / spent ann {s - 2} bob / spent cyd {s - 3} bob / spent dan 500 bob / spent dan 20 cyd"), False
    yield "edges/pays-one-each", text("ann bob cyd dan / spent ann 1000 / spent bob 1000 / spent cyd 100 dan / spent ann 1 dan"), False
    yield "edges/only-payments", text("ann bob cyd / paid ann bob 500 / paid bob cyd 700 / paid cyd ann 100"), False
    yield "large/thirty", paper(rng, 30, 900, 10000000), False
    yield "large/small-sums", paper(rng, 25, 800, 100), False
    yield "large/few", with_small(paper(rng, 4, 700, 5000, everybody=0)), False


def small(rng):
    return paper(rng, rng.randrange(1, 6), rng.randrange(6), rng.choice([10, 100, 1000]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
