"""Replay streams, cut in many ways, to the client, and compare what its listeners were called with."""

from approach import approach, decoder, lines_of_code
from prony_grader import call, check, label, metric, test

TYPES = ("message", "add", "update", "error")
"""The types that somebody listens to, unless a test says otherwise."""

STARTERS = (
    *("start", "connect", "open", "processStream", "process", "read"),
    *("run", "listen", "consume", "parse", "begin", "init"),
)
"""Methods that may set going what should have gone by itself: an answer that needs one is tried with it, and capped."""

PATIENCE = 3000
"""Milliseconds that an answer may take for something, for the first time."""

way = {"patience": PATIENCE, "before": []}
"""How the answer has to be handled so that it does something at all."""


def replay(chunks, acts=None, **options):
    """What came of a replay. acts: None for a listener to each of TYPES."""
    acts = [["on", name, name] for name in TYPES] if acts is None else acts
    packed = [list(chunk) if isinstance(chunk, tuple) else [chunk, 1] for chunk in chunks]
    found = call("replay", packed, [*acts, *way["before"]], {"patience": way["patience"], **options})
    unread = found["given"] < sum(times for _, times in packed)
    if options.get("end", "close") == "close" and (unread or found["done"] in ("pending", "absent")):
        way["patience"] = 60  # It has had its time once.
    return found


def heard(found, exact=False):
    """Type, data and id of all events in order.

    exact: with the space before the data and the LF behind it, if there are any. They count where data are tried.
    """
    return [(event["type"], trimmed(event["data"], exact), event["lastEventId"]) for event in found["log"]]


def trimmed(data, exact):
    return data if exact or not isinstance(data, str) else data.removeprefix(" ").removesuffix("\n")


def message(data, event_id="", kind="message"):
    return (kind, data, event_id)


def verify(chunks, expected, exact=False, **properties):
    """Check the events of a stream, and what the client holds at its end. chunks: a text stands for one chunk."""
    chunks = [chunks.encode()] if isinstance(chunks, str) else chunks
    found = replay(chunks)
    check(heard(found, exact) == expected, "other events than there should be")
    for name, value in properties.items():
        check(found[name] == value, f"{name} is another than it should be")


def bytewise(data):
    return [data[at : at + 1] for at in range(len(data))]


