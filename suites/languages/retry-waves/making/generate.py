import json
import random
import sys


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def traffic(rng, count, capacity, clients, steps, downs):
    lines, time = [f"server {capacity}"], 0
    for _ in range(downs):
        time += rng.choice([0, 1, 5, 20, 40])
        end = time + rng.choice([1, 2, 3, 10, 25])
        lines.append(f"down {time} {end}")
        time = end
    time = rng.randrange(10)
    for _ in range(count):
        time += rng.choice(steps)
        lines.append(f"call {time} {rng.choice(clients)}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            clients = ["ann", "bob", "cy"][: rng.randrange(1, 4)]
            lines = traffic(rng, rng.randrange(22), rng.choice([0, 1, 1, 2, 3]), clients, rng.choice([[0], [0, 0, 1], [0, 1, 2, 5]]), rng.randrange(4))
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/two-at-once", ["server 2", "down 13 16", "call 10 ann", "call 10 bob", "call 10 ann", "call 11 cy", "call 14 bob", "call 15 cy"], True)
    case("basics/all-answered", ["server 5", "call 0 a", "call 0 b", "call 3 a", "call 9 c"])
    case("basics/one-by-one", ["server 1", *(f"call {20 * at} a" for at in range(4)), "call 60 b", "call 60 c"])
    case("basics/down-once", ["server 9", "down 5 20", "call 5 x", "call 6 y", "call 30 z"])
    case("edges/no-calls", ["server 3", "down 0 5"])
    case("edges/no-capacity", ["server 0", "call 0 a", "call 0 b", "call 100 a", "call 200 a"])
    case("edges/down-border", ["server 50", "down 5 8", "down 8 10", "down 12 13", *(f"call {time} {name}" for time, name in zip([4, 5, 7, 8, 9, 10, 11, 12, 13], "abcdefghi"))])
    case("edges/fifth-try", ["server 1", "down 0 1000000", "call 0 a", "call 2 b", "call 999990 c", "call 999999 d", "call 1000000 e"])
    case("edges/points-run-out", ["server 9", "down 0 5000", *(f"call {time} a" for time in range(14)), "call 14 b", "call 5000 a", *(f"call {6000 + at} a" for at in range(20))])
    case("edges/points-come-back", ["server 1", "down 100 103", "down 200 300", *(f"call {time} a" for time in [50, 51, 52, 99, 100, 101, 102, 150, 151, 152, 153, 154, 155, 156, *range(200, 215)])])
    case("edges/points-at-most", ["server 1", "down 60 400", *(f"call {time} a" for time in range(30)), *(f"call {60 + at} a" for at in range(16))])
    case("edges/retries-go-first", ["server 1", *(f"call {time} {name}" for time, name in zip([0, 0, 0, 3, 3, 4, 4, 5, 5, 6], "abcdefghij"))])
    case("edges/smaller-number-first", ["server 2", *(f"call 0 {name}" for name in "zyxwvutsrqponmlkjihgfedcba")])
    case("edges/answer-before-cost", ["server 1", "down 0 1", "call 0 a", "call 0 a", "call 0 a", "call 0 a", "call 0 a", "call 3 a", "call 3 a", "call 4 a", "call 4 a"])
    case("edges/spread", ["server 1", "down 0 1", *(f"call 0 {name}" for name in "abcdefghijklmnopq")])
    case("edges/busiest-first-of-several", ["server 9", "call 5 a", "call 8 a", "call 8 b", "call 9 a", "call 9 b", "call 1000000 c"])
    case("edges/busiest-by-retries", ["server 0", "call 0 a", "call 1 b", "call 2 c", "call 3 d", "call 5 e", "call 8 f"])
    case("edges/names-in-order", ["server 9", "call 0 b", "call 0 ab", "call 1 a", "call 1 abc", "call 2 b", "call 3 aa"])
    names = [f"c{letter}" for letter in "abcdefghijklmnopqrst"]
    storm = [f"call {800000 + at // 12} {names[at % 15]}" for at in range(120)]
    storm += ["call 900000 zz", "call 900300 zz"]

    def with_storm(lines):
        return [lines[0], "down 900000 900200", *lines[1:], *storm]

    case("large/steady", with_storm(traffic(rng, 750, 2, names, [0, 0, 1, 1, 1], 9)))
    case("large/storm", with_storm(traffic(rng, 800, 8, names[:9], [0] * 30 + [5, 20], 19)))
    case("large/one-client", with_storm(traffic(rng, 800, 1, ["solo"], [0, 1, 1, 2, 3], 12)))


main()
