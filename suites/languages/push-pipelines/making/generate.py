import json
import random
import sys

CLEANING = 7


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def jobs(rng, names, longest):
    """Random jobs; a job needs some of those before it in the list, and the lines are shuffled."""
    lines = []
    for at, name in enumerate(names):
        needs = rng.sample(names[:at], min(at, rng.choice([0, 1, 1, 2, 3])))
        soft = " soft" if rng.random() < 0.25 else ""
        when = rng.choice(["success", "success", "success", "failure", "always"])
        lines.append(f"job {name} {rng.randrange(1, longest)} {when} {','.join(needs) or '-'}{soft}")
    rng.shuffle(lines)
    return lines


def pushes(rng, count, branches, names, gaps, bad, time=0):
    lines = []
    for _ in range(count):
        time += rng.choice(gaps)
        failing = [name for name in names if rng.random() < bad]
        lines.append(f"push {time} {rng.choice(branches)} {','.join(failing) or '-'}")
    return lines


def small(rng):
    names = ["a", "b", "c", "d", "e", "f"][: rng.randrange(1, 7)]
    gaps = rng.choice([[0, 1], [0, 3, 10], [40]])
    branches = rng.choice([["dev"], ["dev", "main"], ["main", "x", "y"]])
    return [f"runners {rng.randrange(1, 4)}", *jobs(rng, names, rng.choice([3, 12])), *pushes(rng, rng.randrange(6), branches, names, gaps, rng.choice([0.1, 0.4]))]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    three = ["job build 30 success -", "job test 20 success build", "job deploy 10 success test"]
    tell = "job tell 2 failure build,test"
    case("basics/one-branch", ["runners 1", *three, tell, "push 0 main -", "push 200 main test"], True)
    case("basics/two-runners", ["runners 2", *three, "job docs 15 success -", "job lint 5 success -", "push 3 dev -", "push 10 fix docs"])
    case("basics/failures", ["runners 3", *three, tell, "push 0 a build", "push 100 b test", "push 200 c deploy", "push 300 d -", "push 400 a build,test,deploy"])
    case("basics/order-of-lines", ["runners 1", "job c 5 success a,b", "job b 5 success -", "job d 5 success -", "job a 5 success d", "push 0 main -"])
    case("basics/cleaning", ["runners 2", "job a 10 success -", "job b 12 success -", "job c 1 success a", "job d 1 success b", "push 0 dev -", f"push {12 + CLEANING} fix -"])
    case("edges/no-pushes", ["runners 2", *three])
    clean = "job clean 4 always build,test"
    case("edges/cancelled", ["runners 2", *three, clean, "push 0 dev -", "push 10 dev -", "push 40 dev test", "push 400 dev -"])
    case("edges/same-second", ["runners 1", *three, clean, "push 5 dev -", "push 5 dev -", "push 5 main build", "push 5 dev -", "push 35 dev -"])
    case("edges/pushed-as-it-ends", ["runners 2", *three, tell, "push 0 dev build", "push 30 dev -", "push 80 dev -", "push 80 fix test", "push 130 fix -"])
    case("edges/other-branches", ["runners 4", *three, "push 0 dev -", "push 1 fix -", "push 2 dev -", "push 3 devs -"])
    soft = ["job lint 6 success - soft", "job test 9 success lint", "job fail 3 failure lint", "job end 2 always lint,test soft"]
    case("edges/soft", ["runners 2", *soft, "push 0 a lint", "push 50 b lint,test", "push 100 c end", "push 150 d test,end", "push 200 e lint,fail"])
    skip = ["job a 5 success -", "job b 5 success a", "job c 5 failure b", "job d 5 failure a,c", "job e 5 success c", "job f 3 always e"]
    case("edges/skipped", ["runners 1", *skip, "push 0 x -", "push 100 x a", "push 200 x b", "push 300 x a,b,d,f"])
    case("edges/soft-and-skipped", ["runners 1", "job a 5 success -", "job b 5 failure a soft", "job c 5 success b", "job d 2 always b", "push 0 x -", "push 100 x a", "push 200 x a,b"])
    case("edges/failure-without-needs", ["runners 1", "job a 5 failure -", "job b 6 success a", "job c 1 always a", "push 0 main a", "push 1 main c"])
    case("edges/main-first", ["runners 1", *three, "push 0 dev -", "push 1 fix -", "push 2 main -", "push 60 main -", "push 61 mainly -"])
    case("edges/free-again", ["runners 1", "job a 10 success -", "push 0 x -", f"push {9 + CLEANING} y -", f"push {9 + CLEANING} main -", f"push {40 + CLEANING} z -", f"push {50 + 2 * CLEANING} w -"])
    case("edges/always-runs-late", ["runners 1", "job a 20 always -", "job b 5 success a", "job c 6 always b", "push 0 x -", "push 1 x a", "push 2 x -", "push 3 y -"])
    case("edges/cancelled-twice", ["runners 1", "job a 20 success -", "job b 5 success a", "job c 9 failure a soft", "push 0 x a", "push 1 x -", "push 2 x -", "push 30 x a"])

    def large(name, runners, names, longest, count, branches, gaps, bad):
        """All special things happen in the first pushes."""
        special = ["job xa 20 success -", "job xb 5 success xa", "job xc 4 always xb", "job xd 3 success - soft", "job xe 2 success xd", "job xf 1 failure xb"]
        first = ["push 0 sa xd", "push 5000 sb xa", "push 10000 sc -", "push 10001 sc -", *["push 20000 sd -"] * 3, "push 20000 main -"]
        lines = jobs(rng, names, longest)
        case(name, [f"runners {runners}", *special, *lines, *first, *pushes(rng, count, branches, names, gaps, bad, 30000)])

    names = ["ga", "gb", "gc", "gd", "ge", "gf"]
    large("large/busy", 2, names, 60, 40, ["dev", "main", "fix", "one", "two"], [0, 5, 20, 90, 200], 0.1)
    large("large/idle", 5, names[:5], 200, 45, ["dev", "main"], [100, 300, 1000], 0.3)
    large("large/one-runner", 1, names[:4], 20, 50, ["a", "b", "c", "main"], [0, 10, 40, 250], 0.2)
    large("large/cancelled", 3, names, 90, 45, ["dev", "main"], [1, 5, 30, 60], 0.2)


main()
