import re
import sys

LONGEST = 23
GAP = 2


def shortened(name, most):
    return name if len(name) <= most else name[: most - 1] + "~"


def cell(name, width):
    return name.rjust(width) if re.fullmatch("[0-9]+", name) else name.ljust(width)


def layout(names, width):
    """The lines of a list."""
    for rows in range(1, len(names) + 1):
        columns = [names[i : i + rows] for i in range(0, len(names), rows)]
        widths = [max(map(len, column)) for column in columns]
        if sum(widths) + GAP * (len(widths) - 1) <= width:
            break
    else:
        return []
    return [
        (" " * GAP).join(cell(column[row], size) for column, size in zip(columns, widths) if row < len(column)).rstrip()
        for row in range(rows)
    ]


screen, *lines = sys.stdin.read().splitlines()
width = int(screen)
lists = []
for line in lines:
    kind, text = line.split(" ", 1)
    if kind == "heading":
        lists.append((text, []))
    else:
        lists[-1][1].append(shortened(text, min(LONGEST, width)))
texts = ["".join(line + "\n" for line in [title, *layout(names, width)]) for title, names in lists]
print("\n".join(texts), end="")
