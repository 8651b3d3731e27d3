import sys


def cut(name):
    words, word = [], ""
    for i, c in enumerate(name):
        after = name[i + 1 : i + 2]
        if c in "_-":
            words.append(word)
            word = ""
            continue
        if word and c.isupper():
            before = name[i - 1]
            if not before.isupper() or (before.isupper() and after.islower()):
                words.append(word)
                word = ""
        word += c
    words.append(word)
    return [w for w in words if w]


def upper_first(word):
    return word[0].upper() + word[1:].lower()


for line in sys.stdin.read().split("\n"):
    if not line:
        continue
    style, name = line.split(" ")
    words = cut(name)
    result = ""
    for c in name:
        if c != "_":
            break
        result += "_"
    for i, word in enumerate(words):
        if i and style == "dashed":
            result += "-"
        if i and style in ("snake", "shout"):
            result += "_"
        if style == "shout":
            result += word.upper()
        elif style == "pascal" or (style == "camel" and i):
            result += upper_first(word)
        else:
            result += word.lower()
    if len(result) > 31:
        result = result[:31]
        while result[-1] in "_-":
            result = result[:-1]
    print(result)
