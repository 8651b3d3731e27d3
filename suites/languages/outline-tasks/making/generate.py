import json
import random
import sys

STOP = 6
TEXTS = ["a", "milk", "[ ] call", "[x] pay", "[x]", "[ ]", "[X] no", "x [ ] y", "# note", "[x]done", "b c", "1.2 d", "#"]


def outline(rng, lines, odd):
    widths, out = [0], []
    for _ in range(lines):
        kind = rng.random()
        if len(widths) > 9:
            widths = [0]
        elif kind < 0.35 and (odd or out):
            widths.append(widths[-1] + rng.choice([1, 2, 2, 4, STOP]))
        elif kind < 0.6 and len(widths) > 1:
            del widths[rng.randrange(1, len(widths)) :]
        width = widths[-1] + (rng.choice([0, -1, 1]) if odd and rng.random() < 0.3 else 0)
        indent = " " * max(0, width)
        if odd and rng.random() < 0.4:
            indent = "\t" * (max(0, width) // STOP) + " " * (max(0, width) % STOP)
            if rng.random() < 0.3:
                indent = " " * rng.randrange(STOP) + "\t" + indent[1:]
        text = rng.choice(TEXTS if odd else TEXTS[:4])
        if odd:
            text += rng.choice(["", "", "", "", " ", "\t", "\\", " \\"])
            if rng.random() < 0.1:
                out.append(rng.choice(["", "  ", "\t"]))
        out.append((indent + text)[:100])
    return "".join(line + "\n" for line in out)


def cases(seed):
    rng = random.Random(seed)
    t = STOP
    text = lambda *lines: "".join(line + "\n" for line in lines)
    yield "basics/an-outline", text("house", "  [ ] paint", "  kitchen", "    [x] tap", "    [ ] oven", "garden"), True
    yield "basics/ready", text("[ ] trip", "  [x] book", "  [x] pack", "done", " wide", "   wider", "  between"), True
    yield "basics/levels", text("a", " b", "  c", "   d", "  e", " f", "g", " h"), False
    yield "basics/flat", text(*(f"item {i}" for i in range(1, 13))), False
    yield "basics/calm", outline(rng, 25, False), False
    yield "edges/empty", "", False
    yield "edges/nothing-but-notes", text("", "# a", "   ", "\t#", "  # b"), False
    yield "edges/first-is-indented", text("    a", "    b", "      c", "  d", "e", "    f"), False
    yield "edges/tabs", text("a", "\tb", " " * t + "c", " " * (t - 1) + "\td", " " * t + "\te", "\t\tf", " " * (2 * t) + "g", " \th"), False
    yield "edges/tab-behind-spaces", text("a", " \tb", "  \t c", "\t d", " " * (t + 1) + "e", "\t" + " " * t + "f", "\t\tg"), False
    yield "edges/wrong", text("a", "    b", "  c", "    d", "      e", "     f", "   g", "h", " i"), False
    yield "edges/wrong-is-not-before", text("a", "    b", "  c", "    d", "  e", "      f", "   g", "      h"), False
    yield "edges/levels-of-others", text("a", "    b", "c", "  d", "    e", "f", "    g", "      h", "   i", "    j"), False
    yield "edges/joined", text("a \\", "   b\\", "\tc", "d\\", "", "e \\", "# f", "  \\", "  g", "[\\", "  x] h"), False
    yield "edges/joined-numbers", text("a\\", "b", "  c\\", "d\\", "e", " f", "   \\", " ", "  g", " h"), False
    yield "edges/joined-and-wrong", text("a", "    b", "  c\\", "d\\", "e", "    f", "  g"), False
    yield "edges/joined-at-the-end", text("a", "  b \\"), False
    yield "edges/only-backslashes", text("\\", "\\", "a", "\\\\", "\\b", "c\\ ", "\\"), False
    yield "edges/joined-notes", text("# a \\", "b", "c", "\\", "# d", "e"), False
    yield "edges/tasks", text("[x]", "[ ]", " [x]y", " [ ]z", "[X] a", "[] b", "[  ] c", "x [x] d", "[x", " [x]"), False
    yield "edges/ready-or-not", text("[ ] a", " [x] b", "[x] c", " [x] d", "e", " [x] f", "[ ] g", " h", "[ ] i", " j", "  [x] k", " [ ] l", "  [x] m", "[ ] n", " [ ] o", "  [x] p"), False
    yield "edges/counts-of-deep", text("a", " [x] b", "  [ ] c", "   [x] d", "    e", " f", "  g", "   [ ] h", "i"), False
    yield "edges/spaces-at-ends", text("a  ", "  b\t ", "  [x] \t", "  [ ]  c  d  "), False
    yield "edges/tenth-child", text("a", *(" b" for _ in range(11)), "  c"), False
    yield "large/calm", outline(rng, 900, False), False
    yield "large/odd", outline(rng, 900, True), False
    yield "large/deep", text(*(" " * (i % 60) + ("[x] " if i % 7 else "[ ] ") + f"n{i}" for i in range(500))), False


def small(rng):
    return outline(rng, rng.randrange(10), True)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
