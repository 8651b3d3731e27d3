import json
import random
import sys

USUAL = 37
PIECES = ["a", "b", " ", "Z", "e\u0301", "\u0301", "\u4e2d", "\ud55c", "\u3042", "\uff21", "\u00fc", "\u20ac", "\U0001f600", "\u1100", "~", "|", "\u0308\u0302", "\u2014", "\uff71", "0"]


def line(rng, most, width):
    text = "".join(rng.choice(PIECES) for _ in range(rng.randrange(most + 1)))[:80]
    return f"{rng.choice([0, width, width, rng.randrange(1, 101)])} {rng.choice(['front', 'middle', 'back'])} {text}\n"


def every(text, *widths):
    return "".join(f"{width} {place} {text}\n" for width in widths for place in ("front", "middle", "back"))


def cases(seed):
    rng = random.Random(seed)
    u = USUAL
    yield "basics/places", every("abc", 6), True
    yield "basics/wide-and-cut", "4 front \u4e2d\u6587\u5b57\n5 back cafe\u0301\n4 front abcdef\n", True
    yield "basics/plain", every("hello world", 11, 12, 15, 20), False
    yield "basics/cut", every("hello world", 10, 5, 2), False
    yield "basics/wide", every("\ud55c\uad6d", 4, 5, 6, 9), False
    yield "edges/empty", "", False
    yield "edges/empty-text", every("", 0, 1, 3), False
    yield "edges/usual-width", every("abc", 0) + every("x" * u, 0, u) + every("x" * (u + 1), 0) + every("\u4e2d" * (u // 2 + 1), 0), False
    yield "edges/one-column", every("a", 1) + every("ab", 1) + every("\u4e2d", 1) + every("e\u0301", 1) + every("\u0301", 1) + every("\u0301ab", 1), False
    yield "edges/two-columns", every("\u4e2d", 2) + every("\u4e2da", 2) + every("a\u4e2d", 2) + every("a\u4e2d", 3) + every("\u4e2d\u4e2d", 3), False
    yield "edges/marks-at-the-cut", every("abc\u0301\u0302d", 3, 4) + every("ab\u0301c\u0302d", 3) + every("ab\u0301\u4e2d\u0302", 3) + every("\u0301\u0301abc", 2) + every("a\u4e2d\u0301b", 3), False
    yield "edges/wide-at-the-cut", every("ab\u4e2dc", 3, 4, 5) + every("\u4e2d\u4e2d\u4e2d", 4, 5, 6), False
    yield "edges/spaces", every(" a ", 3, 4, 2, 7) + every("   ", 2, 3, 5), False
    yield "edges/ranges", "".join(f"3 front {chr(code)}\n2 front {chr(code)}x\n" for first, last in ((0x300, 0x36F), (0x1100, 0x115F), (0x2E80, 0xA4CF), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFF00, 0xFF60), (0x1F300, 0x1FAFF)) for code in (first - 1, first, last, last + 1)), False
    yield "edges/odd-rest", every("abcd", 5, 6, 7, 8) + every("\u4e2d", 3, 5, 4), False
    yield "edges/signs", every("|", 1, 3) + every("~~", 1, 2) + every("front 5 |x|", 9, 20), False
    yield "edges/bytes-are-not-columns", every("\u00e9\u00e8\u00fc\u20ac", 4, 3, 6) + every("\U0001f600\U0001f680", 4, 3, 5), False
    yield "large/mixed", "".join(line(rng, 40, 20) for _ in range(250)), False
    yield "large/narrow", "".join(line(rng, 12, rng.randrange(1, 9)) for _ in range(500)), False
    yield "large/long", "".join(line(rng, 70, 50) for _ in range(120)), False


def small(rng):
    return "".join(line(rng, 8, rng.randrange(1, 9)) for _ in range(rng.randrange(4)))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name, "stdin": stdin} | ({"shown": True} if shown else {})))
