import json
import random
import sys

DAY = 480
END = 5 * DAY


def case(name, lines, shown=False):
    row = {"id": name, "stdin": "".join(line + "\n" for line in lines)}
    print(json.dumps(row | ({"shown": True} if shown else {})))


def meeting(rng, names, lengths, invited, most):
    people = rng.sample(names, rng.randrange(1, most + 1))
    words = [people[0], *(name + "?" * (rng.random() < invited) for name in people[1:])]
    rng.shuffle(words)
    return f"meet {rng.choice(lengths)} {' '.join(words)}"


def lines_of(rng, count, meets, names, lengths, longest, most, until=END):
    """Random lines; one in `meets` is a meeting."""
    lines = []
    for _ in range(count):
        if rng.randrange(meets) == 0:
            lines.append(meeting(rng, names, lengths, 0.4, most))
        else:
            begin = rng.choice([rng.randrange(until), rng.randrange(until // 15) * 15])
            lines.append(f"busy {rng.choice(names)} {begin} {min(END + 99, begin + rng.randrange(1, longest))}")
    return lines


def small(rng):
    names = ["a", "b", "c", "d"]
    lengths = [1, 14, 15, 16, 30, DAY // 2, DAY // 2 + 1, DAY - 1, DAY, DAY + 1]
    lines = lines_of(rng, rng.randrange(9), 2, names, lengths, rng.choice([40, 400, 1500]), 4, rng.choice([100, END]))
    return lines + [meeting(rng, names, lengths, 0.4, 4) for _ in range(rng.randrange(8))]


def main():
    rng = random.Random(int(sys.argv[1]))
    if len(sys.argv) > 2:
        for _ in range(int(sys.argv[2])):
            print(json.dumps({"stdin": "".join(line + "\n" for line in small(rng))}))
        return
    case("basics/three-people", [
        "busy ann 0 60", "busy bob 90 120", "meet 30 ann bob", "meet 30 ann bob", "busy cy 0 200", "meet 60 bob ann cy?", "meet 20 cy dan?", "meet 45 dan eve",
    ], True)
    case("basics/grid", ["busy a 0 1", "meet 10 a", "busy a 16 44", "meet 10 a", "meet 60 a b", "meet 1 a b c"])
    case("basics/touching", ["busy a 0 30", "busy a 45 60", "meet 15 a", "meet 15 a", "busy b 105 200", "meet 30 a b", "meet 5 b"])
    case("basics/one-by-one", ["meet 30 a", "meet 30 a", "meet 20 a", "meet 20 a", "busy a 0 300", "meet 10 a", "meet 15 b"])
    case("edges/empty", [])
    case("edges/only-busy", ["busy a 0 10", "busy b 5 3000"])
    evening = [f"busy ea 0 {DAY - 75}", "meet 90 ea", f"meet {75} ea", f"busy eb 0 {DAY - 30}", "meet 31 eb", "meet 30 eb", f"meet {DAY} eb", "meet 16 eb", "meet 15 ec"]
    case("edges/evening", evening)
    case("edges/whole-days", [*(["meet 1 a"]), *([f"meet {DAY} a"] * 5), f"meet {DAY - 15} a", "meet 15 a b", f"meet {DAY + 1} c", "meet 1000 c", f"meet {DAY} c"])
    case("edges/last-day", [f"busy a 0 {4 * DAY}", f"meet {DAY - 15} a", "meet 16 a", "meet 15 a", "meet 1 a", f"busy b 10 {END - 15}", f"busy b {END - 1} {END}", "meet 15 b", "meet 14 b", "meet 14 b", "meet 10 b"])
    invited = ["busy ia 0 40", "meet 20 ib ia?", "meet 20 ib ia?", "meet 20 ic ib?", "meet 20 ia", "meet 20 ib", "meet 200 ia? ic ib?", "meet 30 ia", "meet 30 ib ic", "meet 30 ie id?", "meet 30 id"]
    case("edges/invited", invited)
    case("edges/invited-partly-free", ["busy a 10 11", "meet 10 b a?", "meet 11 c a?", "meet 10 b a?", "busy a 0 3000", "meet 60 d a?", "meet 60 a d?"])
    case("edges/never-changes-nothing", [f"busy a 0 {END}", "meet 10 a b", "meet 10 b", "meet 10 b a", "meet 10 b", "busy b 0 2999", "meet 1 b c d", "meet 1 c d"])
    case("edges/overlapping", ["busy a 0 100", "busy a 20 40", "busy a 50 150", "busy a 150 151", "meet 10 a", "busy a 0 300", "meet 10 a", "busy a 315 316", "meet 15 a", "meet 15 a"])
    case("edges/later-busy", ["meet 30 a b", "busy a 0 45", "meet 15 a b", "busy b 10 20", "meet 15 b"])
    names = [chr(97 + at % 26) + chr(97 + at // 26) + "x" for at in range(40)]
    case("large/many-people", [*evening, *invited, *lines_of(rng, 450, 5, names, [10, 30, 45, 60, 90], 200, 5)])
    case("large/few-people", [*invited, *evening, *lines_of(rng, 300, 3, names[:6], [5, 15, 20, 30, 50, 120], 60, 4)])
    case("large/long-meetings", [*evening, *invited, *lines_of(rng, 400, 4, names[:20], [DAY // 2, DAY // 3, 100, DAY - 90], 90, 3)])


main()
