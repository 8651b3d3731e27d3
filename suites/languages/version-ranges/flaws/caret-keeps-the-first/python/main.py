import re
import sys

LONGEST = 61
NUMBER = "(?:0|[1-9][0-9]{0,4})"
VERSION = rf"{NUMBER}\.{NUMBER}\.{NUMBER}(?:-[a-z]{{1,8}}(?:[1-9][0-9]{{0,4}})?)?"
CONDITION = re.compile(rf"(!=|<=|>=|[=<>~^]|)({NUMBER}(?:\.{NUMBER})?|{VERSION})")


def key(text):
    """What a version or limit is compared by: three numbers, and then the tag; a short limit has only its numbers."""
    numbers, _, tag = text.partition("-")
    parts = [int(number) for number in numbers.split(".")]
    if len(parts) == 3:
        letters = tag.rstrip("0123456789")
        parts += [tag == "", letters, int(tag[len(letters) :] or 0)]
    return parts


def parse(text):
    """The alternatives of a range, each as a list of signs and limits; None for a wrong range."""
    if len(text) > LONGEST:
        return None
    alternatives = []
    for part in text.split("||"):
        conditions = []
        for word in part.split():
            found = CONDITION.fullmatch(word)
            if not found and word != "*":
                return None
            conditions.append((found[1], key(found[2])) if found else ("", []))
        if not conditions:
            return None
        alternatives.append(conditions)
    return alternatives


def meets(version, sign, limit):
    mine = version[: len(limit)]
    if sign == "~":
        return mine >= limit and mine[:2] == limit[:2]
    if sign == "^":
        numbers = limit[:3]
        same = min(1, len(numbers))
        return mine >= limit and mine[:same] == limit[:same]
    return {
        "": mine == limit,
        "=": mine == limit,
        "!=": mine != limit,
        "<": mine < limit,
        "<=": mine <= limit,
        ">": mine > limit,
        ">=": mine >= limit,
    }[sign]


def fits(version, conditions):
    if not version[3] and all(limit[:4] != version[:4] for _, limit in conditions):
        return False
    return all(meets(version, sign, limit) for sign, limit in conditions)


packages = {}
for line in sys.stdin.read().splitlines():
    kind, name, text = line.split(" ", 2)
    if kind == "release":
        packages.setdefault(name, {})[text] = key(text)
    elif kind == "withdraw":
        packages.get(name, {}).pop(text, None)
    else:
        alternatives = parse(text)
        if alternatives is None:
            print(name, "wrong")
        elif name not in packages:
            print(name, "unknown")
        else:
            versions = packages[name]
            good = [each for each in versions if any(fits(versions[each], part) for part in alternatives)]
            print(name, max(good, key=versions.get, default="unmet"))
