import json
import random
import sys

MOST = 6


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, names, scores, sizes, pool):
    lines, given = [], 0
    for _ in range(count):
        kind, name = rng.choice(pool), rng.choice(names)
        if kind == "post":
            lines.append(f"post {name} {rng.choice(scores)}")
        elif kind == "vote":
            lines.append(f"vote {name} {rng.choice([-9, -2, -1, 0, 1, 2, 10])}")
        elif kind == "open":
            lines.append(f"open {rng.choice(sizes)}")
            given += 1
        elif kind == "next":
            cursor = given + rng.choice([0, 0, 0, -1, -1, -2, -3, 1 - MOST, -MOST, 1])
            lines.append(f"next {max(0, cursor)}")
            given += rng.random() < 0.6
        else:
            lines.append(f"{kind} {name}")
    return lines


def posts(text):
    return ["post {} {}".format(*word.split(":")) for word in text.split()]


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["post"] * 5 + ["vote"] * 6 + ["remove"] * 2 + ["place"] * 2 + ["open"] * 3 + ["next"] * 6
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(50), ["a", "b", "c", "d", "e", "f1", "10", "9"], [-1, 0, 1, 2], [1, 2, 3], pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in lines)}))
        return
    ten = posts("a:90 b:80 c:70 d:60 e:50 f:40 g:30 h:20 i:10 j:0")
    case("basics/turning", ["post red 5", "post blue 9", "post grey 5", "post pink 1", "open 2", "vote pink 6", "next 1", "place pink", "vote blue -6", "next 1", "vote red -4", "remove grey", "next 2", "next 9"], True)
    case("basics/all-pages", [*ten, "open 4", "next 1", "next 2", "open 5", "next 3", "open 10", "open 9"])
    case("basics/posts", ["post a 1", "post a 2", "vote a 5", "vote b 1", "place a", "post b 6", "place b", "place a", "remove a", "remove a", "place b", "place a", "post a 100", "place b"])
    case("basics/moved-up", [*ten, "open 3", "vote h 75", "next 1", "post z 65", "next 1", "next 3"])
    case("basics/moved-down", [*ten, "open 3", "vote b -35", "next 1", "next 2", "place b"])
    case("edges/nothing", [])
    case("edges/empty", ["open 3", "next 1", "next 0", "post a 1", "open 1", "open 2", "next 1", "remove a", "open 1"])
    case("edges/exactly-full", [*ten, "open 5", "next 1", "remove j", "next 1", "open 9", "post j 0", "open 9", "remove j", "next 2", "next 3"])
    case("edges/ties", [*posts("b:5 a:5 10:5 9:5 aa:5 c:5 z:4"), "open 2", "next 1", "post ab 5", "next 1", "next 2", "post 91 5", "next 1", "place aa", "place 10"])
    case("edges/shown-and-back", [*ten, "open 2", "next 1", "vote a -55", "vote c -30", "next 2", "next 1", "next 3"])
    case("edges/two-pages-back", [*ten, "open 1", "next 1", "next 2", "vote a -85", "vote b -77", "vote c -69", "next 3", "next 4", "open 9"])
    case("edges/named-again", [*ten, "open 2", "remove a", "post a 55", "next 1", "next 2", "remove d", "post d 1", "next 2", "next 3", "open 9"])
    case("edges/mark-gone", [*ten, "open 3", "remove c", "next 1", "post c 100", "next 1", "post k 70", "next 1", "vote c -30", "next 1"])
    case("edges/mark-moved", [*ten, "open 3", "vote c 100", "next 1", "vote c -100", "vote c -69", "next 1", "vote d 15", "next 1", "vote d -5", "next 1"])
    case("edges/expired", [*ten, *["open 1"] * MOST, "next 1", "next 1", "next 2", f"next {MOST + 1}", f"next {MOST + 2}", f"next {MOST + 3}", f"next {MOST + 4}", "next 3", "next 0", "next 1000"])
    case("edges/used-twice", [*ten, "open 2", "next 1", "next 1", "vote c -45", "next 2", "next 3", "next 1", "vote f 35", "next 1", "next 2", "next 3"])
    case("edges/no-new-cursor", [*ten, "open 8", *["next 1"] * (2 * MOST), "open 20", "next 2", "next 1"])
    case("edges/negative", [*posts("a:-5 b:-10 c:-5 d:0 e:-1000 f:5"), "open 2", "next 1", "next 2", "vote f -100", "vote f 95", "vote f -1", "next 1", "place e", "vote e 0", "place e"])
    # a walk that meets again what it has shown, ties at a mark, and cursors that end
    first = ["open 2", "vote wa -15", "vote wb -5", "next 1", "next 2", "next 1"]
    start = posts("wa:900 wb:890 wc:890 wd:890 we:880 wf:880 wg:870 wh:870 wi:860")
    walk = [*start, "open 9", *first, *["open 1"] * MOST, "next 1", "next 2", "remove wc", "next 3", "remove wa", "remove wb", "post wb 855", *(f"next {at}" for at in range(1, MOST + 4))]
    names = [f"p{at}" for at in range(150)]
    case("large/busy", [*walk, *commands(rng, 900, names, range(-20, 20), [1, 2, 5, 20], pool)])
    case("large/equal-scores", [*walk, *commands(rng, 1000, names[:90], [0, 0, 0, 1], [3, 7], ["post"] * 3 + pool)])
    every = posts(" ".join(f"q{at}:{rng.randrange(-9, 9)}" for at in range(280)))
    case("large/long-pages", [*walk, *every, *commands(rng, 250, names[:20], range(-9, 9), [25, 45], [*pool, "open", "next", "next"])])


main()
