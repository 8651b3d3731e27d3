import json
import random
import sys

LIFE, GRACE = 120, 7


def paper(rng, lines, members, step, most):
    names = rng.sample(["ann", "bob", "cyd", "dan", "eve", "fay"], members)
    day, orders, out = rng.randrange(20), ["1"], []
    for _ in range(lines):
        day += rng.choice([0, 0, 1, GRACE, GRACE - 1, LIFE, LIFE - 1, LIFE + 1, rng.randrange(20)]) if rng.random() < step else 0
        name, count = rng.choice(names), rng.choice([1, most, rng.randrange(1, most + 1)])
        kind = rng.choice(["earn"] * 3 + ["spend"] * 3 + ["refund"] * 2 + ["give", "show"])
        if kind == "earn":
            out.append(f"earn {day} {name} {count}")
        elif kind == "spend":
            orders.append(rng.choice([str(len(orders) + 100)] * 6 + [rng.choice(orders)]))
            out.append(f"spend {day} {name} {orders[-1]} {count}")
        elif kind == "refund":
            out.append(f"refund {day} {rng.choice(orders[-5:])} {rng.choice([1, count // 2 + 1, count])}")
        elif kind == "give" and members > 1:
            out.append(f"give {day} {name} {rng.choice([n for n in names if n != name])} {count}")
        else:
            out.append(f"show {day} {name}")
    kept = [line for line in out if int(line.split()[1]) <= 30000]
    return "".join(line + "\n" for line in kept)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    e, g = LIFE, GRACE
    yield "basics/earn-and-spend", text("earn 1 ann 100 / earn 5 ann 50 / spend 10 ann 77 120 / show 10 ann / spend 11 ann 78 40 / show 11 bob"), True
    yield "basics/give-back", text("earn 1 ann 100 / spend 2 ann 5 60 / refund 3 5 20 / show 3 ann / refund 3 5 50 / give 4 ann bob 60 / show 4 bob / show 4 ann"), True
    yield "basics/all-spent", text("earn 1 ann 10 / earn 1 bob 20 / spend 1 ann 1 10 / spend 1 bob 2 19 / show 1 ann / show 1 bob"), False
    yield "basics/next-to-expire", text("earn 1 ann 10 / earn 2 ann 20 / earn 3 ann 30 / show 4 ann / spend 4 ann 1 10 / show 4 ann / spend 4 ann 2 5 / show 5 ann"), False
    yield "edges/nothing", "", False
    yield "edges/one-line", text("show 5 ann"), False
    yield "edges/last-day", text(f"earn 1 ann 10 / show {1 + e} ann / spend {1 + e} ann 1 3 / show {2 + e} ann / spend {2 + e} ann 2 1"), False
    yield "edges/expired-count", text(f"earn 1 ann 10 / earn 2 ann 5 / spend 3 ann 1 4 / show {2 + e} bob"), False
    yield "edges/expired-not-yet", text(f"earn 1 ann 10 / earn 2 bob 5 / show {1 + e} cyd"), False
    yield "edges/order-used-again", text("earn 1 ann 10 / earn 1 bob 10 / spend 2 ann 7 4 / spend 2 bob 7 4 / spend 2 ann 7 400 / spend 2 ann 8 400 / spend 2 ann 8 6 / show 2 ann / show 2 bob / spend 3 ann 07 1 / spend 3 bob 07 1"), False
    yield "edges/refund-refused", text("earn 1 ann 10 / refund 1 9 1 / spend 2 ann 9 4 / refund 2 9 5 / refund 2 9 4 / refund 2 9 1 / spend 3 ann 8 40 / refund 3 8 1 / show 3 ann"), False
    yield "edges/refund-in-reverse", text(f"earn 1 ann 10 / earn 20 ann 10 / earn 30 ann 10 / spend 31 ann 1 25 / refund 32 1 7 / show 32 ann / refund 32 1 10 / show 32 ann / show {31 + e} ann / refund {31 + e} 1 8 / show {31 + e} ann"), False
    yield "edges/refund-grace", text(f"earn 1 ann 10 / spend 1 ann 1 10 / refund {1 + e - g} 1 1 / show {1 + e - g} ann / refund {2 + e - g} 1 1 / show {2 + e - g} ann / refund {e + 50} 1 3 / show {e + 50} ann / show {e + 50 + g} ann / show {e + 51 + g} ann"), False
    yield "edges/refund-goes-first", text("earn 1 ann 10 / earn 1 ann 5 / spend 2 ann 1 12 / refund 2 1 4 / spend 3 ann 2 3 / refund 3 2 3 / show 3 ann / spend 4 ann 3 7 / show 4 ann"), False
    yield "edges/batches-of-one-day", text(f"earn 1 ann 5 / earn 1 ann 5 / spend 1 ann 1 7 / refund 1 1 3 / refund 1 1 4 / earn 1 ann 2 / give 1 ann bob 9 / show 1 ann / show 1 bob / spend {1 + e} bob 2 9 / refund {2 + e} 2 5 / show {2 + e} bob"), False
    yield "edges/same-last-day", text(f"earn 1 ann 5 / spend 1 ann 1 5 / earn {1 + g} ann 6 / refund {1 + e} 1 5 / show {1 + e} ann / spend {1 + e} ann 2 7 / refund {9 + e} 2 2 / show {9 + e} ann / refund {9 + e} 2 5 / show {9 + e} ann"), False
    yield "edges/give", text("earn 1 ann 5 / earn 9 ann 5 / earn 4 bob 1 / ".replace("earn 4 bob", "earn 9 bob") + "give 10 ann bob 7 / show 10 bob / spend 10 bob 1 6 / show 10 bob / give 10 ann bob 4 / give 10 cyd bob 1 / show 10 ann / refund 11 1 6 / show 11 bob / show 11 ann"), False
    yield "edges/refund-after-give", text("earn 1 ann 9 / give 2 ann bob 9 / spend 3 bob 1 9 / refund 4 1 3 / show 4 ann / show 4 bob"), False
    yield "edges/expired-by-grace", text(f"earn 1 ann 9 / spend 1 ann 1 9 / refund 300 1 4 / show {300 + g} ann / show {301 + g} ann"), False
    yield "edges/partial-refunds", text("earn 1 ann 3 / earn 2 ann 3 / earn 3 ann 3 / spend 4 ann 1 8 / refund 5 1 1 / refund 5 1 1 / refund 5 1 2 / refund 5 1 1 / refund 5 1 3 / refund 5 1 1 / show 5 ann / spend 5 ann 2 3 / show 5 ann / spend 5 ann 3 3 / show 5 ann"), False
    yield "large/mixed", paper(rng, 1400, 6, 0.3, 200), False
    yield "large/two-members", paper(rng, 1000, 2, 0.15, 30), False
    yield "large/slow", paper(rng, 1200, 4, 0.05, 1000), False


def small(rng):
    return paper(rng, rng.randrange(12), rng.randrange(1, 4), rng.choice([0.1, 0.6]), rng.choice([3, 10]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
