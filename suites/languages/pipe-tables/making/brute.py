import sys


def cells_of(line):
    text = line.strip(" ")
    borders = [at for at, char in enumerate(text) if char == "|" and (at == 0 or text[at - 1] != "\\")]
    if borders[-1] != len(text) - 1 or len(borders) == 1:
        borders.append(len(text))
    return [text[a + 1 : b].strip(" ") for a, b in zip(borders, borders[1:])]


def is_ruler(cell):
    body = cell[1:] if cell[:1] == ":" else cell
    body = body[:-1] if body[-1:] == ":" else body
    return body != "" and body == "-" * len(body)


def is_number(cell):
    body = cell[1:] if cell[:1] == "-" else cell
    whole, point, part = body.partition(".")
    return whole.isdigit() and (part.isdigit() if point else True)


def show(block):
    if len(block) < 2:
        return None
    rows = [cells_of(line) for line in block]
    ruler = rows[1]
    if not all(is_ruler(cell) for cell in ruler):
        return None
    count = len(ruler)
    for at, row in enumerate(rows):
        while len(row) > count and row[-1] == "":
            row.pop()
        if at != 1 and len(row) > count:
            return None
        while len(row) < count:
            row.append("")
    for at in range(count):
        mark = ruler[at]
        side = {(True, False): "l", (False, True): "r", (True, True): "m", (False, False): ""}[mark[0] == ":", mark[-1] == ":"]
        below = [row[at] for row in rows[2:] if row[at] != ""]
        auto = side == "" and below != [] and [cell for cell in below if not is_number(cell)] == []
        width = 3
        for number, row in enumerate(rows):
            if number != 1 and width < len(row[at]) <= 37:
                width = len(row[at])
        for number, row in enumerate(rows):
            cell = row[at]
            if number == 1:
                cell = "-" * width
                if side in ("l", "m"):
                    cell = ":" + cell[1:]
                if side in ("r", "m") or auto:
                    cell = cell[:-1] + ":"
            turn = side == "r" or auto
            while len(cell) < width:
                if side == "m":
                    turn = not turn
                    cell = cell + " " if turn else " " + cell
                else:
                    cell = " " + cell if turn else cell + " "
            row[at] = cell
    return ["".join("| " + cell + " " for cell in row) + "|" for row in rows]


lines = sys.stdin.read().split("\n")[:-1]
counts, at = [0, 0], 0
while at < len(lines):
    end = at
    while end < len(lines) and lines[end].strip(" ")[:1] == "|":
        end += 1
    if end == at:
        print(lines[at])
        at += 1
        continue
    result = show(lines[at:end])
    counts[result is None] += 1
    print("\n".join(result or lines[at:end]))
    at = end
print(f"aligned {counts[0]} kept {counts[1]}")
