import functools
import string
import sys


def number(text):
    good = 1 <= len(text) <= 5 and set(text) <= set(string.digits) and (text == "0" or text[0] != "0")
    return int(text) if good else None


def limit(text):
    """Numbers and tag, or nothing where the text is no limit."""
    body, dash, tag = text.partition("-")
    numbers = [number(part) for part in body.split(".")]
    if None in numbers or len(numbers) > 3 or (dash and len(numbers) < 3):
        return None
    if not dash:
        return numbers, None
    letters = ""
    while tag and tag[0] in string.ascii_lowercase:
        letters, tag = letters + tag[0], tag[1:]
    if not 1 <= len(letters) <= 8 or (tag and not number(tag)):
        return None
    return numbers, (letters, int(tag or 0))


def compare(version, other):
    """Below 0, 0 or above 0, by as many numbers as the other has."""
    for a, b in zip(version[0], other[0]):
        if a != b:
            return a - b
    if len(other[0]) < 3 or version[1] == other[1]:
        return 0
    if version[1] is None or other[1] is None:
        return 1 if version[1] is None else -1
    return 1 if version[1] > other[1] else -1


def meets(version, word):
    if word == "*":
        return True
    sign = ""
    while word[0] in "!<>=~^":
        sign, word = sign + word[0], word[1:]
    other = limit(word)
    order = compare(version, other)
    if sign in ("~", "^"):
        kept = 2
        if sign == "^":
            kept = 0
            for part in other[0]:
                kept += 1
                if part != 0:
                    break
        pairs = list(zip(version[0], other[0]))[:kept]
        return order >= 0 and not [1 for a, b in pairs if a != b]
    return {
        "": order == 0, "=": order == 0, "!=": order != 0, "<": order < 0, "<=": order <= 0, ">": order > 0, ">=": order >= 0
    }[sign]


def is_right(word):
    for sign in ("<=", ">=", "!=", "<", ">", "=", "~", "^"):
        if word.startswith(sign):
            return limit(word[len(sign):]) is not None
    return word == "*" or limit(word) is not None


def tagged_alike(version, word):
    other = limit(word.lstrip("!<>=~^"))
    return word != "*" and other[1] is not None and other[0] == version[0]


def fits(version, words):
    tagged = version[1] is None or [1 for word in words if tagged_alike(version, word)]
    return tagged and not [1 for word in words if not meets(version, word)]


had, ever = [], set()
for line in sys.stdin:
    kind, name, text = line.rstrip("\n").split(" ", 2)
    if kind == "want":
        parts = [part.split() for part in text.split("||")]
        if len(text) > 61 or [] in parts or not all(is_right(word) for part in parts for word in part):
            print(f"{name} wrong")
            continue
        if name not in ever:
            print(f"{name} unknown")
            continue
        good = [v for n, v in had if n == name and any(fits(limit(v), part) for part in parts)]
        good.sort(key=functools.cmp_to_key(lambda a, b: compare(limit(a), limit(b))))
        print(f"{name} {good[-1] if good else 'unmet'}")
    else:
        had = [each for each in had if each != (name, text)]
        if kind == "release":
            had.append((name, text))
            ever.add(name)
