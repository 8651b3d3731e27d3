import re
import sys
from collections import Counter, defaultdict

MOST = 60


def canonical(value):
    """The value, or the shortest way to write it if it is a number."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", value):
        return value
    whole, _, fraction = value.lstrip("-").partition(".")
    whole, fraction = whole.lstrip("0"), fraction.rstrip("0")
    sign = "-" if value[0] == "-" else ""
    return f"{sign}{whole or '0'}.{fraction or '0'}"


def read(lines, keys):
    """The columns of a table, and pairs of key and row."""
    columns = lines[0].split(",")
    rows = [dict(zip(columns, line.split(","))) for line in lines[1:]]
    return columns, [("/".join(row[key] for key in keys), row) for row in rows]


head, *lines = sys.stdin.read().splitlines()
keys = head.split(",")
border = lines.index("---")
old_columns, old_rows = read(lines[:border], keys)
later_columns, later_rows = read(lines[border + 1 :], keys)
compared = [column for column in old_columns if column in later_columns and column not in keys]

counts = [Counter(key for key, _ in rows) for rows in (old_rows, later_rows)]
doubles = [key for key in dict.fromkeys(key for key, _ in old_rows + later_rows) if any(count[key] > 1 for count in counts)]
old = {key: row for key, row in old_rows if key not in doubles}
later = {key: row for key, row in later_rows if key not in doubles}

alike = defaultdict(lambda: ([], []))
for side, table, other in (0, old, later), (1, later, old):
    for key, row in table.items():
        if key not in other and compared:
            alike[tuple(canonical(row[column]) for column in compared)][side].append(key)
moved = {gone[0]: new[0] for gone, new in alike.values() if len(gone) == len(new) == 1}

notes = []
totals = Counter()
differing = Counter()
for key, row in old.items():
    if key in moved:
        notes.append(f"moved {key} {moved[key]}")
        totals["moved"] += 1
    elif key not in later:
        notes.append(f"gone {key}")
        totals["gone"] += 1
    else:
        pairs = [(column, row[column], later[key][column]) for column in compared]
        changes = [pair for pair in pairs if canonical(pair[1]) != canonical(pair[2])]
        differing.update(column for column, _, _ in changes)
        totals["changed" if changes else "same"] += 1
        if changes:
            notes.append(f"changed {key} " + " ".join(f"{column}:{before}>{after}" for column, before, after in changes))
fresh = [key for key in later if key not in old and key not in moved.values()]
notes += [f"new {key}" for key in fresh]

for column in old_columns:
    if column not in later_columns:
        print("old only", column)
for column in later_columns:
    if column not in old_columns:
        print("later only", column)
for key in doubles:
    print("double", key)
for note in notes[:MOST]:
    print(note)
if len(notes) > MOST:
    print("more", len(notes) - MOST)
for column in sorted(differing, key=lambda column: (-differing[column], compared.index(column))):
    print("column", column, differing[column])
numbers = [f"{kind} {totals[kind]}" for kind in ("same", "changed", "moved", "gone")]
print(*numbers, "new", len(fresh), "double", len(doubles))
