import sys


def paragraphs(text):
    import re
    for part in re.split(r"\n *\n", text):
        if part.split():
            yield part.split()


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
        line = word
    lines.append(line)
    return lines


width = int(sys.argv[1])
text = "\n\n".join("\n".join(wrap(words, width)) for words in paragraphs(sys.stdin.read()))
if text:
    print(text)
