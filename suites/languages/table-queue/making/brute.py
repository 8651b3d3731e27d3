import sys

line, log = [], []  # log: one entry for each time a group was passed; a group is an object of its own
for words in (row.split() for row in sys.stdin.read().splitlines()):
    kind = words[0]
    names = [group["name"] for group in line]
    if kind == "join":
        if words[1] in names:
            print("already")
        else:
            line = line + [{"name": words[1], "size": int(words[2])}]
    elif kind == "leave":
        if words[1] not in names:
            print("absent")
        line = [group for group in line if group["name"] != words[1]]
    elif kind == "place":
        print(names.index(words[1]) + 1 if words[1] in names else "absent")
    else:
        fits = [at for at, group in enumerate(line) if group["size"] <= int(words[1])]
        stops = [
            at for at, group in enumerate(line)
            if group["size"] > int(words[1]) and sum(1 for entry in log if entry is group) >= 5
        ]
        if not fits or stops and stops[0] < fits[0]:
            print("nobody")
            continue
        print(line[fits[0]]["name"])
        log += line[: fits[0]]
        line = line[: fits[0]] + line[fits[0] + 1 :]
