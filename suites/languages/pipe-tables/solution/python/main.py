import itertools
import re
import sys

WIDEST = 37
NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
RULER = re.compile(r"(:?)-+(:?)")


def cells_of(line):
    cells = re.split(r"(?<!\\)\|", line.strip(" ")[1:])
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return [cell.strip(" ") for cell in cells]


def column(cells, before, behind):
    """The printed cells of a column, its ruler as the second; `before` and `behind` are the colons of the ruler."""
    values = [cell for cell in cells[1:] if cell]
    if not before and values and all(map(NUMBER.fullmatch, values)):
        behind = ":"
    width = max(3, max((len(cell) for cell in cells if len(cell) <= WIDEST), default=0))
    printed = []
    for cell in cells:
        spare = max(0, width - len(cell))
        left = spare // 2 if before and behind else spare if behind else 0
        printed.append(" " * left + cell + " " * (spare - left))
    ruler = before + "-" * (width - len(before + behind)) + behind
    return [printed[0], ruler, *printed[1:]]


def table(block):
    """The printed lines of a block, or None where it is no table."""
    rows = [cells_of(line) for line in block]
    marks = [RULER.fullmatch(cell) for cell in rows.pop(1)] if len(rows) > 1 else [None]
    if None in marks or any(any(row[len(marks) :]) for row in rows):
        return None
    rows = [row + [""] * len(marks) for row in rows]
    columns = [column([row[at] for row in rows], mark[1], mark[2]) for at, mark in enumerate(marks)]
    return [f"| {' | '.join(cells)} |" for cells in zip(*columns)]


lines = sys.stdin.read().split("\n")[:-1]
aligned = kept = 0
for is_block, group in itertools.groupby(lines, key=lambda line: line.lstrip(" ").startswith("|")):
    block = list(group)
    if is_block:
        printed = table(block)
        aligned += printed is not None
        kept += printed is None
        block = printed or block
    for line in block:
        print(line)
print("aligned", aligned, "kept", kept)
