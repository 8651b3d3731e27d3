"""JSON as servers really write it: the strict decoder's second opinion, and values that may be anything."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

LARGEST = 2**53
"""What no count and no time of a reply reaches; above it a float holds no whole numbers, and a database no sums."""
_MOST_DIGITS = 4000
"""Of a whole number; Python refuses to read much longer ones."""
_MARGIN = b"\xef\xbb\xbf \t\r\n\0\"':"
_FILLER = re.compile(rb"|null|none|true|false|\d+|\[\s*\]|ping|pong|keep[-_ ]?alive|heartbeat|ok", re.IGNORECASE)
_COMMENT = re.compile(rb"\s*:[^{}\"]*")
"""A comment that a proxy passed on as data."""
_LONGEST_FILLER = 64
T = TypeVar("T", bound=msgspec.Struct)


def decode_anyway(data: bytes) -> Any:
    """Decode what is JSON but for a byte order mark, NaN, bare control characters, lone surrogates, endless numbers or
    broken UTF-8 in it; None when it is not. Lone surrogates stay, since their other half may be in the next event."""
    try:
        return json.loads(data.decode("utf-8-sig", "replace"), strict=False, parse_int=_whole_number)
    except (ValueError, RecursionError):
        return None


def _whole_number(digits: str) -> int | float:
    return int(digits) if len(digits) < _MOST_DIGITS else math.inf


def says_nothing(data: bytes) -> bool:
    """Whether an event is one of those that some servers and proxies send to keep a connection open."""
    if len(data) > _LONGEST_FILLER:
        return False
    return _FILLER.fullmatch(data.strip(_MARGIN)) is not None or _COMMENT.fullmatch(data) is not None


def is_last_word(data: bytes) -> bool:
    """Whether an event is `[DONE]`, however it is written."""
    return len(data) <= _LONGEST_FILLER and data.strip(_MARGIN + b"[]<>().").lower() == b"done"


def unwrapped(data: bytes) -> bytes | None:
    """What an event holds that was packed once more on its way: behind a second `data:`, as a JSON text, between nulls.

    None where it is packed in no such way.
    """
    inner = data.strip(b"\0 \t\r\n")
    if inner.startswith(b"data:"):
        inner = inner[5:].strip()
    elif inner.startswith(b'"{') and isinstance(text := decode_anyway(inner), str):
        inner = text.encode("utf-8", "replace")
    return inner if inner != data and inner.startswith(b"{") and len(inner) < len(data) else None


def mended(text: str) -> str:
    """`text` with halves of characters joined to whole ones, and lone halves replaced: it can be kept and sent."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def word(value: Any, longest: int = 256) -> str | None:
    """A name, an id or a word that a reply holds, as text; None where it is neither text nor a whole number."""
    if isinstance(value, str):
        return mended(value[:longest])
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST else None


def read_anyway(
    data: bytes,
    shape: type[T],
    content: str,
    flags: set[str],
    mend: Callable[[dict[str, Any]], None] = lambda document: None,
) -> T | None:
    """An oddly written document in a typed `shape`, with the flag `odd_json`; None when it is no JSON object.

    mend: puts right in it what is known of servers. One in a shape of its own is taken for an error; where it has
    something under `content`, that would be lost: None.
    """
    document = decode_anyway(data)
    if not isinstance(document, dict):
        return None
    flags.add("odd_json")
    mend(document)
    try:
        return msgspec.convert(document, shape, strict=False)
    except (msgspec.ValidationError, UnicodeError):  # half a character is read as a number in vain
        return None if document.get(content) else shape(error=document.get("error"))


def table(value: Any) -> dict[str, Any]:
    """`value` when it is an object, else an empty one."""
    return value if isinstance(value, dict) else {}


def number(value: Any) -> float | None:
    """`value` when it is a number from 0 to `LARGEST`."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 <= value <= LARGEST else None


def count(value: Any) -> int | None:
    """`value` when it is a whole number from 0 to `LARGEST`."""
    found = number(value)
    return None if found is None or found != int(found) else int(found)
