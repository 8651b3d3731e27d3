import json
import random
import sys

FAR = 29


def words(rng, few):
    return rng.choice(["", "a", "b", "  c", "-", "+x", "end", "a b"][: 2 + few] if few < 6 else [f"line {rng.randrange(10**6)}"])


def change_of(rng, old, at, context, removed, added, few):
    """A change of `old` that is right where nothing moved; `at` counts from 0."""
    first, last = max(0, at - context), min(len(old), at + removed + context)
    lines = [" " + line for line in old[first:at]]
    lines += ["-" + line for line in old[at : at + removed]]
    lines += ["+" + words(rng, few) for _ in range(added)]
    lines += [" " + line for line in old[at + removed : last]]
    return first + 1, lines


def paper(rng, size, changes, few, edits, spoil, apart=0):
    """Changes with `apart` of 6 and more never share a line."""
    old = [words(rng, few) for _ in range(size)]
    out, at = [], 0
    for i in range(changes):
        at += rng.randrange(0, max(2, 2 * size // (changes + 1)))
        if at >= size:
            break
        removed = rng.choice([0, 1, 1, 2])
        line, lines = change_of(rng, old, at, rng.choice([1, 2, 3, 0 if removed else 1]), min(removed, size - at), rng.choice([0, 1, 1, 2, 3]), few)
        if not any(text[0] != "+" for text in lines):
            continue
        out.append((line, lines))
        at += removed + rng.choice([0, 1, 3]) + apart
    text = list(old)
    for _ in range(edits):
        where = rng.randrange(len(text) + 1)
        if rng.random() < 0.5:
            text[where:where] = [words(rng, few) for _ in range(rng.choice([1, 2, 7, FAR]))]
        elif text:
            del text[where : where + rng.choice([1, 1, 3])]
        if text and rng.random() < spoil:
            text[rng.randrange(len(text))] = "spoilt"
    out.sort(key=lambda change: change[0])
    result = [str(len(text)), *text]
    for line, lines in out:
        result += [f"change {line}", *lines]
    return "".join(line + "\n" for line in result)


def with_tie(paper):
    """Lines more at the top: of the first, one stands as far above the place of its change as below."""
    count, *lines = paper.split("\n")[:-1]
    text, changes = lines[: int(count)], lines[int(count) :]
    top = ["x", "t1", "t2", "t3", "x", "t4", "t5", "t6", "t7"]
    moved = [f"change {int(line.split()[1]) + len(top)}" if line.startswith("change ") else line for line in changes]
    result = [str(len(top + text)), *top, *text, "change 3", "-x", "+y", "change 8", "-t6", "+back", *moved]
    return "".join(line + "\n" for line in result)


def made(text, *changes):
    """A text whose lines stand between strokes, and changes likewise, each behind its LINE."""
    lines = text.split("|") if text else []
    result = [str(len(lines)), *lines]
    for line, body in changes:
        result += ["change " + str(line), *body.split("|")]
    return "".join(line + "\n" for line in result)


def numbered(first, last):
    return "|".join(f"n{i}" for i in range(first, last + 1))


def cases(seed):
    rng = random.Random(seed)
    yield "basics/one-change", made("red|green|blue|white", (2, " green|-blue|+navy|+sky| white")), True
    yield "basics/moved-and-failed", made("new|red|green|blue", (1, "-red|+pink"), (2, "-grey|+black"), (3, "-blue")), True
    yield "basics/two-changes", made("a|b|c|d|e|f", (1, " a|+x|+y| b"), (4, " d|-e| f")), False
    yield "basics/remove-all", made("a|b", (1, "-a|-b")), False
    yield "basics/add-at-ends", made("a|b", (1, "+top| a"), (2, " b|+bottom")), False
    yield "basics/random", paper(rng, 50, 5, 6, 0, 0, apart=6), False
    yield "edges/no-changes", made("a||b"), False
    yield "edges/empty-text", made("", (1, "-a|+b"), (1, " a|+c")), False
    yield "edges/far-down", made(numbered(1, 80), (80 - FAR, "-n80|+x")), False
    yield "edges/too-far-down", made(numbered(1, 80), (79 - FAR, "-n80|+x")), False
    yield "edges/far-up", made(numbered(1, 80), (10 + FAR, "-n10|+x")), False
    yield "edges/too-far-up", made(numbered(1, 80), (11 + FAR, "-n10|+x")), False
    yield "edges/down-before-up", made("x|a|b|c|x", (3, "-x|+y")), False
    yield "edges/nearer-wins", made("x|a|b|c|d|x", (3, "-x|+y"), (6, "-x|+z")), False
    yield "edges/exact-wins", made("x|x|x|x", (3, "-x|+y")), False
    yield "edges/drift-is-kept", made("p|q|r|a|x|b|x|c|x|d", (1, "-a|+A"), (4, "-x|+X|+X"), (6, "-x|+y")), False
    yield "edges/drift-of-failed", made("a|b|c|d|e", (1, "-z|+1|+2"), (3, "-c|+C|+D"), (4, "-d|+E")), False
    yield "edges/not-above-the-last", made("x|k|x|k|m", (3, "-x|+y"), (3, "-x|+z"), (4, "-k|+l"), (4, "-k|+o")), False
    yield "edges/same-line-twice", made("x|x|x|x", (2, "-x|+y"), (2, "-x|+z"), (2, "-x|+w")), False
    yield "edges/added-is-not-touched", made("a|b|c", (1, " a|+x| b"), (2, "-x|+y"), (2, " b|+z"), (3, "-c|+x")), False
    yield "edges/trimmed", made("a|b|c|d|e", (2, " B|-c|+C| d"), (4, " d|-e|+E| f")), True
    yield "edges/trimmed-both-ends", made("a|b|c|d|e", (2, " B|-c|+C| D")), False
    yield "edges/trimmed-once-only", made("a|b|c|d|e", (1, " A| B|-c|+C"), (3, " c| d|-e|+f| y| z")), False
    yield "edges/trimmed-and-moved", made("1|2|a|b|c|d|e|a|k", (2, " B|-c|+C| d"), (5, " q|-e"), (7, "-k|+K")), False
    yield "edges/nothing-left", made("a|b", (1, " x"), (1, " x|+y"), (2, " x|+y| z"), (2, " x| y"), (2, " q| b| z")), False
    yield "edges/only-added-inside", made("a|b|c", (1, " a|+x| B"), (2, " A|+y| c")), False
    yield "edges/plus-at-the-ends", made("a|b|c|d", (1, "+x| A|-b|+y"), (3, "-c| D|+z"), (4, " q|-d| r|+e")), False
    yield "edges/empty-lines", made("||a||b|", (1, " |-|+x"), (3, " a|-|+  "), (6, "-|+")), False
    yield "edges/signs-in-text", made("-a|+b| c|change 1|a", (1, "--a|++a"), (2, " +b|-  c".replace("-  c", "- c")), (4, " change 1|+change 2"), (5, "-a|+-")), False
    yield "edges/past-the-end", made("a|b|c", (100, "-c|+x"), (100000, "-a|+x")), False
    yield "edges/old-longer-than-text", made("a|b", (1, " a| b| c|-d"), (1, " a|-b| c| d")), False
    yield "edges/overlapping-end", made("a|b|a|b", (1, " a|-b|+x| a"), (3, " a|-b|+y"), (4, "-b|+z")), False
    yield "edges/trimmed-drift", made("t|a|b|c|d|c|d", (1, " X|-b|+1|+2|+3"), (3, "-c|+C"), (5, "-c|+D")), False
    yield "edges/both-ends-would-empty", made("a|b|c", (1, " A|+x| B"), (1, " A| b| C")), False
    yield "large/drifted", paper(rng, 900, 60, 7, 60, 0.3), False
    yield "large/few-words", with_tie(paper(rng, 600, 70, 2, 20, 0.1)), False
    yield "large/calm", paper(rng, 1300, 60, 7, 0, 0), False
    yield "large/spoilt", paper(rng, 700, 80, 4, 60, 0.9), False


def small(rng):
    return paper(rng, rng.randrange(1, 12), rng.randrange(1, 5), rng.choice([0, 1, 2, 6]), rng.randrange(4), rng.choice([0, 0.5]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
