import json
import random
import sys

LEASE = 30
LONGEST = 100


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, clients, locks, steps, waits):
    lines, time = [], rng.randrange(20)
    for _ in range(count):
        time += rng.choice(steps)
        client, lock, draw = rng.choice(clients), rng.choice(locks), rng.random()
        if draw < 0.5:
            lines.append(f"{time} acquire {client} {lock} {rng.choice(waits)}")
        elif draw < 0.8:
            lines.append(f"{time} renew {client} {lock}")
        else:
            lines.append(f"{time} release {client} {lock}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            steps = rng.choice([[0, 1, 2], [0, 5, LEASE // 2], [0, 1, LEASE - 1, LEASE, LEASE + 1], [LEASE - 1], [0, LONGEST]])
            waits = [0, 1, 5, LEASE - 1, LEASE, LEASE + 1, 2 * LEASE]
            lines = commands(rng, rng.randrange(18), ["ann", "bob", "cy"], ["l1", "k"][: rng.randrange(1, 3)], steps, waits)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    n, m = LEASE, LONGEST
    case("basics/printer", [
        "5 acquire ann printer 0", "6 acquire bob printer 0", "7 acquire cleo printer 50", "9 acquire bob disk 10", "20 renew ann printer",
        "25 release ann printer", "40 renew bob disk", "70 release cleo printer",
    ], True)
    case("basics/queue", [
        "0 acquire a x 9", "1 acquire b x 900", "2 acquire c x 900", "3 acquire d x 900", "4 release c x", "5 release a x", "6 release a x",
        "7 release b x", "8 acquire a x 900", "9 release d x", "10 renew a x",
    ])
    case("basics/expires", ["10 acquire a x 0", "12 acquire b x 1000", f"{10 + 3 * n} renew a x", f"{10 + 3 * n} acquire c x 0"])
    case("basics/gives-up", ["0 acquire a x 0", "1 acquire b x 5", "2 acquire c x 3", "4 renew a x", "9 release a x", "10 acquire c x 0"])
    case("edges/empty", [])
    case("edges/end-of-lease", [
        "3 acquire a x 0", f"{3 + n - 1} renew a x", f"{3 + 2 * n - 1} renew a x", f"{3 + 2 * n} acquire b x 0", f"{3 + 3 * n} renew b x",
        f"{3 + 3 * n} acquire b x 0",
    ])
    case("edges/patience-ends-with-lease", ["0 acquire a x 0", f"0 acquire b x {n}", f"0 acquire c x {n + 1}", f"{n} acquire b x 0", f"{2 * n} renew c x"])
    case("edges/longest", [
        "0 acquire a x 0", "0 acquire b x 1000", *(f"{at} renew a x" for at in range(n - 5, m, n - 5)), f"{m - 1} renew a x", f"{m} renew a x",
        f"{m + n - 1} renew b x", f"{m + n} release b x",
    ])
    case("edges/already", ["0 acquire a x 4", "0 acquire a x 4", "0 acquire b x 4", "1 acquire b x 400", "4 acquire b x 400", "4 acquire b x 0"])
    case("edges/chain-of-expiries", ["0 acquire a x 0", *(f"1 acquire {name} x 1000" for name in "bcdef"), f"{5 * n - 1} renew e x", f"{9 * n} renew f x"])
    case("edges/many-at-once", [
        "0 acquire a z 0", "0 acquire a b 0", "0 acquire a m 0", f"0 acquire c z {n}", f"0 acquire d z 500", f"0 acquire c b {n}", f"0 acquire e b 500",
        f"0 acquire f b {n}", f"{n} renew d z", f"{n} renew e b", f"{n} acquire c m 0",
    ])
    case("edges/left-then-lost", ["0 acquire a x 0", "0 acquire b x 9", "1 release b x", "2 release b x", "3 release a x", "3 renew a x", "4 acquire b x 0"])
    case("edges/nothing-later", ["0 acquire a x 0", "0 acquire b x 100", f"{n - 1} acquire c y 0"])
    case("edges/order-in-time", ["0 acquire a p 0", "7 acquire b q 0", f"8 acquire c p {n - 2}", "8 acquire d q 500", f"9 acquire c q {n}", f"{4 * n} renew d q"])
    clients = ["ann", "bob", "cy", "dan", "eve", "fay"]
    locks = [f"lock{at}" for at in range(1, 13)]
    held = ["900000 acquire hold zz 0", *(f"{900000 + at} renew hold zz" for at in range(n - 5, m + 1, n - 5)), f"{900000 + m} renew hold zz"]
    case("large/many-locks", commands(rng, 700, clients, locks, [0, 1, 2, 4], [0, 10, 20, 60, 400]) + held)
    case("large/one-lock", commands(rng, 400, clients, locks[:1], [0, 1, 3, 7, 10], [0, 5, n, 3 * n, 900]))
    case("large/slow", commands(rng, 350, clients[:3], locks[:4], [0, 5, n - 1, n, n + 1], [0, 1, n - 1, n, n + 1, 2 * n]))


main()
