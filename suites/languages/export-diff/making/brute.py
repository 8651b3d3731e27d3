import re
import sys
from fractions import Fraction

head, *lines = [line for line in sys.stdin.read().split("\n") if line]
keys = head.split(",")
at = [n for n, line in enumerate(lines) if line == "---"][0]
tables = [[line.split(",") for line in part] for part in (lines[:at], lines[at + 1 :])]
old, later = tables


def get(table, row, column):
    return row[table[0].index(column)]


def key_of(table, row):
    return "/".join(get(table, row, key) for key in keys)


def is_number(text):
    return re.match(r"^-?\d+(\.\d+)?$", text) is not None


def equal(a, b):
    return a == b or (is_number(a) and is_number(b) and Fraction(a) == Fraction(b))


compared = [column for column in old[0] if column in later[0] and column not in keys]


def rows_of(table, key):
    return [row for row in table[1:] if key_of(table, row) == key]


def is_double(key):
    return len(rows_of(old, key)) > 1 or len(rows_of(later, key)) > 1


old_keys = [key_of(old, row) for row in old[1:]]
later_keys = [key_of(later, row) for row in later[1:]]
singles = [key for key in old_keys if not is_double(key)]
gone = [key for key in singles if key not in later_keys]
fresh = [key for key in later_keys if not is_double(key) and key not in old_keys]


def alike(a, b):
    left, right = rows_of(old, a)[0], rows_of(later, b)[0]
    return compared != [] and all(equal(get(old, left, c), get(later, right, c)) for c in compared)


pairs = [(a, b) for a in gone for b in fresh if alike(a, b)]
moved = [(a, b) for a, b in pairs if len([p for p in pairs if p[0] == a]) == 1 and len([p for p in pairs if p[1] == b]) == 1]

for column in old[0]:
    if column not in later[0]:
        print("old only", column)
for column in later[0]:
    if column not in old[0]:
        print("later only", column)
doubles = []
for key in old_keys + later_keys:
    if is_double(key) and key not in doubles:
        doubles.append(key)
        print("double", key)
out = []
same = 0
changed = []
for key in singles:
    partner = [b for a, b in moved if a == key]
    if partner:
        out.append(("moved", key, partner[0]))
    elif key in gone:
        out.append(("gone", key))
    else:
        left, right = rows_of(old, key)[0], rows_of(later, key)[0]
        columns = [c for c in compared if not equal(get(old, left, c), get(later, right, c))]
        if columns:
            changed += columns
            out.append(("changed", key, *(c + ":" + get(old, left, c) + ">" + get(later, right, c) for c in columns)))
        else:
            same += 1
out += [("new", key) for key in fresh if key not in [b for _, b in moved]]
for number, words in enumerate(out):
    if number == 60:
        print("more", len(out) - number)
        break
    print(*words)
for number in range(len(changed), 0, -1):
    for column in compared:
        if changed.count(column) == number:
            print("column", column, number)
kinds = [words[0] for words in out]
print("same", same, *(word for kind in ("changed", "moved", "gone", "new") for word in (kind, kinds.count(kind))), "double", len(doubles))
