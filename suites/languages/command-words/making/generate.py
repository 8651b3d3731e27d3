import json
import random
import sys

MOST = 13

PLAIN = ["run", "copy", "-v", "--all", "a/b.txt", "x=1", "$HOME", "[z]", "*", "a\\b", "\\;x", "\\ ", "tab"]
QUOTED = ["'a b'", '"c d"', "'x;y'", '"it is # here"', "'#'", '"say \\"yes\\""', '"a\\\\b"', "'a\\'", '"it\'s"', "x'y z'w"]
ODD = ["''", '""', "a''", '""\'\'', "a#b", "''#", '"\\n \\t"', '"\\\\\\""', "\\#", "\\\\", "\\'", '\\"', "#", "#x", '"\\\\"', "'\\\\'"]
BREAKS = ["'a b", '"c', "\\", "'", '"', '"\\"', '"\\\\\\"', 'x"y', "z'"]


def line(rng, pieces, most):
    text = ""
    for _ in range(rng.randrange(most + 1)):
        text += rng.choice(pieces) + rng.choice([" ", " ", " ", "", "  ", ";", " ; "])
    return text


def paper(rng, lines, most):
    out = []
    for _ in range(lines):
        pieces = rng.choice([PLAIN, PLAIN + QUOTED, PLAIN + QUOTED + ODD, ODD])
        text = line(rng, pieces, most)
        if rng.random() < 0.15:
            text += rng.choice(BREAKS)
        out.append(text[:200])
    return "\n".join(out) + "\n"


def always():
    """Lines that every large input ends with, so that nothing is left to chance."""
    return "a '' b\na#b c\n\"a\\b\"\nrun a; run 'b\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/words-and-quotes", "copy 'my file.txt' /tmp\necho \"a  b\"; ls -l\n\n# nothing to do\n", True
    yield "basics/pieces-and-breaks", "say it\\'s 'x'\"y\"z\nrm \"old\n", True
    yield "basics/one-word", "start\n", False
    yield "basics/spaces", "   copy   a    b   \n", False
    yield "basics/commands", "a;b ; c;;d\n;\n ; ;e\n", False
    yield "basics/backslashes", "a\\ b c\\;d \\\"e\n", False
    yield "edges/nothing", "", False
    yield "edges/empty-lines", "\n\n   \na\n", False
    yield "edges/empty-words", "''\na '' \"\"\n''''\n''\"\"a\n'';\"\"\n", False
    yield "edges/remarks", "a#b\na #b\n#\n;#x\na;#b;c\n'a'#b\n''#b\n\\#a #b\na\\ #b\n \"#\" # 'no end\n# \\\n", False
    yield "edges/double-quotes", '"a\\b"\n"\\""\n"\\\\"\n"\\\\\\""\n"\\a\\\\b\\\'"\n"a;b #c"\n"\'"\n', False
    yield "edges/single-quotes", "'\\'\n'a\\'b\n'\"'\n' ; # '\n'a\"b'\"c'd\"\n", False
    yield "edges/outside", "\\a\\b\n\\\\\n\\\\\\ a\n\\'\\\"\n a\\  b\n\\;;\\;\n", False
    yield "edges/unfinished", "'\nab 'c\n\"\nab \"c'd'\nab\\\n\\\n\\\\\\\n\"a\\\"\n\"\\\\\" \"\n'a' b'c' d'e\n\"\\\na 'x\\\n", False
    yield "edges/unfinished-behind-commands", "a; b; 'c\na; b\\\n\"a\";\"b\nok\n", False
    crowd = " ".join(["w"] * MOST)
    yield "edges/crowded", f"{crowd}\n{crowd} x\nv {crowd}; a\n{crowd} ''; {crowd}\n{crowd} #x\n" + "a " * 80 + "\n", False
    yield "edges/brackets", "[a] ] [\n'[ ]' \\[\n", False
    yield "large/mixed", paper(rng, 330, 7) + always(), False
    yield "large/long-lines", paper(rng, 120, 30) + always(), False
    yield "large/odd", "".join(paper(rng, 1, 5) for _ in range(330)) + always(), False


def small(rng):
    if rng.random() < 0.5:
        return paper(rng, rng.randrange(5), 5)
    return "\n".join("".join(rng.choice("ab  ;'\"\\#") for _ in range(rng.randrange(14))) for _ in range(4)) + "\n"


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
