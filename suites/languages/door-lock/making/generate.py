import json
import random
import sys

UNLOCKED = 45
BLOCKED = 240


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def events(rng, count, right=0.5, secret=None):
    secret = secret or rng.choice(["4711", "0", "007", "12345678"])
    wrong = ["1", "00", "7", "47110", secret[:-1] + "9"]
    lines, time = [f"secret {secret}"], rng.randrange(100)
    for _ in range(count):
        time += rng.choice([0, 1, 3, 10, UNLOCKED - 1, UNLOCKED, UNLOCKED + 1, BLOCKED - 1, BLOCKED])
        draw = rng.random()
        if draw < 0.6:
            lines.append(f"{time} enter {secret if rng.random() < right else rng.choice(wrong)}")
        elif draw < 0.85:
            lines.append(f"{time} push")
        else:
            lines.append(f"{time} shut")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = events(rng, rng.randrange(16), rng.choice([0.1, 0.3, 0.6]))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    u, b = UNLOCKED, BLOCKED
    case("basics/door", [
        "secret 2580", "10 push", "12 enter 2580", "20 push", "21 enter 1111", "300 shut", "301 push", "302 enter 2581", "303 enter 0",
        "304 enter 25800", "305 enter 2580", "306 push",
    ], True)
    case("basics/in-time", ["secret 12", "0 enter 12", "5 push", "6 shut", "7 push", "8 enter 12", "9 shut", "10 push", "11 push"])
    case("basics/locks-again", ["secret 1", "100 enter 1", "1000 push", "1001 enter 2", "1002 enter 1", "1003 push", "1004 push"])
    case("basics/wrong-codes", ["secret 999", "1 enter 1", "2 enter 999", "3 enter 2", "4 enter 3", "5 enter 999", "6 push"])
    case("edges/no-events", ["secret 5"])
    case("edges/last-second", [
        "secret 31", "50 enter 31", f"{50 + u - 1} push", f"{50 + u} shut", f"{60 + u} enter 31", f"{60 + 2 * u} push",
        f"{60 + 2 * u} enter 31", f"{60 + 2 * u} push",
    ])
    case("edges/counted-anew", ["secret 31", "0 enter 31", f"{u - 1} enter 31", f"{2 * u - 2} push", f"{9 * u} shut", f"{9 * u} push"])
    case("edges/wrong-locks", ["secret 31", "5 enter 31", "6 enter 32", "7 push", "8 enter 31", "9 push", "10 enter 1", "10 push"])
    case("edges/blocked-time", [
        "secret 8", "7 enter 1", "7 enter 2", "7 enter 3", f"{7 + b - 1} enter 8", f"{7 + b - 1} push", f"{7 + b} enter 8", f"{7 + b} push",
    ])
    case("edges/not-longer", [
        "secret 8", "0 enter 1", "0 enter 1", "0 enter 1", "10 enter 1", "20 enter 1", f"{b - 1} enter 2", f"{b} enter 1", f"{b + 1} enter 1",
        f"{b + 2} enter 8", f"{b + 3} enter 7", f"{b + 4} enter 7", f"{b + 5} enter 7", f"{b + 6} enter 8",
    ])
    case("edges/moment-zero", ["secret 6", "0 push", "0 enter 6", "0 enter 5", "0 push", "0 enter 6", "0 push", "0 shut", "0 push"])
    case("edges/leading-zeros", ["secret 007", "1 enter 7", "2 enter 07", "3 enter 007", "4 push"])
    case("edges/open-counts-nothing", [
        "secret 6", "1 enter 6", "2 push", "3 enter 1", "4 enter 1", "5 enter 1", "6 enter 6", "7 shut", "8 push", "9 enter 1", "9 enter 1",
        "10 enter 6", "11 push",
    ])
    case("edges/block-locks", ["secret 6", "0 enter 5", "0 enter 5", "0 push", "1 enter 6", "1 enter 5", "1 enter 5", "2 enter 5", "2 push"])
    case("large/mixed", events(rng, 1600, secret="007"))
    case("large/guessing", events(rng, 1700, 0.15))
    case("large/known", events(rng, 1000, 0.9))


main()
