import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
holder, ends, granted, queue = {}, {}, {}, {}
token = 0


def grant(now, lock, client):
    global token
    token += 1
    holder[lock], ends[lock], granted[lock] = client, now + 30, now
    print(now, client, lock, "granted", token)


def follow(now, lock):
    del holder[lock]
    if queue.get(lock):
        grant(now, lock, queue[lock].pop(0)[0])


now = 0
for row in rows:
    time, kind, client, lock = int(row[0]), *row[1:4]
    while now < time:
        now += 1
        for name in sorted(queue):
            for entry in list(queue[name]):
                if entry[1] == now:
                    queue[name].remove(entry)
                    print(now, entry[0], name, "gaveup")
        for name in sorted(holder):
            if ends[name] == now:
                print(now, holder[name], name, "expired")
                follow(now, name)
    waiting = [entry for entry in queue.setdefault(lock, []) if entry[0] == client]
    if kind == "acquire":
        if waiting or holder.get(lock) == client:
            print(now, client, lock, "already")
        elif lock not in holder:
            grant(now, lock, client)
        elif row[4] == "0":
            print(now, client, lock, "denied")
        else:
            queue[lock].append((client, now + int(row[4])))
            print(now, client, lock, "waits")
    elif kind == "renew":
        if holder.get(lock) == client:
            ends[lock] = min(now + 30, granted[lock] + 100)
            print(now, client, lock, "renewed", ends[lock])
        else:
            print(now, client, lock, "lost")
    elif holder.get(lock) == client:
        print(now, client, lock, "released")
        follow(now, lock)
    elif waiting:
        queue[lock].remove(waiting[0])
        print(now, client, lock, "left")
    else:
        print(now, client, lock, "lost")
