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


import textwrap


def wrap(words, width):
    return textwrap.wrap(" ".join(words), width)


width = int(sys.argv[1])
text = "\n\n".join("\n".join(wrap(words, width)) for words in paragraphs(sys.stdin.read()))
if text:
    print(text)
