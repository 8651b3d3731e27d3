import sys

tokens = []  # each: number, family, made
families = []  # each: user, device, login, ended


def of(family):
    return [token for token in tokens if token["family"] is family]


def state(family, now):
    if family["ended"]:
        return "over"
    if now - of(family)[-1]["made"] >= 900 or now - family["login"] >= 5000:
        return "expired"
    return "alive"


def fresh(family, now):
    tokens.append({"number": len(tokens) + 1, "family": family, "made": now})
    print("token " + str(len(tokens)))


for line in sys.stdin.read().splitlines():
    words = line.split()
    now, what = int(words[0]), words[1]
    if what in ("renew", "logout"):
        number = int(words[2])
        if number > len(tokens):
            print("unknown")
            continue
        family = tokens[number - 1]["family"]
        row = [token["number"] for token in of(family)]
        if state(family, now) != "alive":
            print(state(family, now))
        elif what == "logout":
            family["ended"] = True
            print("bye")
        elif row.index(number) == len(row) - 1:
            fresh(family, now)
        elif row.index(number) == len(row) - 2 and now - of(family)[-1]["made"] <= 10:
            print(f"token {row[-1]}")
        else:
            family["ended"] = True
            print("theft")
        continue
    mine = [family for family in families if family["user"] == words[2] and state(family, now) == "alive"]
    if what == "list":
        print(" ".join(["alive"] + [family["device"] for family in mine]))
    if what == "logoutall":
        print(f"bye {len(mine)}")
        for family in mine:
            family["ended"] = True
    if what == "login":
        if len(mine) >= 3:
            mine.sort(key=lambda family: (of(family)[-1]["made"], of(family)[-1]["number"]))
            mine[0]["ended"] = True
            print("bumped " + mine[0]["device"])
        families.append({"user": words[2], "device": words[3], "login": now, "ended": False})
        fresh(families[-1], now)
