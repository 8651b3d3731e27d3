import json
import random
import sys

LEAST = 40


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def net(rng, sites, cables, plants, cuts, near, most):
    """A random net whose cables join sites with numbers that are not far apart."""
    lines = [f"houses {name} {rng.randrange(1, most)}" for name in sites if rng.random() < 0.7]
    for at in range(cables):
        a = rng.randrange(len(sites))
        b = rng.randrange(max(0, a - near), min(len(sites), a + near + 1))
        lines.append(f"cable {rng.choice('kl')}{at} {sites[a]} {sites[b]}")
        if rng.random() < cuts:
            lines.append(f"cut {lines[-1].split()[1]}")
    lines += [f"plant {rng.choice(sites)}" for _ in range(plants)]
    rng.shuffle(lines)
    return lines


def small(rng):
    sites = ["a", "b", "c", "d", "e", "f", "g", "h"][: rng.randrange(1, 9)]
    return net(rng, sites, rng.randrange(14), rng.randrange(4), rng.choice([0, 0.2]), rng.choice([1, 2, 8]), rng.choice([LEAST // 2, LEAST + 20]))


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/town", [
        "plant dam", "cable c1 dam mill", "cable c2 mill park", "cable c3 park lake", "cable c4 lake mill", "cable c5 lake farm",
        "houses mill 120", "houses park 75", "houses lake 60", "houses farm 90", "houses hut 3",
    ], True)
    case("basics/line", ["plant a", "cable ab a b", "cable bc b c", "cable cd c d", "houses b 100", "houses c 55", "houses d 25"])
    case("basics/ring", ["plant a", "cable w a b", "cable x b c", "cable y c d", "cable z d a", "houses a 500", "houses b 100", "houses c 55", "houses d 25"])
    case("basics/star", ["plant hub", *(f"cable c{at} hub s{at}" for at in range(6)), *(f"houses s{at} {100 + at % 3}" for at in range(6))])
    case("basics/tree", ["plant p", "cable a p x", "cable b x y", "cable c x z", "houses y 60", "houses z 70", "houses p 80", "houses q 90", "cable d q r"])
    case("edges/empty", [])
    case("edges/no-plant", ["cable a x y", "houses x 100", "houses y 200", "houses y 5"])
    case("edges/only-plants", ["plant a", "plant b", "houses a 100", "plant a", f"houses b {LEAST}"])
    beside = ["plant zba", "cable zb1 zba zbb", "cable zb2 zbb zba", "cable zb3 zbb zbc", "cable zb4 zbc zbb", "cable zb5 zbc zbd", "cable zb6 zbd zbd", "houses zbb 300", "houses zbc 300", "houses zbd 300"]
    case("edges/side-by-side", beside)
    touch = [
        "plant zta", "cable zt1 zta ztb", "cable zt2 ztb ztc", "cable zt3 ztc zta", "cable zt4 ztc ztd", "cable zt5 ztd zte", "cable zt6 zte ztc",
        "houses ztb 210", "houses ztc 220", "houses ztd 230", "houses zte 240",
    ]
    case("edges/circles-touch", touch)
    plants = [
        "plant zpa", "plant zpd", "cable zp1 zpa zpb", "cable zp2 zpb zpc", "cable zp3 zpc zpd", "cable zp4 zpc zpe", "plant zpf", "cable zp5 zpf zpg",
        "houses zpa 610", "houses zpb 620", "houses zpc 630", "houses zpd 640", "houses zpe 650", "houses zpf 660", "houses zpg 670",
    ]
    case("edges/several-plants", plants)
    least = ["plant zla", f"houses zla {LEAST}", "cable zl1 zla zlb", f"houses zlb {LEAST}", "cable zl2 zla zlc", f"houses zlc {LEAST - 1}", "cable zl3 zlc zld"]
    case("edges/least", least)
    case("edges/just-more", [*least, "houses zld 1", "houses zlb 1"])
    cuts = ["cut zc1", "cut zc4", "plant zca", "cable zc1 zca zcb", "cable zc2 zca zcc", "cable zc3 zcb zcc", "cable zc4 zcc zcd", "houses zcb 700", "houses zcc 800", "houses zcd 900", "cut zc1"]
    case("edges/cuts", cuts)
    case("edges/names", ["plant x", "cable x x y", "cable y y z", "houses z 50", "houses y 1", "cable a z a", "houses a 50", "plant b", "houses b 50", "cable b10 b b1", "cable b9 b b2", "houses b1 50", "houses b2 50"])
    case("edges/plants-on-a-way", ["plant b", "cable c1 a b", "cable c2 b c", "cable c3 c d", "cable c4 d e", "plant d", "houses a 100", "houses c 100", "houses e 100"])
    special = [*beside, *touch, *plants, *least, *cuts]
    long_chain = [f"cable w{at} v{at} v{at + 1}" for at in range(1150)]
    case("large/long-chain", [*long_chain, *special, "plant v3", *(f"houses v{at} {3 + at % 11}" for at in range(1120, 1151))])
    tail = [f"cable w{at} v{at} v{at + 1}" for at in range(300)] + [f"cable x{at} v{at} v{at + 40}" for at in range(0, 200, 50)]
    case("large/chain-and-rings", [*special, *tail, "plant v300", "plant v0", *(f"houses v{at} {5 + at % 30}" for at in range(0, 301, 2))])
    sites = [f"s{at}" for at in range(320)]
    case("large/sparse", [*net(rng, sites[:260], 340, 4, 0.05, 12, 60), *special])
    case("large/dense", [*special, *net(rng, sites[:130], 500, 2, 0.1, 4, 90)])
    case("large/many-plants", [*net(rng, sites[:220], 260, 40, 0, 3, 200), *special])


main()
