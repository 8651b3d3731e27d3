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
from itertools import accumulate, chain, count
from operator import add, sub

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

SIGNING_KEY = "PRONY_SIGNING_KEY"
"""The variable that may hold the private key that signs bundles."""

_MARK = "QXV" + os.urandom(7).hex()[:13]
"""What seldom stands in a text begins it, so that most are soon known to hold none of these keys."""
_TAIL = 22
"""Characters that follow it in each key of ours."""
_ROUNDS = 8
_Span = tuple[int, int]
_Find = Callable[[bytes], Iterator[_Span]]


def environment_without_signing_key() -> dict[str, str]:
    """The environment as programs may have it that are started with all else of it: whoever has the key signs as the
    user."""
    return {name: value for name, value in os.environ.items() if name != SIGNING_KEY}


def new_key() -> str:
    """Make a key that cannot be guessed, of letters, digits, `-` and `_`. All of this process have one beginning, so
    that none need be remembered to be known again."""
    if _MARK not in _KNOWN:
        _look_for(_MARK, _Ours())
    return _MARK + _urlsafe(_base64(os.urandom(16))).rstrip(b"=").decode()


def hold(key: str) -> str:
    """Have `key` blotted out from now on, unless it is such as cannot be told from ordinary text; returns it."""
    if tells_apart(key) and key not in _KNOWN and not key.startswith(_MARK):
        _look_for(key, _Known(key))
    return key


def tells_apart(key: str) -> bool:
    """Whether `key` can be told from ordinary text: to blot out a word such as `dummy` would tear holes in answers."""
    sorts = (str.islower, str.isupper, str.isdigit, lambda char: not char.isalnum())
    several = sum(any(map(sort, key)) for sort in sorts) > 1
    return key.isascii() and key not in PLACEHOLDERS and len(key) >= (LEAST if several else LEAST_PLAIN)


def blot(data: bytes) -> bytes:
    """`data` with `[key]` in place of every key that this process holds."""
    for _ in range(_ROUNDS):
        if not _may_hold(data) or not (spans := _spans(data)):
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
        self.literals = (self._head, self._tail, *self._forms)
        self.quoted = b'"' in raw or b"\\" in raw
        self.begins = _Beginning(json.dumps(key)[1:-1].encode())

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
        self.literals = (mark, *_other_forms(mark))
        self.quoted = False
        self.begins = _Beginning(mark)

    def find(self, text: bytes) -> Iterator[_Span]:
        """Where any of them stands in `text`."""
        for literal, pattern in zip(self.literals, (self._mark, *self._forms), strict=True):
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


class _Beginning:
    """Whether a JSON text ends with the beginning of a key, as the first piece of it in a stream does."""

    def __init__(self, raw: bytes) -> None:
        self._pieces = tuple(raw[:size] + b'"' for size in (1, 2, 3))
        self._longer = raw[:4]
        first, second, third = (re.escape(raw[at : at + 1]) for at in range(3))
        self._pattern = re.compile(rb'%b(?:%b(?:%b)?)?"\s*[,}\]]' % (first, second, third))

    def stands_in(self, text: bytes) -> bool:
        """Whether it does in `text`; also where more of the key stands anywhere."""
        if self._longer in text:
            return True
        return any(piece in text for piece in self._pieces) and self._pattern.search(text) is not None


def _all(text: bytes, piece: bytes) -> Iterator[int]:
    at = text.find(piece)
    while at >= 0:
        yield at
        at = text.find(piece, at + 1)


_KNOWN: dict[str, _Known | _Ours] = {}
"""What this process looks for: nothing until it holds a key."""
_sought: tuple[bytes, ...] = ()
"""What stands in every text in which any of them is found as it stands."""


def _look_for(key: str, known: _Known | _Ours) -> None:
    global _sought
    _KNOWN[key] = known
    _sought = tuple(dict.fromkeys((*_sought, *known.literals)))


def _may_hold(data: bytes) -> bool:
    """Whether a key may stand in `data`, in any form. Most of what is kept holds none, and this is quick to say so."""
    for literal in _sought:
        if literal in data:
            return True
    if not _sought:
        return False
    # One character is looked for far faster than two, and most lines of a journal have none of these.
    if b"%" in data or b"&" in data or (b"\\" in data and re.search(_BACKSLASHED, data)):
        for sign, pattern, _ in _escapes():
            if sign in data and pattern.search(data):
                return True
    return b"\n" in data and _may_begin(data)


def _found(text: bytes) -> list[_Span]:
    return [span for known in _KNOWN.values() for span in known.find(text)]


# --- texts as they stand, unescaped, and joined ----------------------------------------------------------------------

_CODED = rb"(2[1-9A-Fa-f]|[3-6][0-9A-Fa-f]|7[0-9A-Ea-e])"
_ESCAPES = (
    (b"\\u", rb"(?<!\\)\\++u(?:00|\{0*+)" + _CODED + rb"\}?", 16),
    (b"\\U", rb"(?<!\\)\\++U0{6}" + _CODED, 16),
    (b"\\x", rb"(?<!\\)\\++x" + _CODED, 16),
    (b"\\/", rb"(?<!\\)\\++(/)", 0),
    (b"%", rb"%(?:25)*" + _CODED, 16),
    (b"&", rb"&(?:amp;)*+#[xX]0*+" + _CODED + rb"(?![0-9A-Fa-f]);?", 16),
    (b"&", rb"&(?:amp;)*+#0*+(3[3-9]|[4-9]\d|1[01]\d|12[0-6])(?!\d);?", 10),
)
"""Sign, pattern and base of the ways in which a character is escaped that can stand in a key."""
_PAIR = rb'"(\w+)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"'
_BACKSLASHED = rb"\\[uUx/]"
_QUOTES = rb'(?<!\\)\\+(["\\])'
_EVENTS = rb"\n[^\S\n]*+(?:data:|\{)"
_ITSELF = {char: char for char in (b"/", b'"', b"\\")}

