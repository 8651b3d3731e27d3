import json
import random
import sys

MOST = 8


def case(name, limit, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in [f"limit {limit}", *lines])}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, topics, largest, back, stored=0):
    lines = []
    for _ in range(count):
        draw = rng.random()
        number = max(1, stored - rng.randrange(back) + 1)
        if draw < 0.5:
            stored += 1
            lines.append(f"store {rng.choice(topics)} {rng.randrange(1, largest + 1)}")
        elif draw < 0.72:
            lines.append(f"pin {number}")
        elif draw < 0.82:
            lines.append(f"unpin {number}")
        elif draw < 0.87:
            lines.append(f"remove {number}")
        elif draw < 0.97:
            lines.append(f"read {rng.choice(topics)}")
        else:
            lines.append("stats")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            topics = ["a", "b", "c"][: rng.randrange(1, 4)]
            largest = rng.choice([1, 5, 12])
            lines = [f"limit {rng.choice([4, 10, 30])}", *commands(rng, rng.randrange(40), topics, largest, rng.choice([4, 12]))]
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "stats", "read a"])}))
        return
    m = MOST
    case("basics/small", 100, [
        "store news 40", "store mail 30", "store news 20", "read news", "store mail 35", "read news", "pin 2", "store news 50", "read mail",
        "read news", "stats", "remove 2", "pin 1", "stats",
    ], True)
    case("basics/one-topic", 1000, [*["store a 1"] * (m + 3), "read a", "stats"])
    case("basics/bytes", 10, ["store a 5", "store b 5", "store c 1", "read a", "read b", "store a 10", "stats", "store a 11", "stats", "read c"])
    case("basics/pins", 20, ["store a 9", "pin 1", "pin 1", "store b 9", "store b 3", "unpin 1", "unpin 1", "store c 17", "read a", "read b", "read c", "pin 2"])
    case("edges/no-commands", 5, [])
    case("edges/gone", 9, ["pin 1", "unpin 1", "remove 1", "store a 2", "remove 1", "remove 1", "pin 1", "unpin 1", "read a", "read b", "stats", "store a 1"])
    case("edges/just-fits", 12, ["store a 4", "store a 4", "store a 4", "stats", "pin 2", "store b 8", "read a", "pin 4", "store c 1", "stats", "unpin 2", "store c 4", "stats"])
    case("edges/all-pinned-in-topic", 1000, [
        *["store a 1"] * m, *(f"pin {at + 1}" for at in range(m)), "store a 1", "store b 1", "unpin 3", "store a 1", "read a", f"pin {m + 2}", "store a 5", "remove 1", "store a 5", "read a",
    ])
    case("edges/topic-before-bytes", m * 10, [*["store b 10"], *["store a 10"] * (m - 1), "store b 10", "store a 10", "read b", "store a 30", "read a", "read b", "stats"])
    case("edges/topic-makes-room", 2 * m, ["store b 1", *["store a 1"] * m, f"store a {m}", "read a", "read b", "stats"])
    case("edges/oldest-not-pinned", 30, ["store a 10", "store b 10", "store a 10", "pin 1", "store c 5", "read b", "unpin 1", "store c 15", "read a", "stats"])
    case("edges/nothing-changes", 20, ["store a 6", "pin 1", "store b 6", "store b 6", "store c 15", "store c 14", "stats", "read b", "store c 21", "read c"])
    topics = [f"topic{letter}" for letter in "abcdefghijkl"]
    case("large/many-topics", 3000, commands(rng, 1999, topics, 120, 60))
    case("large/few-topics", 5000, commands(rng, 1500, topics[:3], 90, 25))
    room = ["store b 1", *["store a 1"] * m, f"store a {300 - m}", "read b", "read a", *(f"remove {at + 1}" for at in range(m + 2))]
    case("large/tight", 300, [*room, *commands(rng, 1200, topics[:6], 90, 9, m + 2)])


main()
