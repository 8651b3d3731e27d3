import json
import random
import sys

OLDEST = 13
RESERVE = 3


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, size, count, names, pool, fresh=0.7):
    """Commands whose handles mostly are about those that the table gives."""
    lines = [f"slots {size}"]
    seen, alive = [0] * (size + 1), []
    for _ in range(count):
        kind = rng.choice(pool)
        if kind in ("create", "all"):
            lines.append(f"{kind} {rng.choice(names)}")
            if kind == "create":
                slot = rng.randrange(1, len(seen))
                seen[slot] += 1
                alive.append(slot)
        elif kind == "grow":
            lines.append("grow 1")
            seen.append(0)
        elif kind == "census":
            lines.append("census")
        else:
            slot = rng.choice(alive) if alive and rng.random() < fresh else rng.randrange(len(seen) + 1)
            generation = (seen[slot] if slot < len(seen) else 1) + rng.choice([0, 0, 0, -1, 1])
            lines.append(f"{kind} {slot}:{max(0, generation)}")
    return lines


def exact(rng, size, count, names, most):
    """Commands with handles that are there, by a table of its own."""
    lines, seen, queue, alive, new = [f"slots {size}"], {}, [], {}, 1
    for _ in range(count):
        if not alive or (len(alive) < most and rng.random() < 0.5):
            if len(queue) < RESERVE and new <= size:
                slot, new = new, new + 1
            elif queue:
                slot = queue.pop(0)
            else:
                lines.append("census")
                if not alive:
                    break
                slot = None
            if slot:
                seen[slot] = seen.get(slot, 0) + 1
                alive[slot] = 1
                lines.append(f"create {rng.choice(names)}")
                continue
        slot = rng.choice(sorted(alive))
        kind = rng.choice(["release"] * 6 + ["retain"] * 3 + ["kill", "name", "name", "all", "old"])
        if kind == "all":
            lines.append(f"all {rng.choice(names)}")
            continue
        if kind == "old":
            slot = rng.choice(sorted(seen))
            lines.append(f"name {slot}:{rng.randrange(1, seen[slot] + 2)}")
            continue
        lines.append(f"{kind} {slot}:{seen[slot]}")
        alive[slot] += {"release": -1, "retain": 1, "name": 0, "kill": -alive[slot]}[kind]
        if not alive[slot]:
            del alive[slot]
            if seen[slot] < OLDEST:
                queue.append(slot)
    return [*lines, "census"]


def worn(slot, begin=1, end=OLDEST):
    """One slot that is used again and again, where no other is free."""
    return [line for at in range(begin, end + 1) for line in ("create worn", f"release {slot}:{at}")]


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["create"] * 6 + ["retain"] * 2 + ["release"] * 5 + ["name"] * 2 + ["kill"] * 2 + ["census", "all", "grow"]
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            if rng.random() < 0.5:
                lines = exact(rng, rng.randrange(1, 7), rng.randrange(120), ["a", "b"], rng.randrange(1, 5))
            else:
                lines = commands(rng, rng.randrange(1, 6), rng.randrange(40), ["a", "b"], pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    many = [f"create o{chr(97 + at)}" for at in range(6)]
    reuse = [*many, "release 2:1", "release 5:1", "create pa", "release 1:1", "census", "create pb", "create pc", "create pd", "create pe", "create pf", "create pg"]
    case("basics/handles", ["slots 4", "create orc", "create elf", "retain 1:1", "name 1:1", "release 1:1", "release 1:1", "name 1:1", "name 2:2", "create orc", "census", "all orc", "all bat", "kill 2:1"], True)
    case("basics/references", ["slots 9", "create a", "retain 1:1", "retain 1:1", "release 1:1", "kill 1:1", "release 1:1", "create b", "kill 2:1", "retain 2:1"])
    case("basics/names", ["slots 9", "create a", "create b", "create a", "all a", "release 1:1", "all a", "all b", "all c", "create a", "all a"])
    case("basics/full", ["slots 2", "create a", "create b", "create c", "release 2:1", "create c", "name 2:1", "name 2:2", "create d", "grow 2", "create d", "census"])
    case("edges/no-commands", ["slots 1"])
    case("edges/bogus-and-stale", ["slots 2", "name 0:1", "name 1:0", "name 1:1", "name 3:1", "name 1000000:1000000", "create a", "name 1:2", "name 1:1", "release 1:1", "name 1:1", "name 1:2", "name 1:0", "retain 1:1", "kill 1:1", "release 2:1", "create b", "create c", "name 1:1", "release 1:1", "name 1:2"])
    case("edges/reserve", ["slots 8", *reuse, "census"])
    case("edges/order-of-the-queue", ["slots 6", *many, "kill 4:1", "kill 1:1", "kill 6:1", "kill 2:1", "create p", "release 4:2", "create p", "create p", "create p", "create p", "create p", "census", "all p"])
    case("edges/grown-in-between", ["slots 5", *many[:5], "kill 3:1", "kill 1:1", "grow 3", "create p", "kill 2:1", "create p", "create p", "create p", "create p", "create p", "create p", "census"])
    case("edges/spent", ["slots 1", *worn(1), "census", "create a", f"name 1:{OLDEST}", f"name 1:{OLDEST + 1}", "grow 1", "create b", "name 2:1", "census"])
    case("edges/nearly-spent", ["slots 1", *worn(1, 1, OLDEST - 1), "census", "create last", f"retain 1:{OLDEST}", "census", f"kill 1:{OLDEST}", "census", "create b"])
    case("edges/kill-counts", ["slots 3", "create a", *["retain 1:1"] * 5, "kill 1:1", "kill 1:1", "create b", "create c", "create d", "census", "name 1:2"])
    case("edges/nobody-twice", ["slots 2", "all a", "create a", "kill 1:1", "all a", "create b", "all b", "census"])
    spent = worn(1)
    case("large/one-slot", ["slots 1", *spent, "grow 7", *(line.replace("1:", "9:") for line in ["census", f"name 1:{OLDEST}"]), *(f"create f{chr(97 + at)}" for at in range(7)), *reuse, *(f"{kind} {slot}:{at}" for kind in ("name", "retain", "release") for at in range(5) for slot in range(10)), "census"])
    names = ["oak", "elm", "ash", "fir", "yew"]
    long = reuse[:]
    case("large/few-slots", [*exact(rng, 12, 900, names, 9), "grow 40"])
    case("large/exact", ["slots 8", *reuse, *(f"kill {slot}:{at}" for slot in range(1, 9) for at in (1, 2)), "grow 292", *long, *exact(rng, 300, 1000, names, 120)[1:]])
    case("large/mixed", ["slots 8", *reuse, *worn(9), "grow 20", *commands(rng, 30, 800, names, pool)[1:], "census"])


main()
