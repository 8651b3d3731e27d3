import json
import random
import sys


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def address(number):
    return ".".join(str(number >> shift & 255) for shift in (24, 16, 8, 0))


def draw_set(rng, base, spread, lengths):
    first = min(2**32 - 1, max(0, base + rng.randrange(spread)))
    kind = rng.randrange(5)
    if kind == 0:
        return address(first)
    if kind <= 2:
        return f"{address(first)}/{rng.choice(lengths)}"
    return f"{address(first)}-{address(min(2**32 - 1, first + rng.randrange(spread)))}"


def commands(rng, count, base, spread, lengths, pool):
    lines, rules, asked = [], 0, 0
    for _ in range(count):
        kind = rng.choice(pool)
        if kind in ("count", "list", "find"):
            asked += 1
            if asked > 14:
                kind = "test"
        if kind in ("allow", "deny"):
            rules += 1
            lines.append(f"{kind} {draw_set(rng, base, spread, lengths)}")
        elif kind == "drop":
            lines.append(f"drop {rng.randrange(1, rules + 2)}")
        elif kind == "test":
            lines.append(f"test {address(min(2**32 - 1, max(0, base + rng.randrange(-2, spread + 2))))}")
        elif kind == "count":
            lines.append(f"count {draw_set(rng, base, spread, lengths)}")
        elif kind == "find":
            lines.append(f"find {rng.choice([*lengths, 32])}")
        else:
            lines.append("list")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["allow"] * 7 + ["deny"] * 4 + ["drop"] * 3 + ["test"] * 4 + ["count", "list", "find"] * 2
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            base = rng.choice([0, 2**32 - 64, 2**31 - 32, 10 * 2**24])
            spread, lengths = rng.choice([(64, [26, 28, 29, 30, 31, 32]), (2**32 - 1, [0, 1, 2, 4, 8]), (9, [29, 30, 31])])
            lines = commands(rng, rng.randrange(25), base if spread < 100 else 0, spread, lengths, pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "list"])}))
        return
    case("basics/office", ["allow 10.0.0.0/8", "deny 10.1.0.0/16", "allow 10.1.2.3", "test 10.1.2.3", "test 10.1.2.4", "test 10.2.0.0", "test 11.0.0.0", "drop 2", "test 10.1.2.4", "count 10.1.0.0/16", "find 10", "list"], True)
    case("basics/a-few-blocks", ["allow 192.168.1.10-192.168.1.40", "list", "count 192.168.1.0/28", "find 28", "find 27", "deny 192.168.1.16/30", "list"], True)
    case("basics/joins", ["allow 10.0.0.0/25", "allow 10.0.0.128/25", "list", "allow 10.0.1.0/24", "list", "allow 10.0.3.0/24", "list", "allow 10.0.2.0/24", "list"])
    case("basics/latest-decides", ["allow 1.2.3.0/24", "deny 1.2.3.4", "allow 1.2.3.0-1.2.3.9", "test 1.2.3.4", "drop 3", "test 1.2.3.4", "drop 3", "test 1.2.3.3", "count 1.2.0.0/16"])
    case("basics/dropped", ["allow 9.9.9.9", "drop 1", "list", "test 9.9.9.9", "drop 2", "allow 9.9.9.8/31", "test 9.9.9.9", "drop 1", "list"])
    case("edges/nothing-at-all", [])
    case("edges/no-rules", ["list", "find 0", "find 32", "count 0.0.0.0/0", "test 0.0.0.0", "drop 1", "deny 0.0.0.0/0", "list", "test 255.255.255.255"])
    case("edges/everything", ["allow 0.0.0.0/0", "list", "find 0", "find 32", "count 255.255.255.255/0", "test 255.255.255.255", "deny 255.255.255.255", "list", "find 1", "count 0.0.0.0-255.255.255.255"])
    case("edges/other-bits", ["allow 10.20.30.40/12", "list", "count 10.31.255.255", "test 10.15.255.255", "test 10.16.0.0", "test 10.31.255.255", "test 10.32.0.0", "count 10.99.99.99/9", "allow 200.200.200.201/31", "list"])
    case("edges/upper-half", ["allow 128.0.0.0/1", "list", "find 2", "deny 128.0.0.0", "find 1", "find 2", "find 8", "count 127.0.0.0-129.0.0.0", "allow 255.255.255.254-255.255.255.255", "list"])
    case("edges/last-and-first", ["allow 0.0.0.0", "allow 255.255.255.255", "list", "find 32", "allow 0.0.0.1-0.0.0.2", "find 31", "list", "count 0.0.0.0/30", "allow 255.255.255.253/32", "list"])
    case("edges/neighbours-do-not-join", ["allow 10.0.0.1", "allow 10.0.0.2", "list", "allow 10.0.0.0", "list", "allow 10.0.0.3", "list", "allow 10.0.0.4/30", "list", "allow 10.0.0.12/30", "find 29", "list"])
    case("edges/across", ["allow 9.255.255.250-10.0.0.5", "list", "find 30", "find 29", "count 10.0.0.0/8", "allow 127.255.255.255-128.0.0.0", "list", "count 127.0.0.0/7"])
    case("edges/rules-under-rules", ["allow 5.0.0.0/8", "deny 5.5.0.0/16", "allow 5.5.5.0/24", "deny 5.5.5.5", "allow 5.0.0.0/8", "test 5.5.5.5", "list", "drop 5", "test 5.5.5.5", "test 5.5.5.6", "test 5.5.6.0", "drop 4", "drop 2", "list", "drop 1", "list", "drop 3", "list"])
    case("edges/find-inside", ["allow 10.0.0.64/26", "allow 10.1.0.0/16", "find 24", "find 26", "find 27", "find 16", "find 15", "deny 10.0.0.96", "find 26", "find 27", "find 28"])
    case("edges/numbers-of-rules", ["deny 1.1.1.1", "allow 1.1.1.1", "drop 1", "test 1.1.1.1", "drop 1", "allow 1.1.1.2", "test 1.1.1.2", "drop 3", "drop 4", "deny 1.1.1.2", "test 1.1.1.2", "test 1.1.1.3", "drop 1000000"])
    mix = ["allow 200.0.0.0-200.0.0.9", "deny 200.0.0.4", "allow 200.0.0.20/30", "deny 200.0.0.0/29", "allow 200.0.0.3", "drop 2", "drop 4", "drop 4", "list", "count 200.0.0.8/30", "find 30", "find 0", "allow 200.0.0.30/31", "test 200.0.0.30", "test 200.0.0.31"]
    mix += ["allow 200.0.0.10-200.0.0.11", "list", "test 200.0.0.4", "count 200.0.0.0/8", "drop 900", "deny 200.0.0.0/24", "allow 250.1.2.3/9", "test 250.127.255.255", "count 250.128.0.0/8", "list", "allow 0.0.0.0/6", "list", "deny 0.0.0.0/6"]
    case("large/many-rules", [*mix, *commands(rng, 700, 100 * 2**24, 2**20, [12, 16, 20, 22, 24, 26], ["allow", "deny", "test"] * 5 + pool)])
    case("large/whole-space", [*mix, *commands(rng, 500, 0, 2**32 - 1, [4, 8, 10, 16, 20], pool)])
    case("large/small-space", [*mix, *commands(rng, 800, 2**31 - 300, 600, [24, 26, 28, 29, 30, 31], ["test"] * 9 + pool)])


main()
