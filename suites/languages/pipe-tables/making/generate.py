import json
import random
import sys

WIDEST = 37

TEXTS = ["name", "a", "", "x y", "Total", "12", "-3", "0.50", "7.", "1e5", "+2", "ab\\|c", "\\|", "\\\\|".replace("|", "\\|"), "--", ":", "back\\", "5", "100", "-", "3.5.1", "."]
NUMBERS = ["1", "22", "-333", "4.25", "0", "-0.5", "", "12345"]
WORDS = ["red", "green", "blue", "x", "a b", "some text", "1a"]
RULERS = ["-", "---", ":-", "-:", ":-:", "-----", ":---", "--:", ":--:"]


def row(rng, cells):
    text = rng.choice(["|", "|", "| ", "  |"]) + rng.choice([" | ", "|", " |"]).join(cells)
    return text + rng.choice(["|", " |", " |", " ", "", "||", "| |"])


def block(rng, lines, odd):
    count = rng.choice([1, 2, 2, 3, 4])
    kinds = [rng.choice([TEXTS, NUMBERS, WORDS, WORDS + ["w" * (WIDEST - 1), "w" * WIDEST, "w" * (WIDEST + 1)]]) for _ in range(count)]
    out = []
    for at in range(lines):
        cells = [rng.choice(kind) for kind in kinds]
        if at == 0:
            cells = [rng.choice(WORDS + TEXTS) for _ in kinds]
        if at == 1:
            cells = [rng.choice(RULERS) for _ in kinds]
            if rng.random() < odd:
                cells[rng.randrange(count)] = rng.choice(["", ":", "a", "- -", "::-", "-:-", "=="])
        luck = rng.random()
        if luck < odd / 3 and at != 1:
            cells.append(rng.choice(["", "", "", "x"]))
        elif luck < odd:
            cells.pop()
        out.append(row(rng, cells) if cells else "|")
    return out


def paper(rng, blocks, most, odd=0.1):
    out = []
    for _ in range(blocks):
        out += block(rng, rng.randrange(1, most + 1), odd)
        out += rng.choice([[""], ["some text"], ["  \\| text"], ["a | b"], ["", "", " "]])
    return "".join(line[:200] + "\n" for line in out)


def calm(rng, blocks, rows):
    out = []
    for _ in range(blocks):
        out += ["| Name | Count | Note |", rng.choice(["|---|---|---|", "|:-|-:|:-:|", "| - | - | - |"])]
        for _ in range(rows):
            out.append(f"| {rng.choice(WORDS)} | {rng.randrange(2000)} | {rng.choice(WORDS)}|")
        out.append("")
    return "".join(line + "\n" for line in out)


def always():
    """Tables that show every flaw."""
    wide = "w" * (WIDEST + 1)
    return f"|a\\|b|n|w|\n|-|-|-|\n|c|1||\n|d||{wide}|\n\n|a|\n|-|\n|b|c|\n"


def cases(seed):
    rng = random.Random(seed)
    yield "basics/simple", "Prices:\n|Item|Price|Left|\n|---|---|:-:|\n|Tea|3.50|yes|\n|Bread roll|12|no|\n\nNo table:\n| a |\n| b |\n", True
    yield "basics/sides", "| a | b | c | d |\n|:-|-:|:-:|-|\n| one | two | three | four |\n| six | seven | eight | nine |\n| x | y | z | w |\n| xx | yy | zz | ww |\n", True
    yield "basics/numbers", "|year|sum|code|\n|-|-|-|\n|2001|-4.75|a1|\n|12|1000|7|\n|1|0.5|12|\n", False
    yield "basics/text-only", "no table here\n\n  at all\n", False
    yield "basics/two-tables", "|a|\n|-|\n|1|\ntext\n|long title|\n|:-:|\n|b|\n", False
    yield "edges/nothing", "", False
    yield "edges/one-line", "|\n\n|a|b|\n\n|---|\n\n|\n|\n\n||\n||\n", False
    yield "edges/only-titles", "|a|bcde|\n|-|-:|\n\n||\n|-|\n\n|\n|-\n", False
    yield "edges/no-ruler", "|-|-|\n|a|b|\n|-|-|\n\n|a|b|\n|-||\n|c|d|\n\n|a|\n|::|\n\n|a|\n|:|\n\n|a|\n|:-:-|\n\n|a|\n|- -|\n\n|a|\n|\n\n|a|\n|=|\n\n|a|\n|-a|\n\n|a|\n|-:a|\n", False
    yield "edges/bars-in-cells", "|a\\|b|c|\n|-|-|\n|\\||d\\|\n|e\\\\|f|\n| \\|\\| |\\\n|g\\ |h|\n", False
    yield "edges/ends", "|a|b\n|-|-|\n|c|d|\n|e|\n|f||\n|g| |\n|h||\n|i | \n||j|\n  |k|l|  \n||\n|\n", False
    yield "edges/beyond", "|a|b|||\n|-|-|\n|c|d|| |\n|e|f| | | |\n\n|a|\n|-|\n|b|c|\n\n|a||x|\n|-|\n|b|\n\n|a|\n|-|\n|b||c|\n", False
    yield "edges/empty-and-numbers", "|n|m|e|k|\n|-|-|-|-|\n|1|||a|\n||-|| |\n|22|3||7|\n", False
    yield "edges/no-numbers", "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n|1.|.5|-|--1|1.2.3|1e3|+4| 1 2 |\n|1|1|1|1|1|1|1|1|\n", False
    yield "edges/numbers", "|a|b|c|1|e|\n|-|:-|:-:|-|-:|\n|-0.0|1|1|x|1|\n|007|22|22|y|x|\n|12345|4444|55555|z|y|\n", False
    widths = "".join(f"|{'w' * n}|{'v' * (n - 2)}|{9 * 10 ** n}|\n" for n in (WIDEST - 2, WIDEST - 1, WIDEST, WIDEST + 1, WIDEST + 9))
    yield "edges/wide", "|a|b|n|\n|:-:|-:|-|\n" + widths + f"\n|{'t' * (WIDEST + 2)}|\n|-|\n|a|\n|bbbb|\n\n|{'t' * (WIDEST + 1)}|\n|:-:|\n", False
    yield "edges/middle", "|abcdefgh|\n|:-:|\n" + "".join(f"|{'m' * n}|\n" for n in range(9)), False
    yield "edges/least-width", "|a|b|c|d|\n|-|:-|-:|:-:|\n|x|y|z|w|\n|xx|yy|zz|ww|\n||||\n\n|1|\n|-|\n|2|\n", False
    yield "edges/long-ruler", "|a|b|\n|----------|:--------:|\n|1|22|\n", False
    yield "edges/between-text", "a|b\n|a|\n|-|\nc|d\n \\|e\n  |f|\n | - |\n  | |\n\n    text  \n   \n", False
    yield "large/mixed", paper(rng, 60, 9) + always(), False
    yield "large/long-tables", calm(rng, 3, 120) + always(), False
    yield "large/small-tables", paper(rng, 120, 4, odd=0.05) + always(), False


def small(rng):
    return paper(rng, rng.randrange(4), 5, odd=rng.choice([0.02, 0.1, 0.5]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
