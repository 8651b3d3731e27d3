import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
owner = [None] * int(rows[0][1])
files = {}  # lists of blocks


def runs():
    found, at = [], 0
    while at < len(owner):
        end = at
        while end < len(owner) and owner[end] is None:
            end += 1
        if end > at:
            found.append((at, end - at))
        at = max(end, at + 1)
    return found


def pieces(blocks):
    found = []
    for block in blocks:
        if found and found[-1][1] == block - 1:
            found[-1][1] = block
        else:
            found.append([block, block])
    return found


for row in rows[1:]:
    kind = row[0]
    if kind == "free":
        print(owner.count(None), len(runs()))
        continue
    name = row[1]
    if kind == "write" and name in files:
        print("exists")
    elif kind != "write" and name not in files:
        print("missing")
    elif kind == "where":
        print(" ".join("%d-%d" % tuple(piece) for piece in pieces(files[name])))
    elif kind == "delete":
        for block in files.pop(name):
            owner[block] = None
    else:
        blocks, needed = list(files.get(name, [])), int(row[2])
        saved, first = list(owner), kind == "extend"
        while needed and None in owner:
            if first and blocks[-1] + 1 < len(owner) and owner[blocks[-1] + 1] is None:
                begin = blocks[-1] + 1
                size = [run[0] + run[1] - begin for run in runs() if run[0] <= begin < run[0] + run[1]][0]
            else:
                fits = [run for run in runs() if run[1] >= needed]
                if fits:
                    begin, size = min(fits, key=lambda run: (run[1], run[0]))
                else:
                    begin, size = min(runs(), key=lambda run: (-run[1], run[0]))
            first = False
            for block in range(begin, begin + min(size, needed)):
                owner[block] = name
                blocks.append(block)
                needed -= 1
        if needed or len(pieces(blocks)) > 6:
            owner = saved
            print("refused")
        else:
            files[name] = blocks
            print(len(pieces(blocks)))
