import sys

lines = sys.stdin.read().splitlines()
size = int(lines[0].split()[1])
history = []  # every object that there ever was, in order: handle, name, references
ends = []  # the slots of objects that ended, in order, once for each


def lives():
    return [thing for thing in history if thing[2] > 0]


def lived(slot):
    return [thing for thing in history if thing[0][0] == slot]


def waiting():
    """The slots that wait, by the last time that an object of theirs ended."""
    used = {thing[0][0] for thing in lives()}
    last = {slot: at for at, slot in enumerate(ends)}
    return sorted((slot for slot in last if slot not in used and len(lived(slot)) < 13), key=last.get)


def untouched():
    return [slot for slot in range(1, size + 1) if not lived(slot)]


for line in lines[1:]:
    command, *words = line.split()
    if command == "create":
        queue, new = waiting(), untouched()
        if len(queue) >= 3 or (queue and not new):
            slot = queue[0]
        elif new:
            slot = new[0]
        else:
            print("exhausted")
            continue
        history.append([(slot, len(lived(slot)) + 1), words[0], 1])
        print(f"{slot}:{len(lived(slot))}")
    elif command == "grow":
        size += int(words[0])
        print(size)
    elif command == "census":
        parts = len(lives()), len(waiting()), len(untouched())
        print(*parts, size - sum(parts))
    elif command == "all":
        handles = sorted(thing[0] for thing in lives() if thing[1] == words[0])
        print(" ".join(f"{slot}:{generation}" for slot, generation in handles) if handles else "nobody")
    else:
        handle = tuple(map(int, words[0].split(":")))
        things = [thing for thing in history if thing[0] == handle]
        if not things:
            print("bogus")
            continue
        thing = things[0]
        if not thing[2]:
            print("stale")
        elif command == "name":
            print(thing[1])
        elif command == "retain":
            thing[2] += 1
            print(thing[2])
        else:
            had = thing[2]
            thing[2] = 0 if command == "kill" else had - 1
            print(had if command == "kill" else thing[2])
            if not thing[2]:
                ends.append(handle[0])
