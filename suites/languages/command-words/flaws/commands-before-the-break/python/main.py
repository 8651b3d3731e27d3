import sys

MOST = 13


class Unfinished(Exception):
    """Carries the position of the character that nothing ends."""


def quoted(line, begin):
    """The text of the piece in double quotes that begins there, and where it goes on behind it."""
    text, at = "", begin + 1
    while at < len(line) and line[at] != '"':
        if line[at : at + 2] in ('\\"', "\\\\"):
            at += 1
        text += line[at]
        at += 1
    if at == len(line):
        raise Unfinished(begin + 1)
    return text, at + 1


def split(line):
    try:
        yield from pieces(line, found := [])
    except Unfinished:
        yield from (words for words in found[:-1] if words)
        raise


def pieces(line, commands):
    commands.append([])
    word, at = None, 0
    while at < len(line):
        char = line[at]
        if char in " ;":
            if word is not None:
                commands[-1].append(word)
                word = None
            if char == ";":
                commands.append([])
            at += 1
            continue
        if char == "#" and word is None:
            break
        if char == "'":
            end = line.find("'", at + 1)
            if end < 0:
                raise Unfinished(at + 1)
            piece, at = line[at + 1 : end], end + 1
        elif char == '"':
            piece, at = quoted(line, at)
        elif char == "\\":
            if at + 1 == len(line):
                raise Unfinished(at + 1)
            piece, at = line[at + 1], at + 2
        else:
            piece, at = char, at + 1
        word = (word or "") + piece
    if word is not None:
        commands[-1].append(word)
    return [words for words in commands if words]


printed = 0
for number, line in enumerate(sys.stdin.read().split("\n")[:-1], 1):
    try:
        for words in split(line):
            if len(words) > MOST:
                print(number, "crowded", len(words))
            else:
                print(number, *(f"[{word}]" for word in words))
                printed += 1
    except Unfinished as error:
        print(number, "unfinished", error)
print("commands", printed)
