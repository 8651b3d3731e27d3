import json
import random
import sys

RETURN = 14
PAYMENT = 9
EVENTS = ["place", "pay", "ship", "deliver", "cancel", "hold", "resume", "giveback"]
NEXT = {"place": "pay", "pay": "ship", "ship": "deliver", "deliver": "giveback", "hold": "resume", "resume": "pay"}


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def events(rng, count, orders, steps):
    lines, day, latest = [], 0, {}
    for _ in range(count):
        day += rng.choice(steps)
        order = rng.choice(orders)
        event = rng.choice(EVENTS)
        if rng.random() < 0.75:
            event = NEXT.get(latest.get(order), "place")
            if event == "pay" and rng.random() < 0.3:
                event = "hold"
        latest[order] = event
        lines.append(f"{day} {order} {event}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 2], [0, 3, PAYMENT - 1, PAYMENT, PAYMENT + 1], [0, RETURN, RETURN + 1], [1, 4]])
            lines = events(rng, rng.randrange(14), ["a", "b2"][: rng.randrange(1, 3)], steps)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    p, r = PAYMENT, RETURN
    case("basics/orders", [
        "1 x1 place", "2 x2 place", "2 x1 pay", "3 x1 hold", "4 x1 ship", "6 x1 resume", "6 x1 ship", "8 x1 deliver", "9 x3 pay",
        "20 x2 pay", "21 x1 giveback",
    ], True)
    case("basics/straight", ["0 a place", "0 a pay", "1 a ship", "5 a deliver", "6 b place", "7 b pay"])
    case("basics/cancelled", ["0 a place", "0 a cancel", "1 b place", "1 b pay", "2 b cancel", "3 c place", "3 c hold", "4 c cancel", "5 c resume", "5 a place"])
    case("basics/returned", ["0 a place", "0 a pay", "0 a ship", "3 a giveback", "4 a deliver", "5 a giveback", "6 a giveback", "7 a cancel"])
    case("edges/empty", [])
    case("edges/unknown", ["3 a pay", "3 a giveback", "4 b resume", "4 b place", "4 b place", "5 a cancel"])
    case("edges/last-day-to-pay", ["5 a place", "5 b place", f"{5 + p} a pay", f"{6 + p} b pay", f"{6 + p} b place"])
    case("edges/expires-at-the-end", ["0 a place", "1 b place", f"{p + 1} c place"])
    case("edges/cancel-too-late", ["0 a place", "0 b place", f"{p} a cancel", f"{p + 1} b cancel", f"{p + 1} b hold"])
    case("edges/hold-adds-days", [
        "0 a place", "4 a hold", "30 a pay", "44 a resume", f"{40 + p} a pay", "100 b place", f"{100 + p} b hold", "300 b resume", "301 b pay",
    ])
    case("edges/two-holds", ["0 a place", "1 a hold", "4 a resume", "4 a hold", "4 a resume", "5 a hold", "7 a resume", f"{5 + p} a pay", f"{6 + p} a ship", "99 c place"])
    case("edges/paid-on-hold", ["0 a place", "1 a pay", "2 a hold", "300 a resume", "300 a ship", "301 a hold", "301 a cancel"])
    case("edges/held-at-the-end", ["0 a place", f"{p} a hold", "900 b place", "900 a hold"])
    case("edges/last-day-to-return", [
        "0 a place", "0 b place", "0 a pay", "0 b pay", "1 a ship", "1 b ship", "2 a deliver", "2 b deliver", f"{2 + r} a giveback", f"{3 + r} b giveback",
    ])
    orders = [f"o{at}" for at in range(200)]
    case("large/mixed", events(rng, 1500, orders, [0, 0, 0, 0, 1]))
    d = 50000
    tail = [f"{d} {order} {event}" for order, many in (
        ("z1", ["place"]), ("z2", ["place", "pay", "ship", "deliver"]), ("z3", ["place", "hold", "cancel"]), ("z4", ["place"]), ("z5", ["place"]),
        ("z6", ["place", "pay", "hold", "resume"]),
    ) for event in many]
    tail += [f"{d + 1} z1 hold", f"{d + 6} z1 resume", f"{d + p + 1} z4 pay", f"{d + p + 3} z1 pay", f"{d + r + 1} z2 giveback"]
    case("large/few-orders", events(rng, 700, orders[:40], [0, 1, 1, 2]) + tail)
    case("large/slow", events(rng, 600, orders[:120], [0, 1]))


main()
