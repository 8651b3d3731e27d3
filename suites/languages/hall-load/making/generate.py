import json
import random
import sys

GAP = 6


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def records(rng, count, halls, days, longest, people, sizes):
    lines, number = [], 0
    for _ in range(count):
        draw, day = rng.random(), rng.randrange(days)
        if draw < 0.15:
            lines.append(f"seats {rng.choice(halls)} {day} {rng.choice(sizes)}")
        elif draw < 0.25:
            lines.append(f"cancel b{rng.randrange(number + 3)}")
        else:
            number += 1
            lines.append(f"book b{number} {rng.choice(halls)} {day} {day + rng.randrange(1, longest + 1)} {rng.randrange(1, people + 1)}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = records(rng, rng.randrange(12), ["red", "blue"][: rng.randrange(1, 3)], rng.choice([5, 30]), rng.choice([3, GAP + 2]), 5, [0, 3, 5])
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    g = GAP
    case("basics/two-halls", [
        "seats aula 0 100", "book b1 aula 10 15 60", "book b2 aula 12 20 50", "book b3 aula 14 16 20", "seats gym 5 30", "book b4 gym 7 9 30",
        f"book b5 aula {15 + g + 1} 40 120", f"seats aula 30 200", "cancel b9",
    ], True)
    case("basics/one", ["seats a 0 10", "book x a 5 9 11", "book y a 20 21 10", "book z a 100 105 40"])
    case("basics/cancelled", ["cancel x", "seats a 0 10", "book x a 5 9 11", "book y a 3 8 8", "book z a 7 12 8", "cancel q", "cancel z"])
    case("basics/growing", ["seats a 0 10", "book x a 0 100 50", "seats a 20 60", "seats a 50 40", "seats a 70 5"])
    case("edges/empty", [])
    case("edges/no-seats", ["book x a 3 4 1", "seats b 10 5", "book y b 8 12 5", "cancel z", "seats c 0 0"])
    case("edges/touching", ["seats a 0 5", "book x a 1 3 6", "book y a 3 7 7", "book z a 7 8 5", "seats a 8 4", "book w a 8 10 5", "book v a 0 1 5"])
    gaps = [f"book x a 0 1 3", f"book y a {1 + g} {2 + g} 4", f"book z a {3 + 2 * g} {4 + 2 * g} 5"]
    case("edges/gaps", [*gaps, "seats a 1000 7", f"book w a {4 + 3 * g} {5 + 3 * g} 1"])
    case("edges/last-record-counts", ["seats a 3 50", "seats a 0 10", "book x a 0 9 20", "seats a 3 15", "seats a 6 30", "seats a 6 12", "seats a 7 20"])
    case("edges/record-on-a-border", ["seats a 0 10", "seats a 10 20", "seats a 20 10", "book x a 5 25 15", "book y a 10 20 5", "book z a 20 21 1"])
    case("edges/order-of-halls", ["seats b 0 1", "seats a1 0 1", "seats ab 0 1", "book x a 0 1 1", "cancel x", "seats 9 0 1"])
    case("edges/far-days", ["seats a 0 1", "book x a 0 1000000 1", "book y a 999999 1000000 1", "seats a 500000 0", "seats a 500001 1"])
    case("edges/same-load", ["seats a 0 9", "book p a 1 3 10", "book q a 3 5 10", "book r a 5 7 10", "cancel q", "book s a 3 5 9", f"book t a {6 + g} {8 + g} 99"])
    halls = [f"hall{at}" for at in range(12)]
    extra = ["cancel e2", "seats extra 5 1", "seats extra 5 9", "book e1 extra 5 7 5", "book e2 extra 8 9 50"]
    extra += [line.replace(" a ", " gap ").replace("book ", "book g") for line in gaps]
    case("large/mixed", extra + records(rng, 1500, halls, 3000, 60, 100, [100, 200, 300, 50]))
    case("large/long", records(rng, 800, halls[:3], 900000, 50000, 1000, [5000, 8000, 12000]))
    case("large/short", records(rng, 900, halls[:6], 4000, 6, 9, [0, 3, 6, 9]))


main()
