import json
import random
import sys

IDLE = 900
LONGEST = 5000
GRACE = 10


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


class Paper:
    """Requests, with the tokens that a server would have made for them."""

    def __init__(self, rng, users, devices, made):
        self.rng = rng
        self.users = users
        self.devices = devices
        self.time = 100 * bool(made) + rng.randrange(100)
        self.count = made
        self.newest = []
        self.older = []
        self.lines = []

    def step(self, steps, logins):
        rng = self.rng
        self.time += rng.choice(steps)
        draw = rng.random()
        if draw < logins or not self.newest:
            self.lines.append(f"{self.time} login {rng.choice(self.users)} {rng.choice(self.devices)}")
            self.count += 1
            self.newest.append(self.count)
        elif draw < 0.8:
            at = rng.randrange(max(0, len(self.newest) - 8), len(self.newest))
            self.lines.append(f"{self.time} renew {self.newest[at]}")
            self.count += 1
            self.older.append(self.newest[at])
            self.newest[at] = self.count
        elif draw < 0.86:
            number = rng.choice(self.older[-5:] + [self.count + rng.randrange(3), 1])
            self.lines.append(f"{self.time} renew {max(1, number)}")
        elif draw < 0.89:
            self.lines.append(f"{self.time} logout {rng.choice(self.older[-3:] + self.newest[-4:])}")
        elif draw < 0.91:
            self.lines.append(f"{self.time} logoutall {rng.choice(self.users)}")
        else:
            self.lines.append(f"{self.time} list {rng.choice(self.users)}")


def requests(rng, count, users, steps, logins=0.3, made=0):
    paper = Paper(rng, users, ["phone", "desk", "tv", "car", "watch"], made)
    for _ in range(count):
        paper.step(steps, logins)
    return paper.lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 3], [1, GRACE - 1, GRACE, GRACE + 1], [1, 5, IDLE // 2, IDLE - 1, IDLE], [300, 400, 500, 1]])
            lines = requests(rng, rng.randrange(32), ["ann", "bob"][: rng.randrange(1, 3)], steps, rng.choice([0.2, 0.4]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    i, m, g = IDLE, LONGEST, GRACE
    case("basics/renewed", [
        "100 login ann phone", "160 renew 1", "165 renew 1", "300 renew 2", "310 login ann desk", "340 list ann", "350 renew 1", "360 renew 3",
        "370 list ann", "380 list bob",
    ], True)
    case("basics/fourth-login", [
        "5 login bob phone", "6 login bob desk", "7 login bob tv", "8 renew 3", "9 login bob car", "10 list bob", "11 renew 2", "12 login ann tv", "13 list ann",
    ], True)
    case("basics/logout", ["5 login a phone", "6 login a tv", "7 login b tv", "8 logout 1", "9 renew 1", "10 list a", "11 logoutall a", "12 renew 2", "13 renew 3", "14 logout 9"])
    case("basics/expired", ["0 login a phone", f"{i + 300} renew 1", f"{i + 301} list a", f"{i + 302} login a phone", f"{i + 303} renew 2", f"{i + 304} logout 1"])
    case("edges/empty", [])
    case("edges/nothing-known", ["0 list a", "0 logoutall a", "0 renew 1", "0 logout 1000000", "0 login a b", "0 renew 2"])
    case("edges/idle-border", ["7 login a x", f"{6 + i} list a", f"{6 + i} renew 1", f"{6 + 2 * i} list a", f"{6 + 2 * i} renew 2", f"{6 + 2 * i} logout 2", f"{6 + 2 * i} renew 1"])
    long = ["50 login a x"]
    time, number = 50, 1
    while time + i - 1 < 50 + m - 1:
        time += i - 1
        long.append(f"{time} renew {number}")
        number += 1
    long += [f"{50 + m - 1} renew {number}", f"{50 + m - 1} list a", f"{50 + m} list a", f"{50 + m} renew {number + 1}", f"{50 + m} logoutall a"]
    case("edges/longest-life", long)
    case("edges/grace-border", ["0 login a x", "50 renew 1", f"{50 + g} renew 1", f"{50 + g} list a", f"{50 + g + 1} renew 1", f"{50 + g + 1} renew 2", f"{50 + g + 1} list a"])
    case("edges/grace-only-for-the-last", ["0 login a x", "1 renew 1", "2 renew 2", "3 renew 2", "4 renew 1", "5 renew 3", "6 list a"])
    case("edges/grace-again-and-again", ["0 login a x", "1 renew 1", "2 renew 1", f"{1 + g} renew 1", f"{2 + g} renew 1"])
    case("edges/grace-with-other-families", ["0 login a x", "0 login b x", "1 renew 1", "2 renew 2", "3 renew 1", "4 renew 2", "5 renew 3", "6 renew 4", "7 renew 3", "8 list a"])
    case("edges/first-is-newest", ["0 login a x", "0 renew 1", "0 renew 1", "0 renew 2", "0 renew 2", "0 renew 1", "0 renew 3"])
    case("edges/bumped-by-newest-token", [
        "0 login a w", "0 login a x", "0 login a y", "0 renew 1", "0 renew 2", "0 login a z", "0 login a u", "0 list a", "5 renew 4", "6 renew 5", "7 renew 3", "8 login b w",
    ])
    case("edges/only-the-living-count", [
        "0 login a w", "1 login a x", "2 login a y", "3 logout 2", "4 login a z", "5 list a", f"{i} login a u", f"{i} list a", f"{i + 2} login a v", f"{i + 2} list a",
    ])
    case("edges/logout-with-an-old-token", ["0 login a x", "1 renew 1", "2 renew 2", "3 logout 1", "4 renew 3", "5 logout 3", f"{9 * i} logout 3"])
    case("edges/over-and-expired", ["0 login a x", "1 logout 1", "1 login a y", f"{2 * i} renew 1", f"{2 * i} renew 2", f"{2 * i} logoutall a", f"{2 * i} renew 2"])
    case("edges/same-device", ["0 login a x", "0 login a x", "0 list a", "1 login a x", "2 login a x", "3 renew 1", "4 renew 2", "5 list a"])
    users = ["ann", "bob", "cy", "dora", "eve"]
    t = 900000000
    tail = [f"{t} login zoe w", f"{t + i - 1} list zoe", f"{t + i} list zoe", f"{t + i} login zed x"]

    head = [
        "0 login zoe w", "1 renew 1", f"{1 + g} renew 1", f"{2 + g} renew 2", f"{3 + g} renew 3", f"{4 + g} renew 2",
        *(f"{5 + g} login zed {device}" for device in "xyz"), f"{6 + g} renew 5", f"{7 + g} login zed u", f"{8 + g} list zed",
    ]
    made = 9
    case("large/mixed", head + requests(rng, 1300, users, [0, 1, 5, 10, 30], made=made) + tail)
    case("large/slow", head + requests(rng, 1000, users[:3], [1, g, g + 1, 60, 200, 300], 0.15, made=made) + tail)
    case("large/one-user", head + requests(rng, 1000, ["max"], [0, 1, 2, 20, 100], 0.12, made=made) + tail)


main()
