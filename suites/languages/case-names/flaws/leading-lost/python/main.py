import re
import sys

LONGEST = 31


def words_of(name):
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "_", name)
    return [word.lower() for word in re.split("[_-]+", name) if word]


def join(style, words):
    if style == "snake":
        return "_".join(words)
    if style == "dashed":
        return "-".join(words)
    if style == "shout":
        return "_".join(words).upper()
    first = 1 if style == "camel" else 0
    return "".join(words[:first] + [word.capitalize() for word in words[first:]])


for line in sys.stdin.read().splitlines():
    style, name = line.split()
    result = join(style, words_of(name))
    print(result[:LONGEST].rstrip("_-"))
