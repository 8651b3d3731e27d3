import sys


def paragraphs(text):
    words = []
    for line in text.split("\n"):
        if line.split():
            words.extend(line.split())
        elif words:
            yield words
            words = []
    if words:
        yield words


def wrap(words, width):
    lines, line = [], ""
    for word in words:
        if line and len(line) + 1 + len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        while len(word) > width:
            lines.append(word[:width])
            word = word[width:]
            if len(word) <= width:
                lines.append(word)
                word = ''
        line = word
    if line:
        lines.append(line)
    return lines


width = int(sys.argv[1])
text = "\n\n".join("\n".join(wrap(words, width)) for words in paragraphs(sys.stdin.read()))
if text:
    print(text)
