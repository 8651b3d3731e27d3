import re
import sys

DEEPEST = 11
NAME = "(?!(?:each|if|lacks|else|end) *(?:[|]|$))[a-z]{1,12}"
OPENING = re.compile(f"(each|if|lacks) +({NAME})")
VALUE = re.compile(rf"({NAME}) *((?:\| *(?:loud|pad +(?!0+\b)[0-9]{{1,2}}|or +[^ |]+) *)*)")


class Wrong(Exception):
    """Carries the line and the word for what is wrong."""


class Block:
    def __init__(self, kind, name, line):
        self.kind, self.name, self.line = kind, name, line
        self.body, self.other, self.has_else = [], [], False

    def add(self, node):
        (self.other if self.has_else else self.body).append(node)


def pieces_of(line):
    """Texts and tags of a line by turns, a text first; and whether a tag does not end."""
    pieces, at = [], 0
    while (begin := line.find("{{", at)) >= 0:
        end = line.find("}}", begin + 2)
        if end < 0:
            return pieces, True
        pieces += [line[at:begin], line[begin + 2 : end].strip(" ")]
        at = end + 2
    return [*pieces, line[at:]], False


def is_block_tag(tag):
    return tag in ("else", "end") or OPENING.fullmatch(tag)


def parse(lines):
    root = Block("root", "", 0)
    blocks = [root]
    for number, line in enumerate(lines, 1):
        pieces, is_unclosed = pieces_of(line)
        alone = len(pieces) == 3 and is_block_tag(pieces[1]) and not (pieces[0] + pieces[2]).strip(" ")
        for at, piece in enumerate(pieces):
            if at % 2:
                read_tag(piece, number, blocks)
            elif not alone:
                blocks[-1].add(piece)
        if is_unclosed:
            raise Wrong(number, "unclosed")
        if not alone:
            blocks[-1].add("\n")
    if len(blocks) > 1:
        raise Wrong(blocks[-1].line, "open")
    return root.body


def read_tag(tag, line, blocks):
    if tag in ("else", "end"):
        if len(blocks) == 1 or (tag == "else" and blocks[-1].has_else):
            raise Wrong(line, "stray")
        if tag == "else":
            blocks[-1].has_else = True
        else:
            blocks.pop()
    elif opening := OPENING.fullmatch(tag):
        if len(blocks) > DEEPEST:
            raise Wrong(line, "deep")
        block = Block(*opening.groups(), line)
        blocks[-1].add(block)
        blocks.append(block)
    elif found := VALUE.fullmatch(tag):
        filters = [part.split() for part in found[2].split("|")[1:]]
        blocks[-1].add((found[1], filters))
    else:
        raise Wrong(line, "unknown")


class Data:
    def __init__(self, lines):
        self.values, self.lists, self.missing = {}, {}, 0
        for line in lines:
            kind, name, text = line.split(" ", 2)
            if kind == "set":
                self.values[name] = text
            else:
                row = dict(field.split("=", 1) for field in text.split(";"))
                self.lists.setdefault(name, []).append(row)

    def find(self, name, rows):
        for row in reversed(rows):
            if name in row:
                return row[name] or None
        return self.values.get(name) or None

    def render(self, nodes, rows):
        return "".join(node if isinstance(node, str) else self.render_node(node, rows) for node in nodes)

    def render_node(self, node, rows):
        if isinstance(node, tuple):
            return self.filtered(*node, rows)
        if node.kind == "each":
            items = self.lists.get(node.name, [])
            text = ""
            for number, item in enumerate(items, 1):
                row = item | {"no": str(number), "left": str(len(items) - number)}
                text += self.render(node.body, [*rows, row])
            return text if items else self.render(node.other, rows)
        value = self.find(node.name, rows)
        holds = bool(self.lists.get(node.name) if value is None else value)
        return self.render(node.body if holds == (node.kind == "if") else node.other, rows)

    def filtered(self, name, filters, rows):
        value = self.find(name, rows)
        for kind, *words in filters:
            if kind == "or":
                value = value or words[0]
            elif value is not None:
                value = value.upper() if kind == "loud" else value[: int(words[0])].ljust(int(words[0]))
        if value is None:
            self.missing += 1
            return f"?{name}?"
        return value


lines = sys.stdin.read().split("\n")[:-1]
border = lines.index("---")
try:
    nodes = parse(lines[border + 1 :])
except Wrong as wrong:
    print("line", *wrong.args)
else:
    data = Data(lines[:border])
    text = data.render(nodes, [])
    print(text, end="" if text.endswith("\n") or not text else "\n")
    print("missing", data.missing)
