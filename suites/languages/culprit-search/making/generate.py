import json
import random
import sys

SHOWN = 7


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


class History:
    def __init__(self):
        self.lines = []
        self.names = []
        self.held = {}

    def commit(self, name, areas, parents):
        self.lines.append(f"commit {name} {','.join(areas) or '-'} {','.join(parents) or '-'}")
        self.names.append(name)
        self.held[name] = {name}.union(*(self.held[parent] for parent in parents))


def history(rng, names, areas, roots, merges, back):
    past = History()
    for at, name in enumerate(names):
        recent = past.names[-back:]
        count = 0 if at == 0 or rng.random() < roots else 1 if rng.random() > merges else rng.choice([2, 2, 3])
        parents = rng.sample(recent, min(count, len(recent)))
        past.commit(name, rng.sample(areas, rng.randrange(min(3, len(areas)) + 1)), parents)
    return past


def search(rng, past, count, skips, lies, near):
    """Reports about commits; most of them fit to a culprit."""
    culprit = rng.choice(past.names)
    left = set(past.names)
    lines = []
    for at in range(count):
        if rng.random() < 0.08:
            lines.append("undo")
            continue
        pool = [name for name in past.names if name in left] if rng.random() < near else past.names
        name = past.names[-1] if at == 0 else rng.choice(pool or past.names)
        if rng.random() < skips:
            lines.append(f"skip {name}")
            continue
        fault = (culprit in past.held[name]) != (rng.random() < lies)
        lines.append(f"{'bad' if fault else 'good'} {name}")
        left = left & past.held[name] if fault else left - past.held[name]
    return lines


def small(rng):
    areas = ["ui", "db"]
    past = history(rng, "abcdefghijkl"[: rng.randrange(1, 13)], areas, rng.choice([0, 0.2]), rng.choice([0, 0.4]), rng.choice([1, 3, 9]))
    lines = list(past.lines)
    for _ in range(rng.randrange(4)):
        if rng.random() < 0.7:
            lines.append(f"search {rng.choice(['*', '*', 'ui', 'db', 'x'])}")
        lines += search(rng, past, rng.randrange(9), rng.choice([0.1, 0.6]), rng.choice([0, 0.2]), rng.choice([0, 0.5]))
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    line_of_ten = ["commit c0 - -", *(f"commit c{at} - c{at - 1}" for at in range(1, 10))]
    case("basics/line", [*line_of_ten, "bad c9", "good c1", "good c5", "bad c8", "bad c6", "search *", "good c4", "bad c6", "good c5"], True)
    case("basics/branches", [
        "commit a - -", "commit b - a", "commit c - a", "commit d - b", "commit e - c", "commit f - d,e", "commit g - f",
        "bad g", "good a", "good d", "bad f", "good c", "bad e",
    ])
    case("basics/first-commit", ["commit a - -", "bad a", "search *", "good a"])
    case("basics/two-searches", [*line_of_ten, "good c2", "bad c7", "bad c5", "good c3", "search *", "bad c2", "good c0", "bad c1", "commit x - c9", "good c0"])
    case("basics/equal-worth", ["commit a - -", "commit b - a", "commit c - a", "commit d - b,c", "bad d", "good a", "bad b"])
    case("edges/empty", [])
    case("edges/no-reports", ["commit a - -", "undo", "search *", "undo", "commit b - a", "search nix"])
    bads = ["commit zra - -", "commit zrb - zra", "commit zrc - zrb", "commit zrd - zrb", "commit zre - zra", "search *", "bad zrc", "bad zrd", "good zra", "undo", "bad zre", "bad zra"]
    case("edges/several-bad", bads)
    lie = ["commit zla - -", "commit zlb - zla", "commit zlc - zlb", "commit zld - zlc", "search *", "good zlb", "bad zlb", "bad zla", "bad zld", "good zld", "undo", "undo", "undo", "bad zlb"]
    case("edges/contradiction", lie)
    skips = [
        "commit zsa - -", "commit zsb - zsa", "commit zsc - zsb", "commit zsd - zsc", "commit zse - zsd", "search *", "skip zsc", "bad zse", "skip zsb", "good zsa", "skip zsd",
        "bad zsd", "undo", "undo", "undo", "good zsc", "undo",
    ]
    case("edges/skips", skips)
    areas = [
        "commit zaa ui -", "commit zab - zaa", "commit zac db zab", "commit zad ui,db zac", "commit zae - zad", "commit zaf ui zae", "commit zag - zaf", "commit zah - zag",
        "search ui", "bad zah", "good zab", "good zae", "search db", "bad zah", "bad zad", "good zab", "good zac", "good zad", "search *", "bad zah", "bad zag", "good zac",
    ]
    case("edges/areas", areas)
    undone = [
        "commit zua - -", "commit zub - zua", "commit zuc - zub", "search *", "bad zuc", "skip zub", "undo", "good zua", "skip zub", "undo", "undo", "undo", "undo", "undo", "good zub",
    ]
    case("edges/undone", undone)
    case("edges/nothing-to-gain", ["commit a - -", "commit b - a", "commit c - b", "commit d - b", "bad c", "skip a", "bad d", "undo", "undo", "bad d"])
    case("edges/unknown-area", ["commit a ui -", "commit b db a", "search io", "good a", "bad b", "skip a", "bad b", "undo", "undo", "undo", "search ui", "bad b", "search io", "bad a"])
    for title, count in [("few", SHOWN - 1), ("most", SHOWN), ("more", SHOWN + 1), ("many", 2 * SHOWN)]:
        names = [f"{letter}{count}" for letter in "abcdefghijklmnopqrst"[: count - 1]]
        lines = ["commit top y -", *(f"commit {name} z,y -" for name in names)]
        # Three of the roots at a time are brought together.
        heads, number = ["top", *names], 0
        while len(heads) > 1:
            lines.append(f"commit m{number} x {','.join(heads[:3])}")
            heads = [*heads[3:], f"m{number}"]
            number += 1
        reports = [f"skip {name}" for name in ["top", *names]] + [f"skip m{at}" for at in range(number)]
        case(f"edges/among-{title}", [*lines, "search y", f"bad {heads[0]}", *reports[:: -1 if count == SHOWN else 1], "undo"])
    case("edges/skipped-and-tested", ["commit a - -", "commit b - a", "commit c - b", "commit d - c", "skip b", "skip c", "bad d", "bad c", "good b", "skip c", "undo", "undo", "good a", "skip a"])
    special = [*bads, *lie, *skips, *areas, *undone, "search *"]
    names = [f"n{at}" for at in range(200)]
    past = history(rng, names, ["ui", "db", "net"], 0.01, 0.2, 12)
    case("large/busy-history", [*special, *past.lines, *search(rng, past, 30, 0.1, 0.05, 0.5), "search ui", *search(rng, past, 30, 0.2, 0.05, 0.7)])
    past = history(rng, names, ["ui"], 0, 0, 1)
    case("large/one-line", [*past.lines, *special, "bad n199", "good n0", "good n99", "bad n150", "bad n120", *search(rng, past, 40, 0.3, 0.02, 0.8)])
    past = history(rng, names, ["ui", "db"], 0.03, 0.5, 30)
    case("large/many-merges", [*special, *past.lines, "bad n199", *search(rng, past, 40, 0.3, 0.02, 0.8), "search db", "bad n198", *search(rng, past, 20, 0.3, 0.02, 0.8)])


main()