_Characters = dict[bytes, bytes]


@cache
def _escapes() -> tuple[tuple[bytes, re.Pattern[bytes], _Characters], ...]:
    return tuple((sign, re.compile(pattern), _characters(base)) for sign, pattern, base in _ESCAPES)


def _characters(base: int) -> _Characters:
    """What stands in an escape -> the character that it stands for."""
    codes = range(33, 127)
    if base == 16:
        return {digits: bytes([code]) for code in codes for digits in _hexadecimal(code)}
    return {b"%d" % code: bytes([code]) for code in codes} if base else _ITSELF


def _hexadecimal(code: int) -> Iterator[bytes]:
    yield b"%02x" % code
    yield b"%02X" % code


class _Text:
    """Bytes that were read out of others; `stood` says where a part of them stood there, once somebody asks: in one
    piece or in several."""

    def __init__(self, data: bytes, stood: Callable[[_Span], Iterator[_Span]]) -> None:
        self.data = data
        self.stood = stood


def _spans(data: bytes) -> list[_Span]:
    """Where keys stand in `data`, in any form."""
    found = _found(data)
    for text in _readings(_Text(data, lambda span: iter((span,)))):
        found += [piece for span in _found(text.data) for piece in text.stood(span)]
    return found


def _readings(text: _Text) -> Iterator[_Text]:
    """The ways to read `text`, other than as it stands: without its escapes, and its events' values joined."""
    yield from _joined(text)
    if (plain := _unescaped(text)) is not text:
        yield plain
        yield from _joined(plain)


def _may_begin(data: bytes) -> bool:
    """Whether `data` is a stream in which a key may begin."""
    if not re.search(_EVENTS, data):
        return False
    return any(known.quoted or known.begins.stands_in(data) for known in _KNOWN.values())


def _joined(text: _Text) -> Iterator[_Text]:
    """The values of each name in `text`, one after the other, where it is a stream in which a key may begin."""
    if not _may_begin(text.data):
        return
    pieces: dict[bytes, list[_Span]] = {}
    for match in re.finditer(_PAIR, text.data):
        pieces.setdefault(match[1], []).append(match.span(2))
    quoted = any(known.quoted for known in _KNOWN.values())
    for places in pieces.values():
        if len(places) > 1:
            value = _Text(b"".join(text.data[start:end] for start, end in places), _where_joined_stood(text, places))
            yield value
            if quoted:
                yield _read(_unescaped(value), re.compile(_QUOTES), _ITSELF)


def _where_joined_stood(text: _Text, places: Sequence[_Span]) -> Callable[[_Span], Iterator[_Span]]:
    """Where parts of values stood that were joined."""
    begins = array("Q", accumulate((end - start for start, end in places), initial=0))

    def stood(span: _Span) -> Iterator[_Span]:
        at, end = span
        number = bisect_right(begins, at) - 1
        while at < end:
            until = min(end, begins[number + 1])
            if at < until:
                ahead = places[number][0] - begins[number]
                yield from text.stood((at + ahead, until + ahead))
            at, number = until, number + 1

    return stood


def _unescaped(text: _Text) -> _Text:
    """`text` with its escaped characters as they are; itself where it has none."""
    for sign, pattern, characters in _escapes():
        if sign in text.data and pattern.search(text.data):
            text = _read(text, pattern, characters)
    return text


def _read(text: _Text, pattern: re.Pattern[bytes], characters: _Characters) -> _Text:
    """`text` with what `pattern` finds as the characters that it stands for."""
    parts = pattern.split(text.data)
    parts[1::2] = map(characters.__getitem__, parts[1::2])
    return _Text(b"".join(parts), _where_read_stood(text, pattern))


def _where_read_stood(text: _Text, pattern: re.Pattern[bytes]) -> Callable[[_Span], Iterator[_Span]]:
    """Where parts of a text stood whose escapes were read: the escapes are listed when first asked for."""

    @cache
    def escapes() -> tuple[array[int], array[int], array[int]]:
        edges = array("Q", chain.from_iterable(map(re.Match.span, pattern.finditer(text.data))))
        begins, ends = edges[0::2], edges[1::2]
        gone = accumulate(map(sub, ends, begins), initial=0)
        return array("Q", map(add, map(sub, begins, gone), count())), begins, ends

    def stood(span: _Span) -> Iterator[_Span]:
        return text.stood((_edge(span[0], 0), _edge(span[1] - 1, 1)))

    def _edge(at: int, behind: int) -> int:
        """Where the character at `at` began, or, `behind` it, ended."""
        became, begins, ends = escapes()
        number = bisect_right(became, at) - 1
        if number < 0:
            return at + behind
        if became[number] == at:
            return ends[number] if behind else begins[number]
        return ends[number] + at - became[number] - 1 + behind

    return stood


def _without(data: bytes, spans: Iterable[_Span]) -> bytes:
    """`data` with `[key]` in place of each stretch of `spans`."""
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [data[at:start], SHOWN]
        at = max(at, end)
    return b"".join([*parts, data[at:]])
