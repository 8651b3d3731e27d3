import json
import random
import sys

TURN = 37
NAMES = ["ann", "bob", "cyd", "dan", "eve", "fay", "gus", "hal", "ida", "jon"]


def text(lines):
    """The lines between the strokes."""
    return "".join(line + "\n" for line in lines.split(" / "))


def span(rng, most, longest):
    begin = rng.choice([rng.randrange(most), rng.randrange(most // TURN + 1) * TURN])
    return begin, min(100000, begin + rng.randrange(1, longest + 1))


def rota(rng, members, lines, most, longest, shown):
    names = rng.sample(NAMES, members)
    out = []
    for _ in range(lines):
        a, b = span(rng, most, longest)
        out.append(f"{rng.choice(['absent', 'absent', 'standin'])} {rng.choice(names)} {a} {b}")
    while shown > 0:
        a, b = span(rng, most, min(longest * 2, shown))
        shown -= b - a
        out.append(f"show {a} {b}")
    rng.shuffle(out)
    return "".join(line + "\n" for line in [" ".join(names), *out])


def cases(seed):
    rng = random.Random(seed)
    t = TURN
    yield "basics/turns", text(f"ann bob cyd / show 0 {3 * t + 5} / show {t - 2} {t + 2}"), True
    yield "basics/a-stand-in", text("ann bob / show 0 30 / standin bob 10 20 / absent ann 25 28"), True
    yield "basics/absence", text(f"ann bob cyd / absent bob {t} {t + 9} / show {t - 1} {t + 12} / absent ann 3 5 / show 0 9"), False
    yield "basics/stand-in-over-turns", text(f"ann bob cyd / standin cyd {t - 5} {t + 5} / show 0 {2 * t}"), False
    yield "basics/round-again", text(f"ann bob / show {4 * t - 1} {4 * t + 1} / show {5 * t} {6 * t + 1}"), False
    yield "edges/no-question", text("ann bob / absent ann 0 5"), False
    yield "edges/no-lines", text("ann"), False
    yield "edges/alone", text(f"ann / show 0 {4 * t} / absent ann 5 6 / show 0 10 / show 5 6 / show 4 5"), False
    yield "edges/one-hour", text(f"ann bob / show {t - 1} {t} / show {t} {t + 1} / show 0 1 / show {2 * t - 1} {2 * t + 1}"), False
    yield "edges/later-stand-in-wins", text("ann bob cyd / standin bob 5 15 / standin cyd 8 12 / show 0 20 / standin ann 10 11"), False
    yield "edges/stand-in-absent", text("ann bob cyd / standin bob 0 20 / standin cyd 5 15 / absent cyd 8 10 / absent bob 9 12 / show 0 22 / absent ann 9 10"), False
    yield "edges/nobody", text("ann bob / absent ann 0 20 / absent bob 10 30 / show 0 40 / standin bob 5 15"), False
    yield "edges/next-in-order", text(f"ann bob cyd dan / absent cyd {2 * t} {3 * t} / absent dan {2 * t + 3} {2 * t + 9} / absent ann {2 * t + 5} {2 * t + 7} / show {2 * t - 1} {3 * t + 2}"), False
    yield "edges/last-to-first", text(f"ann bob cyd / absent cyd {2 * t} {2 * t + 4} / absent ann {2 * t + 2} {2 * t + 3} / show {2 * t} {2 * t + 6}"), False
    yield "edges/joined-runs", text(f"ann bob / absent bob {t} {t + 3} / show {t - 3} {t + 5} / standin ann 0 3 / standin ann {t + 3} {t + 4}"), False
    yield "edges/far", text(f"ann bob cyd / show 99990 100000 / absent ann 99995 100000 / standin bob 99999 100000"), False
    yield "edges/overlapping-absences", text("ann bob / absent ann 2 9 / absent ann 5 12 / absent ann 5 7 / show 0 14"), False
    yield "large/many-changes", rota(rng, 10, 250, 3000, 60, 2000), False
    yield "large/few-members", rota(rng, 3, 200, 2000, 80, 1900), False
    yield "large/one-question", text("ann bob cyd dan / " + "".join(f"standin {rng.choice(NAMES[:4])} {h} {h + 9} / " for h in range(0, 1900, 40)) + "show 3 1990"), False


def small(rng):
    return rota(rng, rng.randrange(1, 5), rng.randrange(7), 90, rng.choice([5, 40]), rng.choice([1, 30, 90]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
