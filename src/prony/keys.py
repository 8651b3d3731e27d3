"""Keys: those that this process holds, new ones for what it starts itself, and texts and bytes without any of them.

What is kept passes `blot` at the one place where it is written (`prony.journal`), what is shown at the doors of the
terminal. A key is known again where it stands as it is, in base64 or hexadecimal digits, with any of its characters
escaped (JSON, percent, HTML), cut down to half of it at either end, and in pieces over the events of a stream.
"""

from __future__ import annotations

import binascii
import json
import os
import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import accumulate

SHOWN = b"[key]"
LEAST = 8
"""Characters below which a key cannot be told from ordinary text."""
LEAST_PLAIN = 16
"""The same for a key of one sort of characters, such as a word or a number."""
PLACEHOLDERS = frozenset(
    {"lm-studio", "llama-cpp", "llama-server", "llama-swap", "openai-compatible", "no-key", "no-key-required"}
    | {"sk-no-key-required", "not-needed", "your-api-key"}
)
"""What people give where a key is asked for and none is needed, and what stands in records as a word of its own."""

_MARK = os.urandom(8).hex()
_TAIL = 22
"""Characters that follow it in each key of ours."""
_ROUNDS = 8
_Span = tuple[int, int]
_Find = Callable[[bytes], Iterator[_Span]]


def new_key() -> str:
    """Make a key that cannot be guessed, of letters, digits, `-` and `_`. All of this process have one beginning, so
    that none need be remembered to be known again."""
    _KNOWN.setdefault(_MARK, _Ours())
    return _MARK + _urlsafe(_base64(os.urandom(16))).rstrip(b"=").decode()


def hold(key: str) -> str:
    """Have `key` blotted out from now on, unless it is such as cannot be told from ordinary text; returns it."""
    if tells_apart(key) and key not in _KNOWN and not key.startswith(_MARK):
        _KNOWN[key] = _Known(key)
    return key


def tells_apart(key: str) -> bool:
    """Whether `key` can be told from ordinary text: to blot out a word such as `dummy` would tear holes in answers."""
    sorts = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    several = sum(any(map(sort, key)) for sort in sorts) > 1
    return key.isascii() and key not in PLACEHOLDERS and len(key) >= (LEAST if several else LEAST_PLAIN)


def blot(data: bytes) -> bytes:
    """`data` with `[key]` in place of every key that this process holds."""
    for _ in range(_ROUNDS if _KNOWN else 0):
        if not (spans := _spans(data)):
            break
        data = _without(data, spans)
    return data


def blot_text(text: str) -> str:
    """`text` with `[key]` in place of every key that this process holds."""
    if not _KNOWN:
        return text
    before = text.encode("utf-8", "surrogatepass")
    after = blot(before)
    return text if after is before else after.decode("utf-8", "surrogatepass")


# --- one key ---------------------------------------------------------------------------------------------------------


