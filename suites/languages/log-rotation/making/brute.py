import sys
from math import ceil

lines = [line.split() for line in sys.stdin.read().splitlines()]
limit, keep = int(lines[0][1]), int(lines[0][2])
files = [{"messages": [], "turns": 0, "gone": None}]  # in the order in which they were begun


def size(file):
    whole = sum(file["messages"])
    return whole if file["turns"] < 2 else int(ceil(whole * 13 / 100))


def kept():
    return [file for file in files if file["gone"] is None]


def put_aside():
    if not files[-1]["messages"]:
        return
    print("rotated " + str(size(files[-1])))
    alive = kept()
    if len(alive) > keep:
        alive[0]["gone"] = size(alive[0])
    for file in kept():
        file["turns"] += 1
    files.append({"messages": [], "turns": 0, "gone": None})


for command, *rest in lines[1:]:
    if command == "write":
        if sum(files[-1]["messages"]) + int(rest[0]) > limit:
            put_aside()
        files[-1]["messages"].append(int(rest[0]))
    if command == "rotate":
        put_aside()
    if command == "clean":
        count = 0
        while len(kept()) > 1 and sum(map(size, kept())) > int(rest[0]):
            kept()[0]["gone"] = size(kept()[0])
            count += 1
        print(f"cleaned {count} {sum(map(size, kept()))}")
    if command == "sizes":
        print(" ".join(str(size(file)) for file in reversed(kept())))
gone = [file["gone"] for file in files if file["gone"] is not None]
print(f"deleted {len(gone)} {sum(gone)}")
