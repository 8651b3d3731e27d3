import sys

KEYS = ("each", "if", "lacks", "else", "end")
SMALL = set("abcdefghijklmnopqrstuvwxyz")


def is_name(word):
    return 1 <= len(word) <= 12 and set(word) <= SMALL and word not in KEYS


def read(tag):
    """The words of a tag, or nothing where it has no form."""
    parts = [part.split() for part in tag.split("|")]
    head = parts[0]
    if len(parts) == 1 and head in (["else"], ["end"]):
        return head
    if len(parts) == 1 and len(head) == 2 and head[0] in ("each", "if", "lacks") and is_name(head[1]):
        return head
    if len(head) != 1 or not is_name(head[0]):
        return None
    for words in parts[1:]:
        right = words == ["loud"] or (len(words) == 2 and words[0] == "or")
        if len(words) == 2 and words[0] == "pad":
            right = len(words[1]) < 3 and all(char in "0123456789" for char in words[1]) and int(words[1]) > 0
        if not right:
            return None
    return ["value", head[0], parts[1:]]


def fail(line, word):
    print(f"line {line} {word}")
    sys.exit()


lines = sys.stdin.read().split("\n")
lines.pop()
border = lines.index("---")

# The template as a flat list of steps; a block's steps know where to jump.
steps, opened = [], []
for number, line in enumerate(lines[border + 1 :], 1):
    rest, mine = line, []
    while "{{" in rest:
        before, _, rest = rest.partition("{{")
        mine.append(["text", before])
        tag, closed, rest = rest.partition("}}")
        words = read(tag) if closed else None
        if words is None:
            fail(number, "unknown" if closed else "unclosed")
        mine.append(words)
        if words[0] in ("each", "if", "lacks"):
            if len(opened) == 11:
                fail(number, "deep")
            opened.append((number, words))
        elif words[0] in ("else", "end"):
            if not opened or (words[0] == "else" and len(opened[-1][1]) > 2):
                fail(number, "stray")
            if words[0] == "else":
                opened[-1][1].append("has else")
            else:
                opened.pop()
    mine.append(["text", rest + "\n"])
    if len(mine) == 3 and mine[1][0] in KEYS and (mine[0][1] + rest).strip() == "":
        mine = [mine[1]]
    steps += mine
if opened:
    fail(opened[-1][0], "open")

jumps, stack = {}, []
for at, step in enumerate(steps):
    if step[0] in ("each", "if", "lacks"):
        stack.append([at])
    elif step[0] == "else":
        stack[-1].append(at)
    elif step[0] == "end":
        begin, *middle = stack.pop()
        jumps[begin] = (middle[0] if middle else at, at)

settings, lists = {}, {}
for line in lines[:border]:
    kind, name, text = line.split(" ", 2)
    if kind == "set":
        settings[name] = text
    else:
        lists.setdefault(name, []).append([field.partition("=")[::2] for field in text.split(";")])


def find(name, around):
    for fields in around[::-1] + [list(settings.items())]:
        for key, value in fields:
            if key == name:
                return value
    return None


out, missing = [], 0


def run(begin, end, around):
    global missing
    at = begin
    while at < end:
        kind, *words = steps[at]
        if kind == "text":
            out.append(words[0])
        elif kind == "value":
            name, filters = words
            value = find(name, around)
            for words in filters:
                if words[0] == "or" and not value:
                    value = words[1]
                if words[0] == "loud" and value:
                    value = value.swapcase() if value == value.lower() else "".join(char.upper() for char in value)
                if words[0] == "pad" and value is not None:
                    size = int(words[1])
                    value = (value + " " * size)[:size]
            missing += value is None
            out.append("?" + name + "?" if value is None else value)
        elif kind in ("each", "if", "lacks"):
            middle, last = jumps[at]
            if kind == "each":
                rows = lists.get(words[0], [])
                for number, row in enumerate(rows):
                    run(at + 1, middle, [*around, [("no", str(number + 1)), ("left", str(len(rows) - number - 1)), *row]])
                if not rows:
                    run(middle + 1, last, around)
            else:
                value = find(words[0], around)
                there = value != "" if value is not None else words[0] in lists
                if there is (kind == "if"):
                    run(at + 1, middle, around)
                else:
                    run(middle + 1, last, around)
            at = last
        at += 1


run(0, len(steps), [])
text = "".join(out)
if text and text[-1] != "\n":
    text += "\n"
sys.stdout.write(text + f"missing {missing}\n")
