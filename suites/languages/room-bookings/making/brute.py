import sys

first, *lines = sys.stdin.read().split("\n")
rooms = [(part.split(":")[0], int(part.split(":")[1])) for part in first.split(" ")]
requests = []  # in the order in which they were made: dict(id, start, end, people, room or None)


def fits(request, room):
    blocked = set()
    for other in requests:
        if other is not request and other["room"] == room:
            blocked |= set(range(other["start"] - 11, other["end"] + 11))
    return not blocked & set(range(request["start"], request["end"]))


def place(request):
    good = [(seats, i) for i, (room, seats) in enumerate(rooms) if seats >= request["people"] and fits(request, room)]
    if good:
        request["room"] = rooms[min(good)[1]][0]
        print(request["id"], request["room"])
    return bool(good)


def through():
    for request in list(requests):
        if request["room"] is None:
            place(request)


for line in lines:
    word = line.split(" ")
    known = [r for r in requests if len(word) > 1 and r["id"] == word[1]]
    if word[0] == "book":
        new = dict(id=word[1], start=int(word[2]), end=int(word[3]), people=int(word[4]), room=None)
        if known:
            print(word[1], "taken")
        elif max(seats for _, seats in rooms) < new["people"]:
            print(word[1], "impossible")
        else:
            if not place(new):
                print(word[1], "waits")
            requests.append(new)
    elif word[0] == "show":
        mine = sorted((r["start"], r["id"], r["end"]) for r in requests if r["room"] == word[1])
        print(word[1], " ".join(f"{i} {s}-{e}" for s, i, e in mine) or "empty")
    elif word[0] and not known:
        print(word[1], "unknown")
    elif word[0] == "cancel":
        requests.remove(known[0])
        print(word[1], "cancelled")
        if known[0]["room"]:
            through()
    elif word[0] == "change":
        request, old = known[0], known[0]["end"]
        request["end"] = int(word[2])
        if request["room"] is None:
            if not place(request):
                print(word[1], "waits")
        elif fits(request, request["room"]):
            print(word[1], "until", word[2])
            if request["end"] < old:
                through()
        else:
            request["end"] = old
            print(word[1], "stays")
print(" ".join(["waiting"] + [r["id"] for r in requests if r["room"] is None]))
