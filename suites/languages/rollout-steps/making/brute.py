import sys

rows = [line.split() for line in sys.stdin.read().splitlines()]
names = set()
now = None  # name, step, worked seconds, needed seconds, reports, paused


def say(time, *words):
    print(" ".join(map(str, [time, now["name"], *words])))


def over(time, word):
    global now
    say(time, word)
    now = None


def enter(time):
    if not now["left"]:
        over(time, "finished")
        return
    say(time, "at", now["left"].pop(0))
    now.update(worked=0, needed=600, reports=[], more=2)


def share():
    good = sum(row[0] for row in now["reports"])
    bad = sum(row[1] for row in now["reports"])
    return good + bad, bad


def wait(begin, end):
    """Let the seconds after one time and up to another pass."""
    at = begin
    while now and not now["paused"] and now["needed"] - now["worked"] <= end - at:
        at += now["needed"] - now["worked"]
        now["worked"] = now["needed"]
        count, bad = share()
        if count < 40:
            if now["more"]:
                now["more"] -= 1
                now["needed"] += 300
                say(at, "longer")
            else:
                over(at, "revoked")
        elif bad / count > 0.03 and bad * 100 != 3 * count:
            over(at, "revoked")
        else:
            enter(at)
    if now and not now["paused"]:
        now["worked"] += end - at


last = 0
for row in rows:
    time, what = int(row[0]), row[1]
    wait(last, time)
    last = time
    if what == "start":
        if now or row[2] in names:
            print(time, "refused")
        else:
            names.add(row[2])
            now = {"name": row[2], "left": [1, 10, 50, 100], "paused": False}
            enter(time)
    elif not now or (what == "pause" and now["paused"]) or (what == "resume" and not now["paused"]):
        print(time, "refused")
    elif what == "pause":
        now["paused"] = True
    elif what == "resume":
        now["paused"] = False
    elif what == "cancel":
        over(time, "revoked")
    else:
        now["reports"].append((int(row[2]), int(row[3])))
        count, bad = share()
        if bad >= 25 and 100 * bad > 3 * count:
            over(time, "revoked")
