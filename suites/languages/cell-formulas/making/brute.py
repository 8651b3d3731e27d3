import sys

sys.setrecursionlimit(20000)

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
COMPARING = ("=", "<>", "<", "<=", ">", ">=")


class Bad(Exception):
    pass


def is_digits(text):
    return 1 <= len(text) <= 9 and all(char in "0123456789" for char in text)


def is_cell(word):
    return word[:1] in CAPITALS and len(word) in (2, 3) and is_digits(word[1:]) and word[1] != "0"


def cut(text):
    parts, at = [], 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        if text[at : at + 2] in ("<>", "<=", ">="):
            size = 2
        elif text[at] in "+-*/=<>(),:":
            size = 1
        else:
            size = 0
            while at + size < len(text) and text[at + size].isalnum():
                size += 1
            if not size:
                raise Bad
        parts.append(text[at : at + size])
        at += size
    return parts


def outside(parts):
    """The places of parts that stand in no brackets."""
    depth, places = 0, []
    for at, part in enumerate(parts):
        if part == ")":
            depth -= 1
            if depth < 0:
                raise Bad
        if depth == 0 and part not in ("(", ")"):
            places.append(at)
        if part == "(":
            depth += 1
    if depth:
        raise Bad
    return places


def split(parts, sign):
    places = [at for at in outside(parts) if parts[at] == sign]
    return [parts[a + 1 : b] for a, b in zip([-1, *places], [*places, len(parts)])]


def tree(parts, level=0):
    """A tree of tuples; levels are comparing, sums, products, factors."""
    if not parts:
        raise Bad
    free = outside(parts)
    if level == 0:
        signs = [at for at in free if parts[at] in COMPARING]
        if len(signs) > 1:
            raise Bad
        if signs:
            return (parts[signs[0]], tree(parts[: signs[0]], 1), tree(parts[signs[0] + 1 :], 1))
        return tree(parts, 1)
    if level == 1:
        signs = [at for at in free if parts[at] in "+-" and at and (parts[at - 1] == ")" or parts[at - 1].isalnum())]
    elif level == 2:
        signs = [at for at in free if parts[at] in "*/"]
    else:
        return factor(parts)
    if signs:
        return (parts[signs[-1]], tree(parts[: signs[-1]], level), tree(parts[signs[-1] + 1 :], level + 1))
    return tree(parts, level + 1)


def factor(parts):
    head = parts[0]
    if head == "-":
        return ("neg", tree(parts[1:], 3))
    if len(parts) == 1:
        if is_digits(head):
            return ("number", int(head))
        if is_cell(head):
            return ("cell", head)
        raise Bad
    opening = 0 if head == "(" else 1
    inner = parts[opening + 1 : -1]
    if parts[opening] != "(" or parts[-1] != ")":
        raise Bad
    outside(inner)
    if head == "(":
        return tree(inner)
    arguments = split(inner, ",")
    if head == "PICK":
        if len(arguments) != 3:
            raise Bad
        return ("PICK", *map(tree, arguments))
    if head not in ("TOTAL", "LEAST", "GREATEST", "TALLY"):
        raise Bad
    return (head, *map(argument, arguments))


def argument(parts):
    if len(parts) == 3 and parts[1] == ":" and is_cell(parts[0]) and is_cell(parts[2]):
        return ("range", parts[0], parts[2])
    return tree(parts)


def inside(node):
    (a, b), (c, d) = [(CAPITALS.index(cell[0]), int(cell[1:])) for cell in node[1:]]
    for row in range(min(b, d), max(b, d) + 1):
        for column in range(min(a, c), max(a, c) + 1):
            if CAPITALS[column] + str(row) in given:
                yield CAPITALS[column] + str(row)


def used(node):
    if node[0] == "cell":
        return {node[1]}
    if node[0] == "range":
        return set(inside(node))
    if node[0] == "number":
        return set()
    return set().union(*map(used, node[1:]))


def is_error(value):
    return isinstance(value, str) and value[0] == "#"


def work_out(node):
    kind = node[0]
    if kind == "number":
        return node[1]
    if kind == "cell":
        value = value_of(node[1])
        return value if is_error(value) or isinstance(value, int) else 0 if value is None else "#wordy"
    if kind == "PICK":
        first = work_out(node[1])
        return first if is_error(first) else work_out(node[2 if first else 3])
    numbers = []
    for part in node[1:]:
        for value in map(value_of, inside(part)) if part[0] == "range" else [work_out(part)]:
            if is_error(value):
                return value
            if isinstance(value, int):
                numbers.append(value)
    if kind == "neg":
        return -numbers[0]
    if kind == "TALLY":
        return len(numbers)
    if kind in ("LEAST", "GREATEST"):
        numbers.sort(reverse=kind == "GREATEST")
        return [*numbers, 0][0]
    if kind == "TOTAL":
        result = sum(numbers)
    else:
        a, b = numbers
        if kind in COMPARING:
            order = (a > b) - (a < b)
            return int(order in {"=": (0,), "<>": (-1, 1), "<": (-1,), "<=": (-1, 0), ">": (1,), ">=": (0, 1)}[kind])
        if kind == "/":
            if b == 0:
                return "#divided"
            return (abs(a) - abs(a) % abs(b)) // abs(b) * (-1 if a * b < 0 else 1)
        result = {"+": a + b, "-": a - b, "*": a * b}[kind]
    return result if -750000000 <= result <= 750000000 else "#huge"


def value_of(cell):
    if cell not in given:
        return None
    if cell not in values:
        values[cell] = work_out(trees[cell])
    return values[cell]


given, values, trees = {}, {}, {}
for line in sys.stdin:
    cell, _, content = line.rstrip("\n").partition(" ")
    given[cell] = content
for cell, content in given.items():
    if content[0] == "=":
        try:
            trees[cell] = tree(cut(content[1:]))
        except Bad:
            values[cell] = "#unclear"
    else:
        values[cell] = int(content) if is_digits(content.removeprefix("-")) else ("text", content)
reached = {cell: used(node) for cell, node in trees.items()}
for middle in trees:
    for cell in trees:
        if middle in reached[cell]:
            reached[cell] |= reached[middle]
for cell in trees:
    if cell in reached[cell]:
        values[cell] = "#cyclic"
errors = 0
for column in CAPITALS:
    for row in range(1, 100):
        cell = f"{column}{row}"
        if cell in given:
            value = value_of(cell)
            errors += is_error(value)
            print(cell, value[1] if isinstance(value, tuple) else value)
print(f"cells {len(given)} errors {errors}")
