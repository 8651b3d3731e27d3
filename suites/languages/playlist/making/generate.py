import json
import random
import sys

MOST = 15


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, songs, pool, longest=60):
    lines, bound = [], 0  # bound: the list is never longer
    for _ in range(count):
        kind = rng.choice(pool)
        if kind == "insert" and bound < longest:
            lines.append(f"insert {rng.randrange(min(bound, 7) + 3)} {rng.choice(songs)}")
            bound += 1
        elif kind == "remove":
            lines += [f"remove {rng.randrange(1, min(bound, 5) + 2)}"] * rng.choice([1, 1, 2, 3])
            if rng.random() < 0.3:
                lines.insert(-1, "show")
        elif kind == "move":
            lines.append(f"move {rng.randrange(min(bound, 6) + 2)} {rng.randrange(min(bound, 6) + 2)}")
        elif kind in ("undo", "redo", "show"):
            lines += [kind] * rng.choice([1, 1, 1, 2, 4])
    return lines


def fill(count):
    return [f"insert {at + 1} s{at}" for at in range(count)]


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["insert"] * 6 + ["remove"] * 3 + ["move"] * 2 + ["undo"] * 3 + ["redo"] * 2 + ["show"] * 3
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(22), ["a", "b", "c"], pool)
            if rng.random() < 0.3:
                lines = fill(MOST + rng.randrange(3)) + lines + ["undo"] * (MOST + rng.randrange(2)) + ["redo"] * rng.randrange(3)
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "show"])}))
        return
    m = MOST
    case("basics/party", [
        "insert 1 waltz", "insert 2 tango", "insert 1 samba", "show", "move 1 3", "show", "undo", "show", "redo", "show", "remove 9", "remove 1",
        "remove 1", "show", "undo", "show",
    ], True)
    case("basics/insert", ["insert 1 a", "insert 1 b", "insert 2 c", "insert 4 d", "show", "undo", "undo", "show", "redo", "show"])
    case("basics/move", [*fill(5), "move 2 4", "show", "move 5 1", "show", "move 1 5", "show", "move 3 3", "show", "undo", "show", "undo", "show"])
    case("basics/new-step", ["insert 1 a", "insert 2 b", "undo", "insert 1 c", "redo", "show", "undo", "undo", "show", "undo", "redo", "redo", "redo", "show"])
    case("edges/empty", [])
    case("edges/nothing", ["show", "undo", "redo", "remove 1", "move 1 1", "insert 0 a", "insert 2 a", "insert 1 a", "undo", "undo", "redo", "show"])
    case("edges/misfits", [*fill(3), "insert 5 x", "insert 0 x", "remove 4", "remove 0", "move 0 1", "move 1 0", "move 4 1", "move 1 4", "insert 4 y", "show"])
    case("edges/joined", [*fill(8), "remove 3", "show", "remove 3", "show", "remove 3", "show", "undo", "show", "redo", "show", "undo", "undo", "show"])
    case("edges/not-joined", [*fill(8), "remove 3", "remove 2", "remove 2", "undo", "show", "undo", "show", "remove 1", "move 1 1", "remove 1", "undo", "show"])
    case("edges/joined-through-misfit", [*fill(6), "remove 2", "remove 9", "remove 2", "undo", "show", "remove 2", "undo", "remove 2", "undo", "show", "undo", "show"])
    case("edges/joined-after-undo", [*fill(6), "remove 2", "undo", "redo", "remove 2", "undo", "show", "remove 1", "redo", "remove 1", "undo", "show"])
    case("edges/undo-between", [*fill(6), "remove 2", "insert 1 x", "undo", "remove 2", "show", "undo", "show", "redo", "show"])
    case("edges/forgotten", [*fill(m + 4), *["undo"] * (m + 2), "show", *["redo"] * (m + 1), "show"])
    case("edges/joined-counts-once", [*fill(m + 3), "remove 1", "remove 1", "remove 1", *["undo"] * (m + 1), "show", *["redo"] * m, "show"])
    case("edges/forgotten-behind-undone", [*fill(m + 1), "undo", "undo", "insert 1 x", "insert 1 y", "insert 1 z", *["undo"] * (m + 1), "show"])
    songs = [f"song{at}" for at in range(30)]
    tail = [f"insert 1 t{at}" for at in range(m + 3)]
    tail += ["remove 2", "remove 999", "remove 2", "remove 1", "move 1 3", "show", *["undo"] * (m + 1), "show", *["redo"] * m, "show", "insert 1 u", "remove 3", "remove 3", "undo", "show"]
    case("large/mixed", commands(rng, 380, songs, pool, 35)[:600] + tail)
    case("large/many-undos", commands(rng, 400, songs[:8], [*pool, "undo", "undo", "undo", "redo"])[:700])
    case("large/removing", commands(rng, 350, songs, ["insert"] * 7 + ["remove"] * 5 + ["undo", "show"])[:700])


main()
