import json
import random
import sys

LONGEST = 29

WORDS = ["Install", "usage", "API v2", "the", "Setup & run", "FAQ", "notes", "C/C++", "a_b", "Why?", "x", "2", "3"]
ODD = ["#", "# Title#", "#Title", "####### seven", "## ##", "##   ###  ", "# a #", "#  b ## ##", " # c", "# !!!", "### -", "#\ttab".replace("\t", " "), "# a#", "# - x -", "#", "# # d"]


def paper(rng, lines, odd=0.15, levels=(1, 2, 2, 3, 3, 4, 6)):
    out = []
    for _ in range(lines):
        luck = rng.random()
        if luck < odd:
            out.append(rng.choice(ODD))
        elif luck < odd + 0.06:
            out.append("~~~" + rng.choice(["", "~", " sh"]))
        elif luck < 0.85:
            text = " ".join(rng.choice(WORDS) for _ in range(rng.choice([1, 1, 1, 2, 3, 9])))
            out.append("#" * rng.choice(levels) + " " * rng.choice([1, 1, 1, 3]) + text + rng.choice(["", "", "", " #", "  ## ", "-2", " 2"]))
        else:
            out.append(rng.choice(["", "plain text", "~~ no", " ~~~", "see # here"]))
    return "".join(line + "\n" for line in out)


def always():
    cut = "# " + "abcdefghij" * 4
    return f"# Taken\n# Taken 2\n# taken\n{cut[:LONGEST + 1]} tail\n~~~\n# In a sample\n~~~\n#### Deep\n### Less deep\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/guide", "# Guide\nSome text.\n## Install it\n### On Linux\n## Usage: how?\n# Index\n", True
    yield "basics/repeated", "# Notes\n## Setup\n# More\n## Setup\n~~~\n# run it\n~~~\n#no heading\n", True
    yield "basics/flat", "# One\n# Two\n# Three 3\n", False
    yield "basics/levels", "# A\n## B\n### C\n#### D\n##### E\n###### F\n## G\n### H\n# I\n", False
    yield "basics/signs", "# What's new, (v1.2)?\n## --all & more--\n", False
    yield "edges/nothing", "", False
    yield "edges/no-headings", "text\n\n#\n##  \n#no\n####### seven\n # led\n## ##\n### #   \n", False
    yield "edges/closing", "# a #\n# b ##  \n# c#\n# d # #\n# e #f\n#  f   ###\n# # g\n# ## ##\n", False
    yield "edges/skipped-levels", "#### a\n## b\n###### c\n### d\n##### e\n#### f\n# g\n### h\n### i\n## j\n", False
    yield "edges/taken-numbers", "# a\n# a 2\n# a\n# a\n# A-2\n# a 2 2\n# a-3\n# a\n", False
    yield "edges/counts-over-ten", "# Log\n" * 13 + "# log 10\n# log\n", False
    word = "abcdefghij" * 4
    cut = [word[:LONGEST - 1], word[:LONGEST], word[:LONGEST + 1], word[:LONGEST - 1] + " tail", word[:LONGEST] + " tail", word[:LONGEST - 2] + " x", word[:LONGEST - 2] + " xy", word[:LONGEST - 2] + " ?x"]
    yield "edges/long", "".join(f"# {text}\n" for text in cut), False
    yield "edges/nothing-left", "# !\n## ...\n# Section\n# section 2\n# ?\n# -\n", False
    yield "edges/samples", "# a\n~~~ sh\n# b\n~~ # c\n ~~~\n~~~~\n# d\n~~~\n~~~\n# e\n~~~\n# f\n", False
    yield "edges/sample-without-end", "~~~\n# a\n# b\n", False
    yield "edges/case-and-digits", "# HTTP2 API\n# http2-api\n# 007\n# 7\n", False
    yield "edges/spaces-within", "# a    b\n#     c   d    \n", False
    yield "large/mixed", paper(rng, 400) + always(), False
    yield "large/many-alike", "".join("#" * rng.choice([1, 2, 3]) + " " + rng.choice(["Fixed", "Added", "fixed 2", "Added 7"]) + "\n" for _ in range(400)) + "~~~\n" + always() + "~~~\n" + always(), False
    yield "large/short-headings", always() + "".join("#" * rng.choice([1, 2, 3, 4, 5, 6]) + f" Part {rng.randrange(90)}\n" for _ in range(500)), False


def small(rng):
    return paper(rng, rng.randrange(14), odd=rng.choice([0.1, 0.5]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
