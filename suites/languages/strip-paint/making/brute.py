import sys
from collections import Counter

END = 750000
label, sealed = {}, set()


def cells(first, last):
    return range(int(first), min(int(last), END) + 1) if int(last) - int(first) < 5000 else (
        [cell for cell in sorted(set(label) | sealed) if int(first) <= cell <= int(last)])


def widened(first, last):
    return range(int(first), min(int(last), END) + 1)


for line in sys.stdin.read().splitlines():
    kind, *rest = line.split()
    if kind == "dye":
        for cell in widened(*rest[:2]):
            if cell not in sealed:
                label[cell] = rest[2]
    elif kind == "wipe":
        for cell in cells(*rest):
            if cell not in sealed:
                label.pop(cell, None)
    elif kind == "seal":
        sealed.update(widened(*rest))
    elif kind == "unseal":
        sealed.difference_update(cells(*rest))
    elif kind == "at":
        print(label.get(int(rest[0]), "bare"))
    elif kind == "total":
        print(Counter(label.values())[rest[0]])
    else:
        found = [cell for cell in cells(*rest) if cell in label]
        begin = 0
        for at in range(len(found)):
            if at + 1 == len(found) or found[at + 1] != found[at] + 1 or label[found[at + 1]] != label[found[at]]:
                print(found[begin], found[at], label[found[at]])
                begin = at + 1
        if not found:
            print("bare")
