import json
import random
import sys

CLEAN = 11


def house(rng, rooms):
    return " ".join(f"{name}:{rng.choice([2, 4, 4, 10, 30, rng.randrange(1, 60)])}" for name in rng.sample(["oak", "elm", "ash", "fir", "yew", "a", "b", "lime", "larch", "pine", "hall", "z"], rooms))


def paper(rng, rooms, commands, span, longest, most):
    lines = [house(rng, rooms)]
    names = [part.split(":")[0] for part in lines[0].split()]
    known = {}
    for number in range(commands):
        kind = rng.choice(["book"] * 5 + ["cancel"] * 2 + ["change"] * 2 + ["show"])
        if kind == "book" or not known:
            key = rng.choice([f"m{number}"] * 8 + [rng.choice(list(known) or ["x1"])])
            start = rng.randrange(span)
            if rng.random() < 0.4 and known:
                start = min(span, max(0, rng.choice(list(known.values()))[1] + rng.choice([CLEAN, CLEAN - 1, CLEAN + 1, 0])))
            end = min(20000, start + rng.randrange(1, longest + 1))
            if start < end:
                lines.append(f"book {key} {start} {end} {rng.choice([1, 2, 3, 4, 5, 10, rng.randrange(1, most)])}")
                known.setdefault(key, (start, end))
        elif kind == "show":
            lines.append(f"show {rng.choice(names)}")
        else:
            key = rng.choice(list(known) + ["nobody"])
            if kind == "cancel":
                lines.append(f"cancel {key}")
                known.pop(key, None)
            else:
                start, end = known.get(key, (5, 9))
                lines.append(f"change {key} {max(start + 1, min(20000, end + rng.choice([-5, -1, 0, 1, 7, CLEAN, -CLEAN, rng.randrange(-longest, longest)])))}")
    # A change must be after every START that its ID ever had.
    starts = {}
    out = []
    for line in lines:
        word = line.split()
        if word[0] == "book":
            starts[word[1]] = max(starts.get(word[1], 0), int(word[2]))
        if word[0] == "change" and int(word[2]) <= starts.get(word[1], 0):
            continue
        out.append(line)
    return "".join(line + "\n" for line in out)


def text(lines):
    return "".join(line + "\n" for line in lines.split(" / "))


def cases(seed):
    rng = random.Random(seed)
    c = CLEAN
    yield "basics/two-rooms", text("oak:4 elm:10 / book a 0 60 3 / book b 30 90 3 / book c 40 50 2 / book d 0 9 20 / show oak / cancel a / show oak"), True
    yield "basics/change", text(f"oak:4 / book a 0 60 3 / book b 60 90 3 / change a 70 / change a {59 - c} / show oak / change b 95 / cancel x"), True
    yield "basics/smallest-room", text("hall:100 oak:4 elm:10 / book a 0 60 5 / book b 0 60 5 / book c 0 60 1 / show hall / show elm / show oak"), False
    yield "basics/lists", text("oak:4 / book a 500 560 1 / book b 0 60 1 / book c 200 300 1 / show oak / cancel c / show oak"), False
    yield "basics/waiting", text("oak:4 / book a 0 60 1 / book b 10 20 1 / book c 40 50 1 / cancel a / cancel b"), False
    yield "edges/no-commands", "oak:4 elm:2\n", False
    yield "edges/cleaning", text(f"oak:4 / book a 100 200 1 / book b {200 + c} 300 1 / book d {200 + c - 1} 300 1 / book e 50 {100 - c} 1 / book f 20 {50 - c + 1} 1 / book g 0 {50 - c} 1 / show oak"), False
    yield "edges/tie-of-seats", text("a:4 b:4 z:3 / book p 0 9 4 / book q 0 9 4 / book r 0 9 4 / book s 0 9 3 / cancel p / cancel q"), False
    yield "edges/impossible", text("oak:4 elm:10 / book a 0 60 10 / book b 0 60 11 / book b 0 60 4 / book c 0 60 10 / cancel b / book c 0 6 500"), False
    yield "edges/taken", text("oak:4 / book a 0 60 1 / book a 100 160 1 / book b 0 60 1 / book b 100 160 1 / book a 0 60 99 / cancel a / book a 100 160 1 / cancel a / cancel a"), False
    yield "edges/chain-of-waiting", text("oak:4 / book a 0 100 1 / book b 0 20 1 / book c 10 30 1 / book d 40 60 1 / book e 15 90 1 / cancel a / show oak / cancel b / show oak"), False
    yield "edges/order-of-waiting", text("oak:4 elm:9 / book a 0 100 9 / book b 0 100 4 / book c 50 60 9 / book d 50 60 3 / book e 0 10 5 / cancel b / cancel a / show elm"), False
    yield "edges/cancel-waiting", text("oak:4 / book a 0 100 1 / book b 50 60 1 / book c 70 80 1 / cancel b / cancel a / book b 5 10 1 / show oak"), False
    yield "edges/change-waiting", text(f"oak:4 / book a 100 200 1 / book b 10 120 1 / book d 20 150 1 / change b {101 - c} / change b {100 - c} / change d {100 - c} / cancel a / show oak"), False
    yield "edges/change-keeps-place", text("oak:4 / book a 100 200 1 / book b 100 120 1 / book d 100 150 1 / change b 130 / cancel a / show oak"), False
    yield "edges/change-shorter-places", text(f"oak:4 / book a 100 200 1 / book b {150 + c} 180 1 / book d 190 199 1 / change a 151 / change a 150 / show oak / change a 200 / change a 150"), False
    yield "edges/change-same-end", text("oak:4 / book a 100 200 1 / book b 100 120 1 / change a 200 / change b 120 / change zz 5 / change a 20000 / show oak"), False
    yield "edges/change-stays-in-room", text("oak:9 / ".replace("oak:9", "oak:9 elm:2") + "book a 0 50 2 / book b 0 50 2 / cancel a / change b 60 / show oak / show elm / book d 61 70 2 / change b 59 / change b 61 / change b 40 / book e 0 50 1"), False
    yield "edges/longer-does-not-try", text("oak:4 elm:4 / book a 0 50 1 / book b 0 90 1 / book d 60 80 1 / book e 55 70 1 / change a 52 / cancel b / show elm / show oak"), False
    yield "edges/ends", text("oak:1 / book a 0 1 1 / book b 19999 20000 1 / book d 12 19988 1 / book e 11 13 1 / show oak / change a 2 / book f 0 20000 2"), False
    yield "large/busy", paper(rng, 6, 450, 1500, 90, 40), False
    yield "large/one-room", paper(rng, 1, 400, 900, 40, 6), False
    yield "large/many-rooms", paper(rng, 12, 400, 600, 120, 30), False


def small(rng):
    return paper(rng, rng.randrange(1, 4), rng.randrange(12), rng.choice([30, 120]), rng.choice([9, 40]), 12)


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
