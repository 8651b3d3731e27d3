import json
import random
import sys

MOST = 23


def name(rng, longest):
    size = rng.randrange(1, longest + 1)
    if rng.random() < 0.25:
        return "".join(rng.choice("0123456789") for _ in range(size))
    return "".join(rng.choice("abcdefgh.-_=7A") for _ in range(size))


def paper(rng, width, sizes, longest):
    lines = [str(width)]
    for i, size in enumerate(sizes):
        lines.append(f"heading {rng.choice(['Fruit', 'log files', 'B', '= x ='])} {i}")
        lines += [f"entry {name(rng, longest)}" for _ in range(size)]
    return "".join(line + "\n" for line in lines)


def listed(width, *lists):
    lines = [str(width)]
    for i, names in enumerate(lists):
        lines += [f"heading list {i}", *(f"entry {text}" for text in names)]
    return "".join(line + "\n" for line in lines)


def cases(seed):
    rng = random.Random(seed)
    fruit = ["apple", "fig", "banana", "kiwi", "plum", "watermelon", "pear"]
    yield "basics/fruit", listed(30, fruit), True
    yield "basics/numbers", listed(16, ["7", "abc", "120", "x", "15", "9"], ["12", "ab"]), True
    yield "basics/one-line", listed(80, fruit), False
    yield "basics/one-column", listed(10, fruit), False
    yield "basics/two-lists", listed(22, fruit, fruit[:3], fruit * 2), False
    yield "basics/equal-widths", listed(40, [f"n{i}" for i in range(10, 60)]), False
    yield "edges/no-list", "40\n", False
    yield "edges/empty-lists", listed(40, [], ["a"], [], []), False
    yield "edges/title-wider", listed(5, ["x", "y"]).replace("list", "a title that is  wide") + listed(5, ["z"]).replace("5", "", 1).lstrip(), False
    yield "edges/just-fits", listed(12, ["aaaaa", "bbbbb"], ["aaaaa", "bbbbbb"], ["aaaaa", "bbbb"]), False
    yield "edges/just-fits-three", listed(13, ["aaa", "bbb", "ccc"], ["aaa", "bbb", "cccc"], ["aaaa", "bb", "ccc", "d"]), False
    yield "edges/exact-width", listed(MOST, ["a" * MOST, "b" * (MOST + 1), "c" * (MOST - 1)]), False
    yield "edges/narrow", listed(5, ["abcde", "abcdef", "ab", "12345", "123456", "x" * 60, "1", "2", "3"]), False
    yield "edges/long-names", listed(70, ["a" * MOST, "b" * (MOST + 1), "c" * 60, "7" * MOST, "8" * (MOST + 1), "9" * 60, "d", "5"]), False
    yield "edges/number-in-last-column", listed(20, ["alpha", "b", "c", "12", "7", "100"], ["1", "22", "333", "4444", "55555", "6"]), False
    yield "edges/not-numbers", listed(12, ["1.5", "-7", "00", "7a", "+1", "12345", "0"]), False
    yield "edges/last-column-short", listed(11, list("abcdefghijk"), list("abcdefghijklm"), list("abcd")), False
    yield "edges/fewer-columns-than-thought", listed(14, ["aa", "bb", "cc", "dd", "eeeeeeeeee"], ["a", "b", "c", "dddddddddd", "e"]), False
    yield "edges/fits-then-does-not", listed(19, ["aaaaaaaaa", "b", "c", "ddddddddd", "e", "f", "g"], ["a", "bbbbbbbb", "c", "d", "eeeeeeee", "f", "g", "hhhhhhhh"]), False
    wide = lambda letters: ["abcdefghij"[i] * int(n) for i, n in enumerate(letters)]
    yield "edges/fewer-lines-of-as-many-columns", listed(15, wide("95115591"), wide("921552")) + listed(11, wide("51152")).split("\n", 1)[1], False
    yield "edges/more-lines-need-not-fit", listed(19, wide("5229191")) + listed(18, wide("111559121")).split("\n", 1)[1], False
    yield "edges/one-name", listed(9, ["abc"], ["7"], ["a" * 30]), False
    yield "edges/odd-names", listed(20, ["a=b", "=", "~", "~~"], ["entry", "heading", "-", "7~"]), False
    yield "large/one-list", paper(rng, 100, [400], 12), False
    widths = [18, 7, 2, 7, 7, 7, 2, 2, 18, 2, 18, 18, 2, 2, 2, 2, 2]
    uneven = listed(60, [letter * width for letter, width in zip("abcdefghijklmnopq", widths)]).split("\n", 1)[1]
    yield "large/many-lists", paper(rng, 60, [20] * 30, 29) + uneven, False
    yield "large/narrow", paper(rng, 12, [250, 250], 9), False
    yield "large/small-lists", paper(rng, 40, [rng.randrange(5, 13) for _ in range(60)], 34), False
    yield "large/wide-and-short", paper(rng, 120, [350, 300], 4), False


def small(rng):
    width = rng.choice([5, 8, 12, 20, 30, 46])
    return paper(rng, width, [rng.randrange(9) for _ in range(rng.randrange(4))], rng.choice([2, 4, 7, 30]))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name_, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name_, "stdin": stdin} | ({"shown": True} if shown else {})))
