import json
import random
import sys

UNITS = ["B", "kB", "MB", "GB", "KiB", "MiB", "GiB", ""]
BAD = ["7.", ".5", "1000", "+7", "-1", "7 kb", "7 KB", "7 Kib", "7 B x", "7,5 kB", "1.2345", "1e3", "x", "7.5.1", "7\tB", "kB"]


def number(rng):
    text = str(rng.choice([0, 1, 4, 7, 12, 512, 999, rng.randrange(1000)]))
    if rng.random() < 0.2:
        text = text.zfill(3)
    if rng.random() < 0.5:
        text += "." + rng.choice(["0", "5", "05", "001", "096", "999", "000", str(rng.randrange(1000))])
    return text


def line(rng, owners, odd):
    if rng.random() < odd:
        bad = rng.choice(BAD)
        return rng.choice(["", " ", f"ann {bad}", f"ann  {bad} ", "Ann 5 B", "ann", "ann5", "5 kB", "a_b 1", "\tann 5", "ann\t5"])
    gap = lambda least: " " * (least + (rng.randrange(3) if rng.random() < odd else 0))
    return f"{gap(0)}{rng.choice(owners)}{gap(1)}{number(rng)}{gap(rng.randrange(2))}{rng.choice(UNITS)}{gap(0)}"


def report(rng, lines, owners, odd):
    return "".join(line(rng, owners, odd) + "\n" for _ in range(lines))


def sized(rng, lines, owners, odd):
    """A report without files of no size."""
    kept = []
    while len(kept) < lines:
        text = line(rng, owners, odd)
        if " 0" not in text:
            kept.append(text)
    return "".join(text + "\n" for text in kept)


def cases(seed):
    rng = random.Random(seed)
    yield "basics/two-owners", "ann 3 MB\nbob 1.5 KiB\nann 120 kB\n", True
    yield "basics/a-line-refused", "ann 10kB\nbob ten kB\nbob 2.25MiB\n", True
    yield "basics/every-unit", "".join(f"ann{'abcdefgh'[i]} 3 {unit}\n" for i, unit in enumerate(UNITS)), False
    yield "basics/fractions", "ann 1.5 GB\nbob 1.05 GB\ncyd 1.005 GB\ndan 0.5 MiB\neve 0.25 GiB\n", False
    yield "basics/random", sized(rng, 12, ["ann", "bob", "cyd"], 0), False
    yield "edges/empty", "", False
    yield "edges/only-blanks", "\n   \n\n", False
    yield "edges/no-size", "ann 0\nbob 0.000 GiB\nann 000 B\n", False
    yield "edges/one-block", f"zoe 1.001B\nann {4096 / 1024:g} KiB\nbob 0.001 B\ncyd 1 B\ndan {4096 // 1024 * 2}KiB\n", False
    yield "edges/one-block-and-a-bit", f"ann {4096 / 1024:g}.001 KiB\nbob 4.096 kB\ncyd 4.097 kB\ndan 512 B\neve 513 B\nfay 512.001 B\n", False
    yield "edges/many-small", "ann 1\n" * 9 + "bob 1B\n", False
    yield "edges/blank-lines-count", "\nann 1\n\n  \nann x\n   \nbob 1 KB\n", False
    yield "edges/only-refused", "ann\n5 B\nAnn 3 B\n", False
    yield "edges/each-bad-number", "".join(f"ann {bad}\n" for bad in BAD) + "ann 7\n", False
    yield "edges/spaces", "   ann     7      kB   \nbob 7kB\n  bob  7 \n ann 7. 5 kB\nann 7 5\nann 7 k B\n", False
    yield "edges/tabs", "ann\t5\n\tann 5\nann 5\t\n\t\nann 5 \n", False
    yield "edges/owners", "a" * 20 + " 1\n" + "a" * 21 + " 1\n" + "a-b 1\nz 1\nz9 1\nz B\n", False
    yield "edges/total-is-an-owner", "total 5 kB\nrefused 7 kB\nb 1 b\n", False
    yield "large/one-owner", sized(rng, 1500, ["ann"], 0.1), False
    yield "large/many-owners", sized(rng, 1200, ["o" + a + b for a in "abcdefghij" for b in "klmnopqrst"], 0.05), False
    yield "large/most-refused", sized(rng, 800, ["ann", "bob"], 0.8), False
    yield "large/largest", "ann 999.999 GiB\n" * 1000, False


def small(rng):
    return report(rng, rng.randrange(7), ["ann", "bob"], rng.choice([0, 0.4]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
