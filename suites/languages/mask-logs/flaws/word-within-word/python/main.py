import re
import sys

LEAST, MOST, CLEAR = 13, 19, 4
SECRET = re.compile(r'((?:password|token|pin)=)(?:"[^"]*"?|[^" &;,][^ &;,]*)', re.IGNORECASE)
MAIL = re.compile(r"(?<![A-Za-z0-9._+-])([A-Za-z0-9._+-])[A-Za-z0-9._+-]*(@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)")
NUMBER = re.compile(r"(?<![A-Za-z0-9])[0-9](?:[ -]?[0-9])*+(?![A-Za-z])")


def hide(match):
    return match[1] + "[hidden]"


def shorten(match):
    return f"{match[1]}..{match[2]}"


def blacken(match):
    digits = re.findall("[0-9]", match[0])
    if not LEAST <= len(digits) <= MOST:
        return None
    return re.sub("[0-9]", "#", match[0], count=len(digits) - CLEAR)


RULES = ((SECRET, hide), (MAIL, shorten), (NUMBER, blacken))
counts = [0] * len(RULES)


def mask(line):
    out = []
    at = 0
    while at < len(line):
        for i, (pattern, change) in enumerate(RULES):
            match = pattern.match(line, at)
            masked = change(match) if match else None
            if masked is not None:
                counts[i] += 1
                out.append(masked)
                at = match.end()
                break
        else:
            out.append(line[at])
            at += 1
    return "".join(out)


for line in sys.stdin:
    print(mask(line.rstrip("\n")))
print("masked", *counts)
