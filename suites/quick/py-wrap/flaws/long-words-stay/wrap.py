import re
import sys


def wrap(words, width):
    lines = []
    line = ""
    for word in words:
        if line and len(line) + 1 + len(word) <= width:
            line += " " + word
            continue
        if line:
            lines.append(line)
        line = word
    if line:
        lines.append(line)
    return lines


def main():
    width = int(sys.argv[1])
    text = sys.stdin.read()
    paragraphs = [part.split() for part in re.split(r"\n\s*\n", text)]
    wrapped = ["\n".join(wrap(words, width)) for words in paragraphs if words]
    if wrapped:
        print("\n\n".join(wrapped))


main()