def thirds(data):
    size = max(1, len(data) // 3)
    return [data[:size], data[size : 2 * size], data[2 * size :]]


def with_empty(data):
    return [b"", data[:3], b"", b"", data[3:], b""]


def in_two(data):
    """Both halves, for each place where the stream can be cut."""
    return [[data[:at], data[at:]] for at in range(1, len(data))]


PLAIN = b"data: one\n\ndata: two\n\nevent: add\ndata: three\n\n"
PLAIN_EVENTS = [message("one"), message("two"), message("three", kind="add")]


# Whether it goes by itself.

with test("autostart/with-listeners"):
    first = replay([PLAIN])
    started = bool(first["log"])
    if not started:
        for name in STARTERS:
            way["before"] = [["call", name]]
            try:
                if replay([PLAIN])["log"]:
                    break
            except Exception:  # noqa: BLE001  (there is no such method, or it wants something)
                continue
        else:
            way["before"] = []
    check(started, "nothing was heard without a further call")

with test("autostart/without-listeners"):
    before, way["before"] = way["before"], []
    try:
        check(replay([PLAIN], [])["given"] == 1, "nothing was read without a listener")
    finally:
        way["before"] = before


# What a block says.

DATA = {
    "one": ("data: hello\n\n", [message("hello")]),
    "several-lines": ("data: a\ndata: b\ndata: c\n\n", [message("a\nb\nc")]),
    "lines-apart": ("data: a\nid: 1\ndata: b\n\n", [message("a\nb", "1")]),
    "one-space-is-dropped": ("data:  x\n\n", [message(" x")]),
    "no-space": ("data:x\n\n", [message("x")]),
    "blanks-at-the-end-stay": ("data: x \n\ndata: y\t\n\n", [message("x "), message("y\t")]),
    "tab-stays": ("data:\tx\n\n", [message("\tx")]),
    "colons-in-the-value": ("data: a:b: c\n\ndata::\n\n", [message("a:b: c"), message(":")]),
    "no-colon": ("data\n\n", [message("")]),
    "empty": ("data:\n\ndata: \n\n", [message(""), message("")]),
    "empty-lines": ("data\ndata\n\ndata: a\ndata:\n\n", [message("\n"), message("a\n")]),
    "a-blank": ("data:  \n\n", [message(" ")]),
    "looks-like-json": ('data: {"a": "b:c",\ndata:  "d": 1}\n\n', [message('{"a": "b:c",\n "d": 1}')]),
}
EVENT = {
    "named": ("event: add\ndata: 1\n\n", [message("1", "", "add")]),
    "behind-the-data": ("data: 1\nevent: add\n\n", [message("1", "", "add")]),
    "forgotten-after-its-block": ("event: add\ndata: 1\n\ndata: 2\n\n", [message("1", "", "add"), message("2")]),
    "forgotten-without-data": ("event: add\n\ndata: 2\n\n", [message("2")]),
    "the-last-counts": ("event: add\nevent: update\ndata: 1\n\n", [message("1", "", "update")]),
    "empty": ("event:\ndata: 1\n\nevent\ndata: 2\n\n", [message("1"), message("2")]),
    "emptied": ("event: add\nevent:\ndata: 1\n\n", [message("1")]),
    "no-message-for-others": ("event: nobody\ndata: 1\n\ndata: 2\n\n", [message("2")]),
    "error": ("event: error\ndata: 1\n\n", [message("1", "", "error")]),
}
ID = {
    "given": ("id: 7\ndata: 1\n\n", [message("1", "7")], "7"),
    "behind-the-data": ("data: 1\nid: 7\n\n", [message("1", "7")], "7"),
    "stays": ("id: 7\ndata: 1\n\ndata: 2\n\n", [message("1", "7"), message("2", "7")], "7"),
    "changes": ("id: 7\ndata: 1\n\nid: 8\ndata: 2\n\n", [message("1", "7"), message("2", "8")], "8"),
    "emptied": ("id: 7\ndata: 1\n\nid\ndata: 2\n\n", [message("1", "7"), message("2")], ""),
    "emptied-by-colon": ("id: 7\ndata: 1\n\nid:\ndata: 2\n\n", [message("1", "7"), message("2")], ""),
    "null-is-ignored": ("id: 7\ndata: 1\n\nid: 8\0\ndata: 2\n\n", [message("1", "7"), message("2", "7")], "7"),
    "null-alone": ("id: 7\ndata: 1\n\nid: \0\ndata: 2\n\nid: \x009\n\n", [message("1", "7"), message("2", "7")], "7"),
    "without-data": ("id: 9\n\ndata: x\n\n", [message("x", "9")], "9"),
    "without-data-at-the-end": ("data: x\n\nid: 9\n\n", [message("x")], "9"),
    "no-number": ("id: a:b c\ndata: x\n\n", [message("x", "a:b c")], "a:b c"),
    "zero": ("id: 0\ndata: x\n\n", [message("x", "0")], "0"),
}
RETRY = {
    "digits": ("retry: 1500\ndata: x\n\n", 1500),
    "without-data": ("retry: 250\n\ndata: x\n\n", 250),
    "the-last-counts": ("retry: 250\nretry: 750\ndata: x\n\n", 750),
    "leading-zero": ("retry: 0100\ndata: x\n\n", 100),
    "zero": ("retry: 0\ndata: x\n\n", 0),
    "letters": ("retry: 15x\nretry: x15\ndata: x\n\n", 3000),
    "point": ("retry: 1.5\ndata: x\n\n", 3000),
    "sign": ("retry: -5\nretry: +5\ndata: x\n\n", 3000),
    "blanks": ("retry:  5\nretry: 5 \ndata: x\n\n", 3000),
    "empty": ("retry:\nretry: \nretry\ndata: x\n\n", 3000),
    "other-writings": ("retry: 0x10\nretry: 1e3\ndata: x\n\n", 3000),
    "other-digits": ("retry: ٣٤\ndata: x\n\n", 3000),
    "keeps-the-last-right-one": ("retry: 500\n\nretry: no\ndata: x\n\n", 500),
}
FIELDS = {
    "comment": (": hi\ndata: x\n:another\n:data: z\n\n", [message("x")]),
    "comment-within": ("data: x\n:c\nevent: add\n\n", [message("x", "", "add")]),
    "comments-alone": (":\n\n:\n\ndata: z\n\n", [message("z")]),
    "unknown": ("foo: bar\nfoo\ndata: x\n\n", [message("x")]),
    "nearly-known": ("dataset: x\ndat: x\nids: 4\ndata: y\n\n", [message("y")]),
    "upper-case": ("Data: x\nEVENT: add\nID: 5\ndata: y\n\n", [message("y")]),
    "blank-before-the-name": (" data: x\n\tdata: x\ndata: y\n\n", [message("y")]),
    "blank-before-the-colon": ("data : x\nevent : add\ndata: y\n\n", [message("y")]),
    "blank-line-of-spaces": ("data: x\n \nevent: add\n\n", [message("x", "", "add")]),
    "many-empty-lines": ("\n\n\ndata: x\n\n\n\n", [message("x")]),
}

for name, (text, events) in DATA.items():
    with test(f"data/{name}"):
        verify(text, events, exact=True)

for name, (text, events) in EVENT.items():
    with test(f"event/{name}"):
        verify(text, events)

for name, (text, events, last) in ID.items():
    with test(f"id/{name}"):
        verify(text, events, id=last)

with test("id/counts-when-its-block-ends"):
    log = replay([b"id: 1\ndata: a\n\nid: 2\ndata: b\n\nid: 3\n\ndata: c\n\n"])["log"]
    check([event["id"] for event in log] == ["1", "2", "3"], "lastEventId of the client at an event")
    found = replay([b"id: 1\ndata: a\n\nid: 2\n"], end="open", patience=100)
    check(found["id"] == "1", "lastEventId changes before the block has ended")
    check(replay([b":\n"]).get("id") == "", "lastEventId is another than it should be before the first id")

for name, (text, wait) in RETRY.items():
    with test(f"retry/{name}"):
        verify(text, [message("x")], wait=wait)

with test("retry/counts-when-its-line-ends"):
    found = replay([b"data: a\n\nretry: 100\ndata: b\n\nretry: 200\n"], end="open", patience=100)
    check([event["wait"] for event in found["log"]] == [3000, 100], "reconnectionTime at an event")
    check(found["wait"] == 200, "reconnectionTime waits for the end of the block")

for name, (text, events) in FIELDS.items():
    with test(f"fields/{name}"):
        verify(text, events)


# Where lines and blocks end.

LINE_ENDS = {
    "lf": (":\ndata: a\n\ndata: c\n\n", [message("a"), message("c")]),
    "crlf": (":\r\ndata: a\r\n\r\ndata: c\r\n\r\n", [message("a"), message("c")]),
    "crlf-and-fields": ("data: a\r\n\r\nevent: add\r\ndata: b\r\n\r\n", [message("a"), message("b", "", "add")]),
    "crlf-and-lf": (":\r\ndata: a\n\r\ndata: c\n\ndata: d\r\n\n", [message("a"), message("c"), message("d")]),
}
LONE_CR = {
    "cr": (":\rdata: a\r\rdata: c\r\r", [message("a"), message("c")]),
    "all": (":\r\n:\rdata: a\n\r\ndata: d\r\rdata: e\n\n", [message("a"), message("d"), message("e")]),
    "lf-cr-are-two": ("data: a\n\rdata: b\n\n", [message("a"), message("b")]),
    "cr-cr-lf-are-two": ("data: a\r\r\ndata: b\n\n", [message("a"), message("b")]),
    "empty-lines": ("\n\r\r\r\n\rdata: x\r\rdata: y\n\r", [message("x"), message("y")]),
}
END = {
    "no-empty-line": ("data: a\n\ndata: b\n", [message("a")], ""),
    "no-line-end": ("data: a\n\ndata: b", [message("a")], ""),
    "id-is-discarded": ("data: a\n\nid: 5\ndata: b\n", [message("a")], ""),
    "id-without-line-end": ("id: 1\ndata: a\n\nid: 5", [message("a", "1")], "1"),
    "a-whole-block": ("data: a\n\nid: 5\ndata: b\n\n", [message("a"), message("b", "5")], "5"),
}

for name, (text, events) in LINE_ENDS.items():
    with test(f"line-ends/{name}"):
        verify(text, events)

for name, (text, events) in LONE_CR.items():
    with test(f"lone-cr/{name}"):
        verify(text, events)

with test("lone-cr/in-chunks"):
    for text, events in LONE_CR.values():
        if "\r\n" not in text:
            verify(bytewise(text.encode()), events)

with test("lone-cr/waits-for-nothing"):
    found = replay([b"data: a\r\r", b"data: b\r\r"], pause=40, patience=2000)
    check([event["given"] for event in found["log"]] == [1, 2], "an event waits for the next chunk")

with test("crlf-split/anywhere"):
    data = b":\r\ndata: a\r\n\r\ndata: b\r\nevent: add\r\n\r\n"
    for chunks in [*in_two(data), bytewise(data)]:
        verify(chunks, [message("a"), message("b", kind="add")])

with test("crlf-split/empty-chunk-between"):
    verify([b"data: a\r", b"", b"\n:\r\n\r", b"", b"", b"\ndata: c\n\n"], [message("a"), message("c")])

with test("crlf-split/lf-of-its-own"):
    verify([b"data: a\r", b"\n", b"\ndata: b\r\n", b"\r\n"], [message("a"), message("b")])

for name, (text, events, last) in END.items():
    with test(f"end/{name}"):
        verify(text, events, id=last)


# Bytes, characters and chunks.

GREETING = "data: grüße 日本 🎉\n\n"
GREETED = [message("grüße 日本 🎉")]
keeps = False

with test("utf8-split/anywhere"):
    for chunks in in_two(GREETING.encode()):
        verify(chunks, GREETED)

with test("utf8-split/bytewise"):
    verify(bytewise(GREETING.encode()), GREETED)
    keeps = True

with test("utf8-split/types"):
    text = "event: größe\ndata: 🎉\n\n".encode()
    found = replay(bytewise(text), [["on", "größe", "all"]])
    check(heard(found) == [message("🎉", kind="größe")], "other events than there should be")

UTF8 = {
    "whole": (GREETING.encode(), GREETED),
    "byte-order-mark": ("\ufeffdata: x\n\n".encode(), [message("x")]),
    "two-byte-order-marks": ("\ufeff\ufeffdata: b\n\ndata: c\n\n".encode(), [message("c")]),
    "byte-order-mark-later": (
        "data: a\n\n\ufeffdata: b\n\ndata: c\ufeffd\n\n".encode(),
        [message("a"), message("c\ufeffd")],
    ),
    "invalid": (b"data: a\xffb\n\ndata: \xe2\x82c\n\n", [message("a\ufffdb"), message("\ufffdc")]),
    "no-line-ends": ("data: a\vb\fc\u2028d\u2029e\u0085f\n\n".encode(), [message("a\vb\fc\u2028d\u2029e\u0085f")]),
}
for name, (data, events) in UTF8.items():
    with test(f"utf8/{name}"):
        verify([data], events)

for name, cut in {"bytewise": bytewise, "thirds": thirds, "empty-ones": with_empty}.items():
    with test(f"chunks/{name}"):
        verify(cut(PLAIN), PLAIN_EVENTS)

with test("chunks/in-two"):
    for chunks in in_two(PLAIN):
        verify(chunks, PLAIN_EVENTS)

with test("chunks/waits-for-nothing"):
    found = replay([b"data: a\n\nda", b"ta: b\n", b"\n", b"data: c\n\n"], pause=40, patience=2000)
    check(heard(found) == [message("a"), message("b"), message("c")], "other events than there should be")
    check([event["given"] for event in found["log"]] == [1, 3, 4], "an event comes later than it could")


# Listeners, and the end.


def names(found):
    return [(event["name"], trimmed(event["data"], False)) for event in found["log"]]


ONE_TWO = [b"data: 1\n\ndata: 2\n\n"]

with test("listeners/in-order"):
    found = replay(ONE_TWO, [["on", "message", name] for name in ("b", "a", "c")])
    check(names(found) == [(name, data) for data in "12" for name in "bac"], "another order")

with test("listeners/added-twice"):
    found = replay(ONE_TWO, [["on", "message", "a"], ["on", "message", "b"], ["on", "message", "a"]])
    check(names(found) == [("a", "1"), ("b", "1"), ("a", "2"), ("b", "2")], "called too often")

with test("listeners/one-for-two-types"):
    found = replay(PLAIN_CHUNKS := [PLAIN], [["on", "message", "a"], ["on", "add", "a"]])
    check(names(found) == [("a", "one"), ("a", "two"), ("a", "three")], "another number of calls")

with test("listeners/removed"):
    acts = [["on", "message", "a"], ["on", "message", "b"], ["on", "add", "b"], ["off", "message", "b"]]
    check(names(replay(PLAIN_CHUNKS, acts)) == [("a", "one"), ("a", "two"), ("b", "three")], "removed wrongly")

with test("listeners/nothing-to-remove"):
    acts = [["off", "message", "a"], ["on", "message", "a"], ["on", "add", "b"]]
    acts += [["off", "message", "b"], ["off", "none", "a"]]
    check(names(replay(ONE_TWO, acts)) == [("a", "1"), ("a", "2")], "removed too much")

with test("listeners/removes-itself"):
    acts = [["on", "message", "a", "remove"], ["on", "message", "b"], ["on", "message", "c"]]
    check(names(replay(ONE_TWO, acts)) == [("a", "1"), ("b", "1"), ("c", "1"), ("b", "2"), ("c", "2")], "hides another")

with test("listeners/throws"):
    found = replay(ONE_TWO, [["on", "message", "a", "throw"], ["on", "message", "b"]])
    check(names(found) == [("a", "1"), ("b", "1"), ("a", "2"), ("b", "2")], "stops the others")
    check(found["done"] == "fulfilled", "done is not fulfilled")

with test("listeners/any-type"):
    text = "data: 3\n\nevent: toString\ndata: 0\n\nevent: __proto__\ndata: 1\n\nevent: constructor\ndata: 2\n\n"
    found = replay([text.encode()], [["on", "message", "a"]])
    check(heard(found) == [message("3")], "other events than there should be")
    found = replay([text.encode()], [["on", "__proto__", "a"], ["on", "constructor", "b"]])
    check(names(found) == [("a", "1"), ("b", "2")], "other events than there should be")

with test("closing/done-at-the-end"):
    check(replay(ONE_TWO)["done"] == "fulfilled", "done is not fulfilled")
    check(replay([])["done"] == "fulfilled", "done is not fulfilled")

with test("closing/closed-by-a-listener"):
    found = replay([b"data: 1\n\ndata: 2\n\n", b"data: 3\n\n"], [["on", "message", "a", "close"]], end="open")
    check(names(found) == [("a", "1")], "an event after close")
    check((found["done"], found["cancelled"]) == ("fulfilled", True), "not done, or not cancelled")

with test("closing/closed-at-once"):
    found = replay(ONE_TWO, [["on", "message", "a"], ["on", "error", "a"], ["close"], ["close"]], end="open")
    check(names(found) == [], "an event after close")
    check((found["done"], found["cancelled"]) == ("fulfilled", True), "not done, or not cancelled")

with test("closing/failure"):
    found = replay([*ONE_TWO, b"data: 3\n"], [["on", "message", "a"], ["on", "error", "b"]], end="error")
    check(names(found)[:2] == [("a", "1"), ("a", "2")], "other events than there should be")
    check([(event["type"], event["error"]) for event in found["log"][2:]] == [("error", "broken")], "no error")
    check(found["done"] == "fulfilled", "done is not fulfilled")

with test("closing/failure-that-nobody-hears"):
    check(replay(ONE_TWO, [["on", "message", "a"]], end="error")["done"] == "fulfilled", "done is not fulfilled")

with test("closing/error-listener-throws"):
    found = replay(ONE_TWO, [["on", "error", "a", "throw"], ["on", "error", "b"]], end="error")
    check([event["name"] for event in found["log"]] == ["a", "b"], "stops the others")
    check(found["done"] == "fulfilled", "done is not fulfilled")


# What the answer is like.

try:
    text = call("source")
    label("approach", approach(text))
    label("decoder", decoder(text, keeps))
    metric("lines_of_code", lines_of_code(text), "lines")
    metric("size", len(text.encode()), "bytes")
except Exception:  # noqa: BLE001  (an answer that does not load is of no size)
    label("approach", "unknown")


# The time, last of all: it may be the end of the process.

LONG = {"patience": 600_000 if way["patience"] == PATIENCE else way["patience"]}

with test("growth/many-lines-in-a-chunk"):
    found = replay([b":" + b" x\n:" * 900_000 + b"\ndata: end\n\n"], **LONG)
    check(heard(found) == [message("end")], "other events than there should be")

with test("growth/a-long-line-in-small-chunks"):
    found = replay([b"data: ", (b"x" * 32, 131_072), b"\n\n"], **LONG)
    check(len(found["log"]) == 1, "other events than there should be")
    check(abs(found["log"][0]["data"][0] - 131_072 * 32) <= 2, "other data than there should be")
