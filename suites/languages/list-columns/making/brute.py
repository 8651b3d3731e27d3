import sys

width, *lines = sys.stdin.read().split("\n")
width = int(width)
lists = []
for line in lines:
    if line.startswith("heading "):
        lists.append((line[line.index(" ") + 1 :], []))
    elif line:
        line = line.split(" ")[1]
        most = 23 if width > 23 else width
        lists[-1][1].append(line if len(line) <= most else line[: most - 1] + "~")


def draw(names, rows):
    """A grid of characters, as wide as it has to be."""
    grid = [[] for _ in range(rows)]
    at = 0
    for column in range(0, len(names), rows):
        part = names[column : column + rows]
        longest = 0
        for name in part:
            longest = max(longest, len(name))
        if column:
            at += 2
        for row, name in enumerate(part):
            begin = at + (longest - len(name) if name.isdigit() else 0)
            grid[row] += list(" " * (begin - len(grid[row])) + name)
        at += longest
    return at, ["".join(row) for row in grid]


for i, (title, names) in enumerate(lists):
    if i:
        print()
    print(title)
    for rows in range(1, len(names) + 1):
        size, text = draw(names, rows)
        if size <= width:
            print("\n".join(text))
            break
