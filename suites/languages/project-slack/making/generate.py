import json
import random
import sys

USUAL = 11


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def link(rng, a, b, lags):
    sides = ["start", "finish"]
    if rng.random() < 0.5:
        return f"link {a} finish {b} start {rng.choice(lags)}"
    return f"link {a} {rng.choice(sides)} {b} {rng.choice(sides)} {rng.choice(lags)}"


def plan(rng, names, count, lengths, lags, pins):
    """Random tasks, links from a task to one further down, and pins; the lines are shuffled."""
    lines = [f"task {name} {rng.choice(lengths)}" for name in names]
    for _ in range(count if len(names) > 1 else 0):
        a, b = sorted(rng.sample(range(len(names)), 2))
        lines.append(link(rng, names[a], names[b], lags))
    for _ in range(pins if names else 0):
        lines.append(f"pin {rng.choice(names)} {rng.randrange(60)}")
    rng.shuffle(lines)
    return lines


def small(rng):
    names = ["a", "b", "c", "d", "e", "f"][: rng.randrange(7)]
    rng.shuffle(names)
    lags = ["usual", 0, 0, 1, 4, -1, -3, -20]
    lines = plan(rng, names, rng.randrange(9), [0, 0, 1, 2, 5, 7, 12], lags, rng.randrange(3))
    for _ in range(rng.randrange(3) if names else 0):
        lines.append(f"due {rng.choice(names)} {rng.randrange(40)}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/house", [
        "task walls 30", "task roof 10", "task wires 16", "task paint 8", "link walls finish roof start usual", "link walls start wires start 20",
        "link roof finish paint start 0", "link wires finish paint finish 6",
    ], True)
    case("basics/chain", ["task a 5", "task b 6", "task c 7", "task d 2", "link a finish b start 0", "link b finish c start 2", "link a finish d start usual"])
    case("basics/sides", [
        "task a 10", "task b 4", "task c 6", "task d 3", "task e 9", "link a start b start 3", "link a finish c finish 2", "link b start d finish 12", "link a finish e start 1",
    ])
    case("basics/pins", ["task a 10", "task b 5", "task c 1", "pin b 4", "pin b 7", "pin b 5", "pin c 2", "link a finish c start 0"])
    case("edges/empty", [])
    case("edges/one", ["task a 0"])
    case("edges/alone", ["task b 7", "task a 7", "task c 0", "task aa 7", "task d 3"])
    late = ["task ka 5", "task kb 7", "link ka finish kb start 0", "due kb 10", "due kb 15"]
    early = ["task kc 20", "task kd 3", "link kc start kd start -5", "task ki 2", "link kc start ki finish 0"]
    turned = ["task kf 6", "link ke finish kf start 4", "link kg finish ke start 4", "task ke 3", "task kg 2", "link kh start kg finish usual", "task kh 1"]
    case("edges/late", late)
    case("edges/late-with-others", [*late, "task x 40", "link ka start x start 1", "due x 40", "due x 41", "due ka 3"])
    case("edges/negative-lags", [*early, "link kd finish ki start -1", "link kc finish kd finish -15", "link kc start ki start -300"])
    case("edges/any-order", turned)
    case("edges/any-order-backwards", ["link c start d start 1", "link b start c start 1", "link a start b start 1", "task d 1", "task c 1", "task b 1", "task a 1"])
    case("edges/due-without-need", ["task a 5", "task b 30", "due a 12", "due b 30", "task c 4", "due c 4", "task d 4", "due d 3", "link a finish c start -9"])
    case("edges/free-at-the-end", ["task a 10", "task b 3", "task c 5", "link b start c start 0", "link a finish b finish 4", "pin c 13", "task d 9", "link d start c finish 0"])
    case("edges/two-links", ["task a 5", "task b 5", "link a finish b start 2", "link a start b start 10", "link a finish b finish 3", "link a start b finish usual", "task c 1", "link b start c finish 1"])
    case("edges/no-length", ["task a 0", "task b 0", "task c 6", "link a finish b start usual", "link b start c start -6", "link c finish d start 0", "task d 0", "pin a 2"])
    case("edges/same-early", ["task z 4", "task b10 2", "task b9 3", "task b 1", "task a 20", "link a start z start -1", "due z 0"])
    extra = [*late, *early, *turned]
    names = [f"t{at}" for at in range(200)]
    rng.shuffle(names)
    case("large/wide", [*extra, *plan(rng, names, 400, range(60), ["usual", 0, 0, 3, 20, -4], 20)])
    chain = [f"link c{at} finish c{at + 1} start {at % 7 - 2}" for at in range(200)]
    rng.shuffle(chain)
    case("large/chain", [*chain, *extra, *(f"task c{at} {3 + at % 8}" for at in range(201)), *(f"link c{at} start c{at + 9} finish 70" for at in range(0, 180, 5))])
    case("large/many-links", [*extra, *plan(rng, names[:80], 700, range(30), ["usual", 0, 5, 40, 100, -4, -30], 5)])


main()
