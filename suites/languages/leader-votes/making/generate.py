import json
import random
import sys

UNSAFE = 19


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, size, count, trouble=0.15):
    lines, likely, down, torn = [], 1, set(), set()
    for _ in range(count):
        draw = rng.random()
        a = rng.randrange(1, size + 1)
        b = a % size + 1 if rng.random() < 0.5 else (a + rng.randrange(1, size) - 1) % size + 1
        if draw < trouble:
            what = rng.randrange(4)
            if what == 0 and len(down) * 2 < size:
                lines.append(f"stop {a}")
                down.add(a)
            elif what == 1 and down:
                a = rng.choice(sorted(down))
                down.discard(a)
                lines.append(f"start {a}")
            elif what == 2:
                lines.append(f"cut {a} {b}")
                torn.add((a, b))
            elif torn:
                a, b = rng.choice(sorted(torn))
                torn.discard((a, b))
                lines.append(f"mend {b} {a}")
        elif draw < trouble + 0.12:
            lines.append(f"elect {a}")
            likely = a
        elif draw < trouble + 0.22:
            lines.append(f"send {likely if rng.random() < 0.7 else a}")
        else:
            lines.append(f"write {likely if rng.random() < 0.8 else a}")
    return lines


def isolate(a, size, word="cut"):
    return [f"{word} {a} {b}" for b in range(1, size + 1) if b != a]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            size = rng.choice([3, 3, 4, 5])
            lines = [f"cluster {size}", *commands(rng, size, rng.randrange(50), rng.choice([0.1, 0.3]))]
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    case("basics/a-leader", ["cluster 3", "write 2", "elect 2", "write 2", "write 2", "stop 3", "write 2", "elect 1", "write 1", "start 3", "send 1", "stop 3"], True)
    case("basics/one-after-another", ["cluster 5", "elect 4", "elect 4", "write 4", "elect 1", "write 1", "write 4", "stop 1", "elect 2", "write 2"])
    case("basics/too-few-run", ["cluster 4", "stop 3", "stop 4", "elect 1", "start 4", "elect 1", "write 1", "stop 4", "write 1", "start 3", "send 1"])
    case("basics/link-cut", ["cluster 3", "elect 1", "cut 1 3", "write 1", "mend 3 1", "write 1", "elect 3", "send 3"])
    case("edges/no-commands", ["cluster 9"])
    case("edges/nobody-leads", ["cluster 3", "send 1", "write 2", "stop 3", "elect 3", "send 3", "write 3", "start 3", "start 3", "stop 3", "stop 3", "mend 1 2"])
    case("edges/leader-is-asked-again", ["cluster 3", "elect 1", "elect 1", "start 1", "send 1", "elect 2", "elect 1", "send 2"])
    case("edges/half-is-not-enough", ["cluster 4", "cut 1 2", "cut 1 3", "elect 1", "elect 4", "mend 1 2", "elect 1", "write 1", "cut 1 2", "write 1", "mend 1 3", "send 1"])
    case("edges/all-get-the-term", ["cluster 5", "elect 5", "elect 1", "send 5", "stop 1", *(f"elect {a}" for a in (2, 3)), "send 2"])
    case("edges/behind", ["cluster 5", *isolate(5, 5), "elect 5", "elect 5", "elect 5", "elect 1", "write 1", *isolate(5, 5, "mend"), "elect 2", "write 1", "elect 2", "elect 5", "elect 2"])
    case("edges/behind-keeps-votes", ["cluster 4", "cut 3 1", "cut 3 2", "cut 3 4", "elect 3", "elect 3", "mend 3 1", "elect 1", "elect 4", "elect 2", "mend 3 2", "elect 2", "elect 4"])
    case("edges/yields", ["cluster 5", "elect 1", "write 1", "cut 1 3", "elect 3", "write 1", "mend 1 3", "elect 3", *isolate(1, 5), "elect 4", "write 1", *isolate(1, 5, "mend"), "write 1", "send 1", "write 4"])
    case("edges/yields-half-way", ["cluster 5", "elect 1", "write 1", "cut 1 5", "stop 4", "cut 5 2", "cut 5 3", "elect 5", "start 4", "write 1", "mend 1 5", "write 1", "write 1"])
    case("edges/vote-once", ["cluster 5", "cut 1 2", "cut 1 3", "elect 1", "cut 2 4", "elect 2", "elect 3", "elect 5"])
    case("edges/own-vote", ["cluster 3", "cut 1 2", "cut 1 3", "elect 1", "mend 1 2", "stop 3", "elect 2", "elect 2", "elect 1", "start 3", "elect 3", "elect 1"])
    case("edges/vote-is-kept-while-stopped", ["cluster 3", "stop 3", "cut 1 2", "elect 1", "start 3", "stop 1", "stop 3", "start 3", "elect 2", "start 1", "cut 1 3", "mend 1 2", "elect 2", "stop 2", "start 2", "send 2"])
    eight = [
        "elect 1", "write 1", "cut 1 3", "cut 1 4", "cut 1 5", "write 1", "write 1", "stop 1", "elect 5", "cut 5 2", "cut 5 3", "cut 5 4", "write 5", "stop 5",
        "mend 1 3", "mend 1 4", "mend 1 5", "start 1", "elect 1", "elect 1", "send 1", "mend 5 2", "mend 5 3", "mend 5 4", "start 5", "elect 5", "elect 5", "send 5", "write 5",
        "stop 5", "start 5", "write 5",
    ]
    case("edges/older-terms", ["cluster 5", *eight])
    case("edges/shorter-log", ["cluster 3", "elect 1", "write 1", "stop 3", "write 1", "stop 1", "start 3", "elect 3", "elect 2", "write 2", "start 1", "stop 2", "elect 3", "elect 1", "elect 3", "elect 3"])
    case("edges/nothing-of-its-own", ["cluster 3", "elect 1", "send 1", "cut 1 2", "cut 1 3", "write 1", "mend 1 2", "mend 1 3", "elect 2", "elect 1", "send 1", "write 1", "send 1"])
    full = ["cluster 3", "elect 1", "write 1", *isolate(1, 3), *["write 1"] * (UNSAFE + 2), "send 1", "mend 1 2", "write 1", "send 1", "write 1", "cut 1 2", *["write 1"] * (UNSAFE + 1)]
    case("edges/full", full)
    case("edges/safe-is-never-less", ["cluster 5", "elect 1", "write 1", "stop 5", "write 1", "cut 1 2", "cut 1 3", "cut 1 4", "elect 2", "start 5", "send 2", "write 2", "stop 1", "start 1", "elect 1", "elect 5"])
    case("large/five", ["cluster 5", *eight, *commands(rng, 5, 900, 0.12)])
    case("large/nine", ["cluster 9", *commands(rng, 9, 950, 0.2)])
    case("large/three", ["cluster 3", *commands(rng, 3, 950, 0.2)])
    calm = [line for a in (1, 3, 2) for line in [f"elect {a}", *[f"write {a}"] * 220]]
    case("large/calm", ["cluster 7", *calm, "stop 5", "stop 6", "stop 7", *isolate(2, 7), *["write 2"] * (UNSAFE + 5)])


main()
