import re
import sys

LEAST_ROOM = 19
BULLET = r"[-*]|[0-9]{1,3}\."
ITEM = re.compile(rf" {{0,2}}({BULLET}) +(?=[^ ])")
BOUND = re.compile(rf"(?:{BULLET}|>.*)")


def bind(words):
    bound = []
    for word in words:
        if bound and BOUND.fullmatch(word):
            bound[-1] += " " + word
        else:
            bound.append(word)
    return bound


def fill(words, room):
    lines, length = [], room
    for word in words:
        length += 1 + len(word)
        if length > room:
            lines.append([])
            length = len(word)
        lines[-1].append(word)
    if len(lines) > 1 and len(lines[-1]) == 1 and len(lines[-2]) > 2:
        moved = lines[-2][-1]
        if len(moved) + 1 + len(lines[-1][0]) <= room:
            lines[-1].insert(0, lines[-2].pop())
    return [" ".join(line) for line in lines]


def parse(lines):
    """The parts of a mail: depth, kind, what stands before it or the line itself, and words."""
    parts, last = [], (0, "blank")
    for at, line in enumerate(lines):
        marks = re.match("(?: ?>)*", line)[0]
        depth, rest = marks.count(">"), line[len(marks) :]
        if depth:
            rest = rest.removeprefix(" ")
        if not rest.strip(" "):
            kind = "blank"
            if last != (depth, kind) or at == 0:
                parts.append((depth, kind, "", []))
        elif rest.startswith("   "):
            kind = "fixed"
            parts.append((depth, kind, rest.rstrip(" "), []))
        else:
            kind = "words"
            item = ITEM.match(rest)
            if item:
                parts.append((depth, kind, item[1] + " ", rest[item.end() :].split()))
            elif last[1] == kind:
                parts[-1][3].extend(rest.split())
            else:
                parts.append((depth, kind, "", rest.split()))
        last = depth, kind
    return parts


head, *lines = sys.stdin.read().split("\n")[:-1]
widest = refilled = 0
for depth, kind, front, words in parse(lines):
    quote = ">" * depth + " " if depth else ""
    printed = [front]
    if kind == "words":
        refilled += 1
        room = max(LEAST_ROOM, int(head) - len(quote) - len(front))
        filled = fill(bind(words), room)
        printed = [front + filled[0]] + [" " * len(front) + line for line in filled[1:]]
    for line in printed:
        line = (quote + line).rstrip(" ")
        print(line)
        widest = max(widest, len(line))
print("refilled", refilled, "widest", widest)
