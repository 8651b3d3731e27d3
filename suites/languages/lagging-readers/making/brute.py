import sys

lines = sys.stdin.read().splitlines()
keep = int(lines[0].split()[1])
kept = []
queues = {}  # by reader: every entry that it is to get, as [text, lost]
strikes = {}
for line in lines[1:]:
    words = line.split()
    if words[0] == "append":
        entry = [words[1], False]
        kept.append(entry)
        if len(kept) > keep:
            kept.pop(0)[1] = True
        for queue in queues.values():
            queue.append(entry)
        continue
    name = words[1]
    if words[0] == "follow":
        if name in queues:
            print("taken")
        else:
            queues[name] = []
            strikes[name] = 0
    elif name not in queues:
        print("unknown")
    elif words[0] == "lag":
        print(len(queues[name]))
    elif words[0] == "skip":
        queues[name].clear()
    elif words[0] == "stop":
        queues.pop(name)
    else:
        queue = queues[name]
        lost = sum(entry[1] for entry in queue)
        if lost:
            strikes[name] += 1
            del queue[:lost]
            print("missed" if strikes[name] < 3 else "dropped", lost)
            if strikes[name] >= 3:
                queues.pop(name)
        else:
            got = []
            while queue and len(got) < int(words[2]):
                got.append(queue.pop(0)[0])
            print(" ".join(got) if got else "idle")
