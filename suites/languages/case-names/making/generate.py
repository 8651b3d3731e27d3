import json
import random
import sys

STYLES = ["snake", "dashed", "shout", "pascal", "camel"]
PIECES = ["get", "User", "HTTP", "id", "ID", "x", "X", "v2", "2", "B2B", "utf8", "Text", "XMLs", "iPhone", "aB", "total", "URLs", "9lives"]
LIMIT = 31


def name(rng, pieces):
    while True:
        glue = rng.choice(["", "_", "-", "__", "_-"])
        text = glue.join(rng.choice(PIECES) for _ in range(rng.randrange(1, pieces + 1)))
        text = rng.choice(["", "", "", "_", "__", "-", "-_", "_-"]) + text + rng.choice(["", "", "_", "-", "-_"])
        if len(text) <= 100:
            return text


def plain(rng, pieces):
    """A name without odd corners, short enough to stay whole."""
    words = [rng.choice(["get", "user", "name", "page", "size", "row", "key"]) for _ in range(rng.randrange(1, pieces + 1))]
    return rng.choice(["_", "-"]).join(words) if rng.random() < 0.5 else words[0] + "".join(w.capitalize() for w in words[1:])


def every(names):
    return "".join(f"{style} {text}\n" for text in names for style in STYLES)


def cases(seed):
    rng = random.Random(seed)
    yield "basics/one-name", every(["userName"]), True
    yield "basics/acronyms", "snake parseHTTPHeader\ncamel XML_parser-v2\n", True
    yield "basics/separators", every(["row_count", "row-count", "RowCount", "ROW_COUNT"]), False
    yield "basics/one-word", every(["size", "Size", "SIZE"]), False
    yield "basics/plain", "".join(f"{rng.choice(STYLES)} {plain(rng, 3)}\n" for _ in range(30)), False
    yield "edges/empty", "", False
    yield "edges/acronyms", every(["XMLHttpRequest", "XMLs", "HTTPServer", "myHTTP", "aBC", "ABc", "AbC", "ABCd", "A", "aB"]), False
    yield "edges/digits", every(["utf8text", "v2Name", "B2B", "2d", "2D", "x9y", "X9Y", "HTTP2Server", "A1b", "7"]), False
    yield "edges/underscores", every(["_private", "__init__", "_-x", "-_x", "--x--", "_A_", "a__b--c_-d", "_____z"]), False
    yield "edges/exactly-fits", every(["a" * LIMIT, "a" * (LIMIT + 1), "_" + "b" * (LIMIT - 1), "_" + "b" * LIMIT]), False
    yield "edges/separator-at-the-cut", every(["a" * (LIMIT - 1) + "_bc", "a" * LIMIT + "_bc", "a" * (LIMIT - 2) + "_b-c"]), False
    yield "edges/fits-with-separator", every(["a" * (LIMIT - 4) + "_b_c", "a" * (LIMIT - 4) + "BCd", "__" + "a" * (LIMIT - 5) + "_bC"]), False
    yield "edges/long-pascal", every(["word" * 20, "someWordsThatAreMuchLongerThanAnyIdentifierShouldEverBecome", "A_" * 49]), False
    yield "edges/one-character", every(["x", "X", "5", "_x", "-X"]), False
    yield "large/mixed", "".join(f"{rng.choice(STYLES)} {name(rng, 4)}\n" for _ in range(1000)), False
    yield "large/long", "".join(f"{rng.choice(STYLES)} {name(rng, 15)}\n" for _ in range(500)), False
    yield "large/plain", "".join(f"{rng.choice(STYLES)} {plain(rng, 6)}\n" for _ in range(800)), False


def small(rng):
    return "".join(f"{rng.choice(STYLES)} {name(rng, rng.choice([1, 3, 8]))}\n" for _ in range(rng.randrange(5)))


if len(sys.argv) > 2:
    rng = random.Random(int(sys.argv[1]))
    for _ in range(int(sys.argv[2])):
        print(json.dumps({"stdin": small(rng)}))
else:
    for name_, stdin, shown in cases(int(sys.argv[1])):
        print(json.dumps({"id": name_, "stdin": stdin} | ({"shown": True} if shown else {})))