class _Known:
    """One key and the forms in which it is known again."""

    def __init__(self, key: str) -> None:
        self._key = raw = key.encode()
        half = max(LEAST, -(-len(raw) // 2))
        self._head, self._tail = raw[:half], raw[-half:]
        self._forms = tuple(_other_forms(raw))
        self.quoted = b'"' in raw or b"\\" in raw
        self.begins = _a_value_that_ends_with(json.dumps(key)[1:-1].encode())

    def find(self, text: bytes) -> Iterator[_Span]:
        """Where the key stands in `text`, whole or from half of it on."""
        key = self._key
        for start in _all(text, self._head):
            size = len(self._head)
            while size < len(key) and text[start + size : start + size + 1] == key[size : size + 1]:
                size += 1
            yield start, start + size
        for tail in _all(text, self._tail):
            end, size = tail + len(self._tail), len(self._tail)
            while size < len(key) and end > size and text[end - size - 1] == key[-size - 1]:
                size += 1
            yield end - size, end
        for form in self._forms:
            for start in _all(text, form):
                yield start, start + len(form)


class _Ours:
    """The keys that this process made, all at once: by their beginning."""

    def __init__(self) -> None:
        mark = _MARK.encode()
        self._mark = re.compile(re.escape(mark) + rb"[A-Za-z0-9_-]{0,%d}" % _TAIL)
        self._forms = tuple(re.compile(re.escape(form) + rb"[A-Za-z0-9+/=_-]{0,44}") for form in _other_forms(mark))
        self._literals = (mark, *_other_forms(mark))
        self.quoted = False
        self.begins = _a_value_that_ends_with(mark)

    def find(self, text: bytes) -> Iterator[_Span]:
        """Where any of them stands in `text`."""
        for literal, pattern in zip(self._literals, (self._mark, *self._forms), strict=True):
            if literal in text:
                yield from (match.span() for match in pattern.finditer(text))


def _other_forms(raw: bytes) -> Iterator[bytes]:
    """What base64 makes of `raw` wherever it stands in a text, less the digits that its neighbours share; hexadecimal
    digits; and how JSON writes what cannot stand in it as it is."""
    forms = [raw.hex().encode(), raw.hex().upper().encode()]
    if (escaped := json.dumps(raw.decode())[1:-1].encode()) != raw:
        forms.append(escaped)
    for before in range(3):
        coded = _base64(b"\0" * before + raw)
        shared = 4 if (before + len(raw)) % 3 else 0
        core = coded[(0, 2, 3)[before] : len(coded) - shared]
        forms += [core, _urlsafe(core)]
    yield from dict.fromkeys(forms)


def _base64(raw: bytes) -> bytes:
    return binascii.b2a_base64(raw, newline=False)


def _urlsafe(coded: bytes) -> bytes:
    return coded.replace(b"+", b"-").replace(b"/", b"_")


def _a_value_that_ends_with(raw: bytes) -> re.Pattern[bytes]:
    """A JSON text that ends with the beginning of `raw`, as the first piece of it in a stream does."""
    first, second, third, fourth = (re.escape(raw[at : at + 1]) for at in range(4))
    return re.compile(rb"%b(?:%b(?:%b(?:%b[!-~]{0,2000}?)?)?)?\"\s*[,}\]]" % (first, second, third, fourth))


def _all(text: bytes, piece: bytes) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


_KNOWN: dict[str, _Known | _Ours] = {}
"""What this process looks for: nothing until it holds a key."""


def _found(text: bytes) -> list[_Span]:
    return [span for known in _KNOWN.values() for span in known.find(text)]


# --- texts as they stand, unescaped, and joined ----------------------------------------------------------------------

_CODED = rb"([2-7][0-9A-Fa-f])"
_ESCAPES = (
    (b"\\u", rb"\\+u(?:00|\{0*)" + _CODED + rb"\}?"),
    (b"\\x", rb"\\+x" + _CODED),
    (b"\\/", rb"\\+(/)"),
    (b"%", rb"%(?:25)*" + _CODED),
    (b"&", rb"&(?:amp;)*#x0*" + _CODED + rb";"),
    (b"&", rb"&(?:amp;)*#0*(\d{2,3});"),
)
_PAIR = rb'"(\w+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"'
_QUOTES = rb'\\+(["\\])'
_EVENTS = rb"\n\s*(?:data:|\{)"


@cache
def _escapes() -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
    return tuple((sign, re.compile(pattern)) for sign, pattern in _ESCAPES)


class _Text:
    """Bytes that were read out of others; `place` says where each of them stood there, once somebody asks."""

    def __init__(self, data: bytes, place: Callable[[int], _Span]) -> None:
        self.data = data
        self.place = place

    def stood(self, span: _Span) -> Iterator[_Span]:
        """Where a part of it stood, in one piece or in several."""
        start, end = self.place(span[0])
        for at in range(span[0] + 1, span[1]):
            begin, stop = self.place(at)
            if begin != end:
                yield start, end
                start = begin
            end = stop
        yield start, end


def _spans(data: bytes) -> list[_Span]:
    """Where keys stand in `data`, in any form."""
    found = _found(data)
    for text in _readings(_Text(data, lambda at: (at, at + 1))):
        found += [piece for span in _found(text.data) for piece in text.stood(span)]
    return found


def _readings(text: _Text) -> Iterator[_Text]:
    """The ways to read `text`, other than as it stands: without its escapes, and its events' values joined."""
    yield from _joined(text)
    if (plain := _unescaped(text)) is not text:
        yield plain
        yield from _joined(plain)


def _joined(text: _Text) -> Iterator[_Text]:
    """The values of each name in `text`, one after the other, where it is a stream in which a key may begin."""
    if not re.search(_EVENTS, text.data):
        return
    quoted = any(known.quoted for known in _KNOWN.values())
    if not quoted and not any(known.begins.search(text.data) for known in _KNOWN.values()):
        return
    pieces: dict[bytes, list[_Span]] = {}
    for match in re.finditer(_PAIR, text.data):
        pieces.setdefault(match[1], []).append(match.span(2))
    for places in pieces.values():
        if len(places) > 1:
            value = _Text(b"".join(text.data[start:end] for start, end in places), _place_of_joined(text, places))
            yield value
            if quoted:
                yield _read(_unescaped(value), re.compile(_QUOTES))


def _place_of_joined(text: _Text, places: Sequence[_Span]) -> Callable[[int], _Span]:
    """Where the bytes of values stood that were joined."""
    begins = array("Q", accumulate((end - start for start, end in places), initial=0))

    def place(at: int) -> _Span:
        number = bisect_right(begins, at) - 1
        return text.place(places[number][0] + at - begins[number])

    return place


def _unescaped(text: _Text) -> _Text:
    """`text` with its escaped characters as they are; itself where it has none."""
    for sign, pattern in _escapes():
        if sign in text.data and pattern.search(text.data):
            text = _read(text, pattern)
    return text


def _read(text: _Text, pattern: re.Pattern[bytes]) -> _Text:
    """`text` with what `pattern` finds as the characters that it stands for."""
    return _Text(pattern.sub(_character, text.data), _place_of_read(text, pattern))


def _place_of_read(text: _Text, pattern: re.Pattern[bytes]) -> Callable[[int], _Span]:
    """Where the bytes of a text stood whose escapes were read: the escapes are listed when first asked for."""

    @cache
    def escapes() -> tuple[array[int], array[int], array[int]]:
        became, begins, ends, gone = array("Q"), array("Q"), array("Q"), 0
        for match in pattern.finditer(text.data):
            if len(_character(match)) == 1:
                start, end = match.span()
                became.append(start - gone)
                begins.append(start)
                ends.append(end)
                gone += end - start - 1
        return became, begins, ends

    def place(at: int) -> _Span:
        became, begins, ends = escapes()
        number = bisect_right(became, at) - 1
        if number < 0:
            return text.place(at)
        if became[number] == at:
            return text.place(begins[number])[0], text.place(ends[number] - 1)[1]
        return text.place(ends[number] + at - became[number] - 1)

    return place


def _character(match: re.Match[bytes]) -> bytes:
    digits = match[1]
    if digits in b'/"\\':
        return digits
    number = int(digits, 10 if match[0].endswith(b";") and b"x" not in match[0] else 16)
    return bytes([number]) if 32 < number < 127 else match[0]


def _without(data: bytes, spans: Iterable[_Span]) -> bytes:
    """`data` with `[key]` in place of each stretch of `spans`."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [data[at:start], SHOWN]
        at = max(at, end)
    return b"".join([*parts, data[at:]])
