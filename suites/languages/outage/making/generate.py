import json
import random
import sys

ROUNDS = 19


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def web(rng, services, count, broken):
    lines = []
    for _ in range(count):
        draw = rng.random()
        name = rng.choice(services)
        if draw < 0.45:
            lines.append(f"needs {name} {rng.choice(services)}")
        elif draw < 0.6:
            lines.append(f"likes {name} {rng.choice(services)}")
        else:
            members = [rng.choice(services) for _ in range(rng.randrange(1, 6))]
            lines.append(f"either {name} {' '.join(members)}")
    lines += [f"broken {rng.choice(services)}" for _ in range(broken)]
    rng.shuffle(lines)
    return lines


def chain(prefix, length):
    return [f"needs {prefix}{at + 1} {prefix}{at}" for at in range(length)]


def small(rng):
    if rng.random() < 0.25:
        lines = chain("c", ROUNDS + rng.randrange(4)) + ["broken c0"]
        lines += web(rng, ["c0", "c3", f"c{ROUNDS}", f"c{ROUNDS + 1}", "x", "y"], rng.randrange(5), 0)
        rng.shuffle(lines)
        return lines
    services = ["db", "web", "mail", "log", "a-1", "a1", "z"][: rng.randrange(1, 8)]
    return web(rng, services, rng.randrange(10), rng.randrange(3))


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/shop", [
        "needs shop database", "likes shop search", "needs search index", "broken index", "needs admin shop",
        "either mail relay-1 relay-2", "broken relay-2", "likes report mail",
    ], True)
    case("basics/chain", ["needs b a", "needs c b", "needs d c", "broken b", "likes e d"])
    case("basics/groups", [
        "either app n1 n2 n3", "broken n1", "broken n3", "either job n1 n3", "either old n2", "likes app n2", "needs top job",
    ])
    case("basics/all-fine", ["needs a b", "likes b c", "either c d e", "needs e d"])
    case("basics/two-groups", ["either x p q", "either x r s", "broken r", "broken s", "needs p q", "either y p r", "needs z y"])
    case("basics/likes-is-weak", ["likes a b", "likes b c", "needs d b", "broken c", "likes e d", "needs f d"])
    case("edges/empty", [])
    case("edges/broken-alone", ["broken solo", "broken solo"])
    case("edges/circle", ["needs a b", "needs b c", "needs c a", "likes c d", "needs d d", "either e e", "likes f e"])
    case("edges/circle-hit", ["needs a b", "needs b c", "needs c a", "broken x", "needs b x", "either y y x", "either z y z z"])
    case("edges/circle-limps", ["needs a b", "needs b c", "needs c a", "broken x", "likes b x", "needs d d", "likes e a"])
    case("edges/broken-anyway", ["broken a", "needs a b", "broken b", "needs c a", "needs c d", "needs d a", "likes a e"])
    case("edges/shortest-way", ["broken s", "needs a s", "needs b a", "needs c b", "either c s s", "either d a c", "either e s b"])
    case("edges/last-round", [*chain("n", ROUNDS + 4), "broken n0", f"likes t n{ROUNDS + 1}", f"likes u n{ROUNDS}"])
    group = [f"either late n{ROUNDS - 1} n1", f"either later n{ROUNDS} n2", f"either more n{ROUNDS + 1} n2", "needs end later"]
    case("edges/groups-in-the-last-round", [*chain("n", ROUNDS + 1), "broken n0", *group])
    case("edges/order-of-names", ["needs a-b a1", "broken ab", "likes a ab", "needs a1 a", "broken b-", "likes b b-", "needs -b b"])
    names = [f"s{at}" for at in range(400)]
    case("large/web", web(rng, names, 700, 25))
    few = [f"n-{at}" for at in range(60)]
    case("large/dense", web(rng, few, 150, 3))
    chains = []
    for letter in "abcdef":
        length = rng.randrange(ROUNDS - 5, 200)
        chains += chain(letter, length) + [f"broken {letter}{rng.randrange(3)}", f"likes {letter}0 z"]
        chains += [f"either {letter}{length} a1 {letter}{rng.randrange(length)}"]
    rng.shuffle(chains)
    case("large/chains", chains)
    case("large/limping-chain", [*reversed(chain("k", 500)), "likes k2 gone", "broken gone"])


main()
