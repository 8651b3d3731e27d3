import json
import random
import sys


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    if shown:
        row["shown"] = True
    print(json.dumps(row))


def commands(rng, count, names, most, pool):
    lines, paths = [], [""]
    for _ in range(count):
        kind = rng.choice(pool)
        old = rng.choice(paths[-40:])
        new = f"{rng.choice(paths[-40:])}/{rng.choice(names)}"
        if new.count("/") > 6:
            new = f"/{rng.choice(names)}"
        size = rng.choice([0, 1, rng.randrange(most), rng.randrange(most)])
        if kind in ("folder", "file"):
            lines.append(f"{kind} {new}" + (f" {size}" if kind == "file" else ""))
            paths.append(new)
        elif kind in ("move", "copy"):
            lines.append(f"{kind} {old or '/' + rng.choice(names)} {new}")
            paths.append(new)
        elif kind == "quota":
            lines.append(f"quota {old or '/'} {rng.choice([size, 2 * most, 3 * most])}")
        elif kind == "remove":
            lines.append(f"remove {old or '/' + rng.choice(names)}")
        else:
            lines.append(f"{kind} {old or '/'}")
    return lines


def main():
    rng = random.Random(int(sys.argv[1]))
    pool = ["folder"] * 6 + ["file"] * 8 + ["move"] * 4 + ["copy"] * 3 + ["quota"] * 4 + ["free", "remove"] + ["size"] * 2 + ["list"] * 3
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            lines = commands(rng, rng.randrange(60), ["a", "b", "c"], 10, pool)
            print(json.dumps({"stdin": "".join(line + "\n" for line in [*lines, "list /", "list /a", "list /b"])}))
        return
    home = ["folder /home", "folder /home/ann", "folder /home/bob", "folder /tmp", "quota /home 100", "quota /home/ann 60"]
    case("basics/homes", [*home, "file /home/ann/a 50", "file /home/ann/b 11", "file /home/bob/c 51", "file /home/bob/c 50", "move /home/bob/c /home/ann/c", "move /home/ann/a /tmp/a", "copy /home/bob /home/ann/old", "list /home", "size /", "list /home/ann/old"], True)
    case("basics/plain", ["folder /a", "file /a/x 5", "file /y 7", "folder /a/b", "file /a/b/z 9", "list /", "list /a", "list /a/b", "size /a/b/z", "remove /a/x", "size /a", "remove /a", "list /", "list /a"])
    case("basics/moved", ["folder /a", "folder /a/b", "file /a/b/x 5", "folder /c", "move /a/b /c/d", "list /a", "list /c", "size /c/d/x", "size /a/b", "move /c/d/x /y", "list /", "move /c /e", "list /e"])
    case("basics/copied", ["folder /a", "file /a/x 5", "folder /a/b", "copy /a /c", "file /c/x 9", "list /", "copy /a/x /y", "remove /a", "list /c", "size /y", "copy /c /c2", "copy /c2 /c/d", "size /c"])
    case("basics/errors", ["remove /a", "folder /a/b", "folder /a", "folder /a", "file /a 5", "file /a/f 1", "folder /a/f", "file /a/f/g 1", "move /a/g /b", "move /a /a", "copy /a/f /a/f", "copy /a /a/b", "list /a/f", "quota /a/f 9", "free /b"])
    case("edges/nothing-at-all", [])
    case("edges/only-the-root", ["list /", "size /", "quota / 5", "file /a 6", "file /a 5", "file /b 0", "file /b 1", "free /", "file /b 1", "size /", "free /"])
    case("edges/order-of-errors", ["folder /a", "file /f 3", "move /x /a", "move /x /y/z", "move /a /f", "move /a /f/g", "move /a /a/b/c", "copy /a /x/y", "folder /a/b", "move /a /a/b", "move /a /a/b/c", "copy /a /a/c", "quota /a 1", "copy /f /a/b/g", "move /f /a/g", "move /f /f/g", "quota /zz 1", "copy /f /f/g"])
    case("edges/inside-before-over", ["folder /a", "file /a/x 9", "quota /a 10", "copy /a /a/b", "move /a /a/b", "folder /ab", "move /a /ab/c", "copy /ab /abc", "list /abc"])
    case("edges/names-that-begin-alike", ["folder /a", "folder /ab", "file /ab/x 5", "file /a2 7", "size /a", "remove /a", "list /", "folder /a", "copy /ab /a/ab", "move /ab /abc", "list /", "size /a/ab"])
    case("edges/deepest", ["folder /a", "folder /a/b", "folder /a/b/c", "quota / 10", "quota /a 9", "quota /a/b 8", "file /a/b/c/x 11", "file /a/b/c/x 8", "file /a/y 2", "file /a/y 1", "file /z 2", "file /z 1", "quota /a/b/c 3", "file /a/b/c/x 7", "file /a/b/w 1", "file /a/b/c/w 1", "file /a/b/v 1", "size /"])
    case("edges/already-over", ["folder /a", "file /a/x 50", "file /a/y 50", "quota /a 20", "file /a/x 40", "file /a/x 40", "file /a/x 41", "file /a/z 0", "folder /a/b", "move /a/x /a/b/x", "copy /a/z /a/zz", "copy /a/x /x", "file /a/w 1", "remove /a/y", "remove /a/b", "file /a/w 20", "size /a"])
    case("edges/moves-within", [*home, "file /home/ann/a 60", "file /home/bob/b 40", "move /home/bob/b /home/b", "move /home/ann/a /home/a", "move /home/a /home/ann/a2", "move /home/b /home/ann/b", "folder /home/ann/d", "move /home/ann/a2 /home/ann/d/e", "size /home/ann", "move /home/ann /home/bob/ann", "list /home/bob", "copy /home/b /home/c"])
    case("edges/quotas-travel", ["folder /a", "folder /a/b", "quota /a 10", "quota /a/b 5", "file /a/b/x 5", "move /a /c", "file /c/b/y 1", "file /c/y 6", "copy /c /d", "file /d/b/y 100", "folder /a", "folder /a/b", "file /a/b/y 100", "remove /c", "folder /c", "folder /c/b", "file /c/b/z 100", "free /a", "list /"])
    case("edges/same-size-again", ["file /a 10", "quota / 5", "file /a 10", "file /a 9", "file /a 10", "folder /b", "move /a /b/a", "copy /b /c", "file /b/z 0", "copy /b/z /zz", "list /"])
    case("edges/large-sizes", ["folder /a", *(f"file /a/f{at} 1000000000" for at in range(9)), "size /a", *(f"copy /a /b{at}" for at in range(9)), "size /", "quota / 90000000000", "file /c 0", "file /c 1"])
    names = [f"{a}{b}" for a in "abcdefgh" for b in "xyz"] + ["a", "ax1"]
    mix = ["folder /m", "folder /m/n", "folder /mm", "quota /m 100", "quota /m/n 50", "file /m/n/p 40", "file /m/q 60", "move /m/n/p /m/p", "move /m/p /m/n/p", "move /m/n /m/n/o", "copy /m/n /mm/n", "file /mm/n/p 400", "file /m/n/r 11", "file /m/n/r 10", "file /m/q 50"]
    mix += ["move /m /mm/m", "file /mm/m/n/s 1", "folder /m", "folder /m/n", "file /m/n/s 500", "quota /mm 10", "file /mm/n/p 399", "file /mm/n/p 400", "copy /mm/n/p /mm/t", "move /mm/n/p /mm/t", "list /mm", "remove /mm", "list /", "copy /m /m/x", "quota /m 1000", "quota /m/n 600"]
    mix += ["file /big 700", "copy /big /m/n/big", "move /big /m/n/big", "remove /m/n/s", "quota /m/n 700", "copy /big /m/n/big", "copy /big /m/big", "remove /m", "remove /big"]
    mix += ["quota / 10", "folder /u", "quota /u 5", "file /u/x 11", "free /", "remove /u", "folder /u", "file /u/x 6", "remove /u"]
    case("large/deep", [*mix, *commands(rng, 600, names[:6], 50, ["folder"] * 6 + pool)])
    case("large/wide", [*mix, *commands(rng, 650, names, 1000, ["folder", "file", "file"] * 4 + pool)])
    case("large/many-files", [*mix, "folder /w", "quota /w 30000", *(f"file /w/f{at} {rng.randrange(300)}" for at in range(150)), "list /w", *commands(rng, 400, names, 300, pool), "size /w"])


main()
