"""Keys are blotted out in every form in which an engine, a model or a log may repeat them, and nothing else is."""

from __future__ import annotations

import base64
import html
import json
import os
import random
import string
import tracemalloc
import urllib.parse
from collections.abc import Callable

import pytest

from prony import keys

KEYS = [
    "sk-live-9aQ/x+Zb_0=TtR7",
    "hf_AbCdEfGhIjKlMnOpQrStUvWxYz01234567",
    "token-abc123",
    'od"d\\k%y&1<2',
    "x" * 40 + "1",
]


@pytest.fixture(params=KEYS)
def key(request: pytest.FixtureRequest) -> str:
    return keys.hold(request.param)


def quoted(text: str) -> str:
    return urllib.parse.quote(text, safe="")


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda key: key,
    "in JSON": json.dumps,
    "in JSON in JSON": lambda key: json.dumps(json.dumps({"a": json.dumps(key)})),
    "with escaped hyphens": lambda key: json.dumps(key).replace("-", "\\u002d").replace("_", "\\u005F"),
    "with every character escaped": lambda key: "".join(f"\\u{ord(char):04x}" for char in key),
    "escaped twice": lambda key: "".join(f"\\\\u{ord(char):04X}" for char in key),
    "by hexadecimal escapes": lambda key: "".join(f"\\x{ord(char):02x}" for char in key),
    "with escaped slashes": lambda key: json.dumps(key).replace("/", "\\/"),
    "percent-escaped": quoted,
    "percent-escaped twice": lambda key: quoted(quoted(key)),
    "percent-escaped wholly": lambda key: "".join(f"%{ord(char):02X}" for char in key),
    "as HTML": lambda key: "".join(f"&#{ord(char)};" for char in key),
    "as hexadecimal HTML": lambda key: "".join(f"&#x{ord(char):X};" for char in key),
    "as HTML without its ends": lambda key: "".join(f"&#{ord(char)}" for char in key),
    "as hexadecimal HTML without its ends": lambda key: "".join(f"&#X{ord(char):x}" for char in key),
    "by long escapes": lambda key: "".join(f"\\U{ord(char):08x}" for char in key),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 behind one byte": lambda key: base64.b64encode(b":" + key.encode() + b"\n").decode(),
    "base64 behind a user": lambda key: base64.b64encode(f"me:{key}".encode()).decode(),
    "base64 for URLs": lambda key: base64.urlsafe_b64encode(f"k={key}&x".encode()).decode(),
    "base64 in a URL": lambda key: quoted(base64.b64encode(f"x:{key}".encode()).decode()),
    "hexadecimal digits": lambda key: key.encode().hex(),
    "capital digits": lambda key: key.encode().hex().upper(),
}


def readings(text: str) -> list[str]:
    """What a curious reader would try on a kept text."""
    tried = [text]
    for _ in range(3):
        plain = html.unescape(urllib.parse.unquote(tried[-1]))
        for digits in ("u00", "U000000", "x"):
            for number in range(32, 127):
                for written in (f"{number:02x}", f"{number:02X}"):
                    plain = plain.replace(f"\\{digits}{written}", chr(number))
        tried.append(plain.replace("\\\\", "\\").replace('\\"', '"').replace("\\/", "/"))
    return tried


@pytest.mark.parametrize("form", FORMS)
def test_a_key_is_blotted_out_in_any_form(key: str, form: str) -> None:
    written = FORMS[form](key)
    kept = keys.blot(f"before {written} after".encode()).decode()
    assert written not in kept
    assert not any(key in text for text in readings(kept))
    assert kept.startswith("before ")
    assert kept.endswith(" after")
    assert "[key]" in kept


def pieces(text: str, size: int) -> list[str]:
    return [text[at : at + size] for at in range(0, len(text), size)]


