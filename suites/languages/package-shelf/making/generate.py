import json
import random
import sys

CAPACITY = 5000


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def offers(rng, names, sizes, most, circles, lost):
    lines = []
    for at, name in enumerate(names):
        choices = (names if circles else names[:at]) + lost
        needs = rng.sample(choices, min(len(choices), rng.randrange(most + 1)))
        lines.append(f"offer {name} {rng.choice(sizes)} {','.join(needs) or '-'}")
    return lines


def commands(rng, names, count, pool):
    kinds = [rng.choice(pool) for _ in range(count)]
    return [kind if kind == "clean" else f"{kind} {rng.choice(names)}" for kind in kinds]


def small(rng):
    names = ["a", "b", "c", "d", "e", "f", "g"][: rng.randrange(8)]
    sizes = [1, CAPACITY // 5, CAPACITY // 4, CAPACITY // 4 + 1, CAPACITY // 3]
    lines = offers(rng, names, sizes, rng.choice([1, 2, 3]), rng.random() < 0.6, rng.choice([[], [], ["x"], ["A0", "z"]]))
    return lines + commands(rng, [*names, *names, "x", "q"], rng.randrange(16), ["install"] * 4 + ["remove", "remove", "clean"])


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    pool = ["install"] * 6 + ["remove"] * 4 + ["clean"]
    web = ["offer web 100 tls,log", "offer tls 40 math", "offer math 20 -", "offer log 10 -", "offer mail 70 tls,dns"]
    case("basics/web", [*web, "install web", "remove tls", "install mail", "remove web", "clean", "remove mail", "remove math"], True)
    case("basics/one-by-one", ["offer a 5 -", "offer b 6 a", "install a", "install b", "install a", "remove b", "clean", "remove a", "remove a"])
    case("basics/order", ["offer a 1 d,c,b", "offer b 1 e", "offer c 1 b,e", "offer d 1 -", "offer e 1 -", "install a", "clean", "remove a", "clean"])
    case("basics/cleaned", ["offer a 10 b", "offer b 20 c", "offer c 40 -", "offer d 80 c", "install a", "install d", "remove a", "clean", "remove d", "clean"])
    case("edges/nothing", [])
    case("edges/no-offers", ["install a", "remove a", "clean"])
    case("edges/no-commands", web)
    lost = ["offer a 10 b,zeta", "offer b 10 c,alfa", "offer c 10 a", "offer d 10 -", "offer e 1999 nix"]
    case("edges/missing", [*lost, "install a", "install d", "install c", "install x", "install e", "remove a", "clean"])
    circle = ["offer ca 10 cb", "offer cb 20 cc", "offer cc 30 ca", "offer cd 40 cc"]
    undo = ["install cd", "remove cc", "remove cd", "install cb", "remove ca", "remove cb", "clean", "remove cb"]
    case("edges/circle", [*circle, *undo, "install ca", "install cd", "clean"])
    case("edges/itself", ["offer a 7 a", "offer b 9 a,b", "install b", "remove a", "remove b", "remove a", "install a", "clean", "remove a", "clean"])
    brim = [f"offer f{at} {(CAPACITY - 100) // 4} -" for at in range(4)] + ["offer fa 60 fb", "offer fb 40 -", "offer fc 1 fb", "offer fd 1 -"]
    fill = ["install f0", "install f1", "install f2", "install f3", "install fc", "install fa", "remove fc", "install fa", "install fd", "install fb", "install fc"]
    empty = ["remove fa", "remove fb", "remove f0", "remove f1", "remove f2", "remove f3", "clean"]
    case("edges/brim", [*brim, *fill, *empty])
    case("edges/more-than-all", ["offer a 2000 b", "offer b 2000 c", "offer c 2000 -", "install a", "install b", "install a", "remove c", "install c", "remove b", "clean"])
    want = ["offer wa 10 wb", "offer wb 10 wc", "offer wc 10 -"]
    marks = ["install wa", "install wc", "install wc", "remove wa", "clean", "remove wc", "install wb", "install wa", "remove wb", "remove wa", "clean", "remove wb"]
    case("edges/wanted", [*want, *marks])
    case("edges/wanted-again", [*want, "install wb", "remove wb", "install wa", "clean", "install wb", "remove wa", "remove wb", "remove wb", "clean"])
    case("edges/partly-here", [*web, "install math", "install log", "install web", "remove math", "remove web", "clean", "install mail", "install dns"])
    names = [f"p{at}" for at in range(150)]
    extra, acts = [*circle, *brim, *want], [*undo, *marks, *fill, *empty]
    more = offers(rng, names, range(1, 120), 3, False, [])
    case("large/shop", [*more, *extra, *acts, *commands(rng, names, 400, pool)])
    chain = [f"offer n{at} {3 + at % 9} {f'n{at + 1}' if at < 299 else '-'}" for at in range(300)]
    case("large/chain", [*chain, *extra, *acts, "install n150", "install n0", "remove n299", "remove n0", "remove n150", "clean", "install n298", "install n297", "clean"])
    names = [f"{letter}{at}" for letter in "qr" for at in range(60)]
    more = offers(rng, names, range(1, 200), 2, False, ["nix"])
    case("large/not-all-offered", [*more, *extra, *acts, *commands(rng, names, 500, pool)])


main()
