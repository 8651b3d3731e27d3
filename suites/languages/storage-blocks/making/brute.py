import sys
from fractions import Fraction
from math import ceil

UNITS = {"B": 1, "kB": 1000, "MB": 1000**2, "GB": 1000**3, "KiB": 1024, "MiB": 1024**2, "GiB": 1024**3}
DIGITS = "0123456789"


def is_number(text):
    whole, point, part = text.partition(".")
    if point and not 1 <= len(part) <= 3:
        return False
    return 1 <= len(whole) <= 3 and all(c in DIGITS for c in whole + part)


def parse(line):
    """Owner and size, or None."""
    line = line.strip(" ")
    cut = line.find(" ")
    if cut < 0:
        return None
    owner, size = line[:cut], line[cut:].strip(" ")
    if not (1 <= len(owner) <= 20 and all("a" <= c <= "z" for c in owner)):
        return None
    for unit, factor in [*UNITS.items(), ("", 1)]:
        if size.endswith(unit):
            value = size[: len(size) - len(unit)].rstrip(" ")
            if is_number(value):
                return owner, Fraction(value) * factor
    return None


charged, refused = {}, []
for number, line in enumerate(sys.stdin.read().split("\n"), 1):
    if not line.strip(" "):
        continue
    good = parse(line)
    if good is None:
        refused.append(number)
    else:
        charged[good[0]] = charged.get(good[0], 0) + ceil(good[1] / 4096) * 4096
for owner, size in charged.items():
    print(owner, size)
print("total", sum(charged.values()))
if refused:
    print("refused", *refused)
