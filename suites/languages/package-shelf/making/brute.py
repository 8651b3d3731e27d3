import sys

sys.setrecursionlimit(10000)
size, needs = {}, {}
here, wanted = [], []


def all_of(names):
    """Grows a list by what its members need until nothing comes any more."""
    grown = list(names)
    while True:
        more = {need for name in grown for need in needs.get(name, [])} - set(grown)
        if not more:
            return set(grown)
        grown += more


def used(names):
    total = 0
    for name in names:
        total += size[name]
    return total


def put_on(name, begun, out):
    if name in here or name in begun:
        return
    begun.append(name)
    for need in needs[name]:
        put_on(need, begun, out)
    out.append(name)


for line in sys.stdin.read().split("\n"):
    words = line.split()
    if not words:
        continue
    if words[0] == "offer":
        size[words[1]] = int(words[2])
        needs[words[1]] = [need for need in words[3].split(",") if need != "-"]
    elif words[0] == "install":
        name = words[1]
        considered = all_of([name])
        bad = [other for other in considered if other not in size]
        if bad:
            print("missing", sorted(bad)[0])
        elif name in here:
            wanted.append(name)
            print("kept")
        else:
            total = used(here) + used(other for other in considered if other not in here)
            if total > 5000:
                print("full", total - 5000)
            else:
                out = []
                put_on(name, [], out)
                here += out
                wanted.append(name)
                print("installed", *out)
    elif words[0] == "remove":
        name = words[1]
        if name not in here:
            print("absent")
            continue
        wanted = [other for other in wanted if other != name]
        users = []
        for other in sorted(here):
            if other != name and name in needs[other]:
                users.append(other)
        if users:
            print("needed", *users)
        else:
            here.remove(name)
            print("removed")
    else:
        stays = all_of(wanted)
        gone = sorted(name for name in here if name not in stays)
        here = [name for name in here if name in stays]
        print("cleaned", used(gone), *gone)
print("used", used(here))
