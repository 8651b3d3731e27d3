import sys
import textwrap
from itertools import groupby

width = int(sys.argv.pop(1))


def cut(words):
    for word in words:
        yield [word[i : i + width] for i in range(0, len(word), width)]


def lines_of(words):
    out = []
    for pieces in cut(words):
        if len(pieces) == 1 and out and len(out[-1]) + len(pieces[0]) < width:
            out[-1] = f"{out[-1]} {pieces[0]}"
        else:
            out.extend(pieces)
    return out


blocks = []
for has_words, rows in groupby(sys.stdin.read().splitlines(), key=lambda row: row.strip() != ""):
    if has_words:
        blocks.append("\n".join(lines_of(" ".join(rows).split())))
if blocks:
    print(*blocks, sep="\n\n")