STREAMS: dict[str, Callable[[str], bytes]] = {
    "chat": lambda piece: b'data: {"id":"c","choices":[{"delta":{"content":%s}}]}\n\n' % json.dumps(piece).encode(),
    "chat with spaces": lambda piece: (
        f'data: {{"choices": [{{"delta": {{"reasoning": {json.dumps(piece)}}}}}]}}\r\n\r\n'.encode()
    ),
    "arguments": lambda piece: (
        b'data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":%s}}]}}]}\n\n'
        % json.dumps(piece).encode()
    ),
    "ollama": lambda piece: (
        b'{"message":{"role":"assistant","content":%s},"done":false}\n' % json.dumps(piece).encode()
    ),
    "events with names": lambda piece: (
        b'event: delta\ndata: {"type":"text","text":%s}\n\n' % json.dumps(piece).encode()
    ),
    "escaped": lambda piece: (
        b'data: {"delta":{"content":"%s"}}\n\n' % "".join(f"\\u{ord(char):04x}" for char in piece).encode()
    ),
}


@pytest.mark.parametrize("size", [1, 2, 3, 7, 11])
@pytest.mark.parametrize("stream", STREAMS)
def test_a_key_in_pieces_over_events_is_blotted_out(key: str, stream: str, size: int) -> None:
    event = STREAMS[stream]
    body = b"".join(map(event, ["The key is ", *pieces(key, size), " indeed", ".", "s"]))
    kept = keys.blot(body)
    told = [line.partition(b"{")[2] for line in kept.splitlines() if b"{" in line]
    texts = [text for line in told for text in strings(json.loads(b"{" + line))]
    joined = "".join(text for text in texts if text not in ("c", "assistant", "text"))
    assert key not in joined
    assert not any(part in joined for part in pieces(key, max(8, len(key) // 2)) if len(part) >= 8)
    assert joined.startswith("The key is [key]")
    assert joined.endswith(" indeed.s")


def strings(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [text for item in inner for text in strings(item)]


def test_half_of_a_key_is_one_too_where_a_text_was_cut() -> None:
    key = keys.hold("sk-proj-0123456789abcdefghijklmnopqrstuvwxyz")
    assert keys.blot_text(f"refused: {key[:25]}…") == "refused: [key]…"
    assert keys.blot_text(f"…{key[20:]} was refused") == "…[key] was refused"
    assert keys.blot_text("sk-proj-… is how they begin") == "sk-proj-… is how they begin"


def test_a_blot_leaves_no_new_key_behind() -> None:
    key = keys.hold("ab-12345-cd")
    assert key not in keys.blot_text(f"{key[:5]}{key}{key[5:]}")


def test_keys_made_here_are_known_without_being_remembered() -> None:
    made = [keys.new_key() for _ in range(3)]
    assert len(set(made)) == 3
    for key in made:
        assert keys.blot_text(f"http://127.0.0.1:5/{key}/v1") == "http://127.0.0.1:5/[key]/v1"
        assert keys.blot_text(key[:25]) == "[key]"
        assert key[16:30] not in keys.blot(STREAMS["chat"](key[:9]) + STREAMS["chat"](key[9:])).decode()
        for before in range(3):
            coded = base64.b64encode(b"x" * before + key.encode()).decode()
            assert coded[8:40] not in keys.blot_text(coded)


@pytest.mark.parametrize("word", ["", "x", "EMPTY", "dummy", "ollama", "lm-studio", "12345678", "password", "none"])
def test_a_placeholder_tears_no_holes_in_answers(word: str) -> None:
    assert not keys.tells_apart(word)
    keys.hold(word)
    assert keys.blot_text(f"def {word}(): return '{word}'") == f"def {word}(): return '{word}'"


def test_what_holds_no_key_is_left_as_it_is() -> None:
    keys.hold("sk-live-9aQ/x+Zb_0=TtR7")
    keys.new_key()
    randomly = random.Random(3)
    for _ in range(200):
        data = "".join(randomly.choices(string.printable, k=400)).encode() + randomly.randbytes(200)
        assert keys.blot(data) is data
    stream = b"".join(map(STREAMS["chat"], ["s", "k", "-", "l", "sk-live", "", "\\", '"', "%73%6b", "\u2028"]))
    assert keys.blot(stream) is stream


def test_hostile_bytes_cost_no_more_than_their_length() -> None:
    key = keys.hold("aaaaaaaaaaaaaaaaaaaaaaaaaaaaab1")
    for data in (b"a" * 300_000, b'a"' * 100_000, b"\\" * 300_000, b"%25" * 100_000, b"&amp;" * 60_000):
        assert keys.blot(b"\ndata: {" + data).startswith(b"\ndata: {")
    assert key.encode() not in keys.blot(b"a" * 50 + key.encode() * 20 + os.urandom(10))


SCRAPS = [
    *(
        "s",
        "sk-",
        "sk-live-9",
        "sk-live-9aQ/",
        "x+Zb_0=TtR7",
        "\\u0073",
        "\\u0041",
        "\\\\u002D",
        "\\x2d",
        "%73",
        "%2",
        "%25",
    ),
    *(
        "&#115;",
        "&amp;#x73;",
        "&amp;",
        "\\/",
        "\\n",
        "\\",
        '"',
        "\n",
        "\n\n",
        "\ndata: ",
        '{"a":"',
        '"}',
        "736b2d",
        "c2st",
        " ",
    ),
    "sk-live-9aQ/x+Zb_0=TtR7",
]


@pytest.mark.parametrize("seed", range(40))
def test_what_is_quickly_said_to_hold_no_key_holds_none_to_who_reads_it_all(seed: int) -> None:
    keys.hold("sk-live-9aQ/x+Zb_0=TtR7")
    keys.new_key()
    randomly = random.Random(seed)
    for _ in range(100):
        data = "".join(randomly.choices(SCRAPS, k=randomly.randrange(1, 12))).encode()
        if not keys._may_hold(data):
            assert keys._spans(data) == []


def test_most_lines_are_quickly_said_to_hold_none() -> None:
    keys.hold("sk-live-9aQ/x+Zb_0=TtR7")
    for line in (
        b'{"kind":"noted","text":"a 5 % b, c & d"}',
        b'{"a":"x\\ny"}',
        b'data: {"a":"b"}\n\ndata: {"a":"c"}\n\n',
    ):
        assert not keys._may_hold(line)


ENDLESS = {
    "line breaks": b"\n" * 3_000_000,
    "blanks": b"\n" + b" \n" * 1_500_000,
    "backslashes": b"\\" * 3_000_000 + b" \\u0041\\x41\\/",
    "percents": b"%25" * 1_000_000,
    "ampersands": b"&" + b"amp;" * 700_000 + b"&#x41;",
    "noughts": b"&#" + b"0" * 3_000_000 + b"&#65;",
    "beginnings": b"\ndata: {" + b'"a":"sk-l' * 300_000,
    "halves": b"sk-live-9aQ/" * 200_000,
}


@pytest.mark.parametrize("kind", ENDLESS)
def test_no_text_takes_longer_than_its_length_lets_it(kind: str) -> None:
    """With the square of its length each of these would take hours, and the bench would stand still."""
    keys.hold("sk-live-9aQ/x+Zb_0=TtR7")
    keys.blot(ENDLESS[kind])


def test_a_large_reply_with_an_escaped_key_costs_memory_in_proportion() -> None:
    key = keys.hold("sk-live-9aQ/x+Zb_0=TtR7")
    escaped = "".join(f"\\u{ord(char):04x}" for char in key).encode()
    data = b"x" * 4_000_000 + escaped + b"\\u003c" * 300_000
    tracemalloc.start()
    try:
        kept = keys.blot(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept == data.replace(escaped, b"[key]")
    assert peak < 20 * len(data)
