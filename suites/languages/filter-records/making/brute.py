import re
import sys
from functools import lru_cache

PART = re.compile(r"(!=|<=|>=|[(),=<>~])|'((?:[^']|'')*)'(?!')|([A-Za-z0-9_.-]+)|(.)")
KEYS = ("and", "or", "not", "in")


def split(text):
    parts, at = [], 0
    while at < len(text):
        if text[at] == " ":
            at += 1
            continue
        match = PART.match(text, at)
        sign, quoted, word, _ = match.groups()
        if sign:
            parts.append(("sign", sign, at))
        elif quoted is not None:
            parts.append(("value", quoted.replace("''", "'"), at))
        elif word:
            parts.append(("key" if word in KEYS else "word", word, at))
        else:
            parts.append(("bad", "", at))
            break
        at = match.end()
    return parts


def is_name(part):
    return part[0] == "word" and re.fullmatch("[a-z]{1,10}", part[1])


# A machine with states and a count of brackets: which parts may follow.
def check(parts):
    """The index of the first wrong part; len(parts) where more is needed; None where all is right."""
    state, deep = "test", 0
    for i, part in enumerate(parts):
        kind, text, _ = part
        is_value = kind in ("word", "value")
        if state == "test" and is_name(part):
            state = "name"
        elif state == "test" and (kind, text) == ("key", "not"):
            pass
        elif state == "test" and (kind, text) == ("sign", "(") and deep < 13:
            deep += 1
        elif state == "name" and kind == "sign" and text in ("=", "!=", "<", "<=", ">", ">=", "~"):
            state = "value"
        elif state == "name" and (kind, text) == ("key", "in"):
            state = "list"
        elif state == "value" and is_value:
            state = "done"
        elif state == "list" and (kind, text) == ("sign", "("):
            state = "item"
        elif state == "item" and is_value:
            state = "after item"
        elif state == "after item" and (kind, text) == ("sign", ","):
            state = "item"
        elif state == "after item" and (kind, text) == ("sign", ")"):
            state = "done"
        elif state in ("name", "done") and (kind, text) in (("key", "and"), ("key", "or")):
            state = "test"
        elif state in ("name", "done") and (kind, text) == ("sign", ")") and deep:
            deep -= 1
            state = "done"
        else:
            return i
    return None if state in ("name", "done") and not deep else len(parts)


def number(text):
    return int(text) if re.fullmatch("-?[0-9]{1,15}", text) else None


def compare(sign, mine, theirs):
    a, b = number(mine), number(theirs)
    if sign == "~":
        return theirs in mine
    if a is None or b is None:
        if sign in ("=", "!="):
            return (mine == theirs) == (sign == "=")
        return None
    return {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}[sign]


def evaluate(parts, fields):
    """By replacing what is settled, again and again."""
    items, i = [], 0
    while i < len(parts):
        kind, text, _ = parts[i]
        if kind == "word":
            follow = parts[i + 1][:2] if i + 1 < len(parts) else ("", "")
            mine = fields.get(text)
            if follow == ("key", "in"):
                end = next(j for j in range(i, len(parts)) if parts[j][:2] == ("sign", ")"))
                values = [p[1] for p in parts[i + 3 : end : 2]]
                items.append(None if mine is None else any(compare("=", mine, v) for v in values))
                i = end + 1
            elif follow[0] == "sign" and follow[1] != ")":
                items.append(None if mine is None else compare(follow[1], mine, parts[i + 2][1]))
                i += 3
            else:
                items.append(mine is not None)
                i += 1
        else:
            items.append(text)
            i += 1
    truth = lambda x: x is None or isinstance(x, bool)
    items = ["("] + items + [")"]
    while len(items) > 1:
        for i in range(len(items)):
            w = items[i:]
            if w[0] == "not" and truth(w[1]):
                items[i : i + 2] = [None if w[1] is None else not w[1]]
                break
        else:
            close = items.index(")")
            start = max(i for i in range(close) if items[i] == "(")
            inner = items[start + 1 : close]
            while "and" in inner:
                k = inner.index("and")
                a, b = inner[k - 1], inner[k + 1]
                inner[k - 1 : k + 2] = [False if a is False or b is False else None if a is None or b is None else True]
            alternatives = inner[::2]
            items[start : close + 1] = [True if True in alternatives else None if None in alternatives else False]
    return items[0] is True


records = []
for line in sys.stdin.read().split("\n"):
    if line.startswith("record "):
        _, name, *fields = line.split(" ")
        records.append((name, dict(field.split("=") for field in fields)))
    elif line:
        text = line[line.index(" ") + 1 :]
        parts = split(text)
        wrong = check(parts)
        if wrong is None:
            print(" ".join(name for name, fields in records if evaluate(parts, fields)) or "nothing")
        else:
            print("error", parts[wrong][2] + 1 if wrong < len(parts) else len(text) + 1)
