import sys

width, *lines = sys.stdin.read().split("\n")
lines.pop()
width = int(width)


def depth_and_rest(line):
    depth = 0
    while line[:1] == ">" or line[:2] == " >":
        depth += 1
        line = line[line.index(">") + 1 :]
    if depth and line[:1] == " ":
        line = line[1:]
    return depth, line


def is_bullet(word):
    return word in ("-", "*") or (word[-1:] == "." and 2 <= len(word) <= 4 and word[:-1].isdigit())


def kind_of(rest):
    words = rest.split()
    if not words:
        return "blank"
    if rest[:3] == "   ":
        return "fixed"
    return "item" if len(words) > 1 and is_bullet(words[0]) else "text"


out, groups = [], []
read = [depth_and_rest(line) for line in lines]
kinds = [kind_of(rest) for _, rest in read]
for at, (depth, rest) in enumerate(read):
    same = at > 0 and read[at - 1][0] == depth
    if kinds[at] == "text" and same and kinds[at - 1] in ("text", "item"):
        groups[-1][2].append(rest)
    elif not (kinds[at] == "blank" and same and kinds[at - 1] == "blank"):
        groups.append((depth, kinds[at], [rest]))

for depth, kind, rests in groups:
    quote = ">" * depth + (" " if depth else "")
    if kind == "blank":
        out.append(quote.strip())
        continue
    if kind == "fixed":
        out.append(quote + rests[0].rstrip())
        continue
    words = " ".join(rests).split()
    bullet = words.pop(0) + " " if kind == "item" else ""
    room = max(19, width - len(quote) - len(bullet))
    text = words[0]
    for word in words[1:]:
        text += ("\t" if is_bullet(word) or word[0] == ">" else " ") + word
    pieces = []
    while len(text) > room and " " in text:
        cut = text.rfind(" ", 0, room + 1)
        if cut < 0:
            cut = text.index(" ")
        pieces.append(text[:cut])
        text = text[cut + 1 :]
    pieces.append(text)
    if len(pieces) > 1 and " " not in pieces[-1] and pieces[-2].count(" ") >= 2:
        rest, _, moved = pieces[-2].rpartition(" ")
        if len(moved + " " + pieces[-1]) <= room:
            pieces[-2:] = [rest, moved + " " + pieces[-1]]
    for number, piece in enumerate(pieces):
        out.append(quote + (" " * len(bullet) if number else bullet) + piece.replace("\t", " "))

for line in out:
    print(line)
refilled = sum(1 for group in groups if group[1] in ("text", "item"))
print(f"refilled {refilled} widest {max(map(len, out), default=0)}")
