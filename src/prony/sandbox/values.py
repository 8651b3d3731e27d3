"""Plain values as bounded, tagged JSON: the only thing that travels between a candidate and anyone who judges it.

Both ends use this file: drivers inside a slot, and the host. It imports nothing of ours, so that a slot can carry it.

    None True 3 2.5 "x"     themselves          {"t": [...]}            tuple
    [...]                   list                {"d": [[k, v], ...]}    dict, in insertion order
    {"i": "-0x1f"}          an int beyond 2^53  {"s": [...]}            set
    {"f": "nan"}            nan inf -inf        {"z": [...]}            frozenset
    {"c": [re, im]}         complex             {"b": "00ff"}           bytes

A subclass of a plain type travels as the plain value it holds, read by the base type's own methods: nothing that a
candidate overrides is called. Anything else is `Unmarshallable`. `decode` returns exact built-in types only.
"""

from __future__ import annotations

import json
import math
import socket
from collections.abc import Callable, Iterable
from typing import Any

MAX_DEPTH = 100
"""Containers within containers."""
MAX_FRAME = 8 << 20
"""Bytes of one frame, and so of one value."""
MAX_CONTAINERS = 500_000
"""Brackets and braces of one frame: an empty list takes two bytes on the way, and sixty here."""
MAX_COLLISIONS = 50
"""Items of one set, or keys of one dict, that share the hash of another: each is compared with all the others."""
SAFE_INT = 1 << 53
"""Integers below this travel as JSON numbers; every language reads those exactly."""


class Unmarshallable(ValueError):
    """A value that is not plain, too deep, or too large; the message says which."""


class Garbled(ValueError):
    """Bytes that are not a frame of ours; the message says why."""


def encode(value: Any, depth: int = 0) -> Any:
    """`value` as JSON-ready data. Raises Unmarshallable."""
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return value if -SAFE_INT < value < SAFE_INT else {"i": hex(value)}
    if kind is float:
        return value if math.isfinite(value) else {"f": float.__repr__(value)}
    if depth >= MAX_DEPTH:
        raise Unmarshallable(f"more than {MAX_DEPTH} containers deep")
    deeper = depth + 1
    if kind is list:
        return [item if type(item) in _THEMSELVES else encode(item, deeper) for item in value]
    if kind is tuple:
        return {"t": _encoded(value, deeper)}
    if kind is dict:
        return {"d": [_encoded(pair, deeper) for pair in value.items()]}
    if kind is set:
        return {"s": _encoded(value, deeper)}
    if kind is frozenset:
        return {"z": _encoded(value, deeper)}
    if kind is bytes:
        return {"b": value.hex()}
    if kind is complex:
        return {"c": [encode(value.real), encode(value.imag)]}
    for base, plain in _BASES:
        if issubclass(kind, base):
            return encode(plain(value), depth)
    raise Unmarshallable(f"a {_type_name(kind)} is not a plain value")


_THEMSELVES = frozenset({type(None), bool, str})
"""Types whose values travel as they are: no call for each item of a long list."""


def _encoded(items: Iterable[Any], depth: int) -> list[Any]:
    return [item if type(item) in _THEMSELVES else encode(item, depth) for item in items]


_BASES: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (int, lambda value: int.__add__(value, 0)),
    (float, lambda value: float.__add__(value, 0.0) if value == value else float("nan")),
    (complex, lambda value: complex.__add__(value, 0j)),
    (str, lambda value: str.__str__(value)),
    (bytes, lambda value: bytes.__add__(value, b"")),
    (bytearray, lambda value: bytes(bytearray.__getitem__(value, slice(None)))),
    (tuple, lambda value: tuple.__getitem__(value, slice(None))),
    (list, lambda value: list.__getitem__(value, slice(None))),
    (dict, lambda value: dict(dict.items(value))),
    (set, lambda value: set.union(set(), set.__iter__(value))),
    (frozenset, lambda value: frozenset(frozenset.__iter__(value))),
)
"""How a subclass gives up the plain value it holds, without calling one of its own methods."""


def _type_name(kind: type) -> str:
    """The name of a type; a metaclass may lie about it."""
    return str(type.__getattribute__(kind, "__name__"))[:80]


def decode(data: Any, depth: int = 0) -> Any:
    """The plain value of what `encode` made. Raises Garbled for anything that it cannot have made."""
    kind = type(data)
    if kind in _SCALARS:
        return data
    if depth >= MAX_DEPTH:
        raise Garbled(f"more than {MAX_DEPTH} containers deep")
    if kind is list:
        return _items(data, depth + 1)
    if kind is not dict or len(data) != 1:
        raise Garbled("not a tagged value")
    ((tag, body),) = data.items()
    read = _READERS.get(tag)
    if read is None:
        raise Garbled(f"unknown tag {tag[:20]!r}")
    try:
        return read(body, depth + 1)
    except (TypeError, ValueError, OverflowError) as error:
        raise error if isinstance(error, Garbled) else Garbled(f"a bad {tag!r}: {str(error)[:80]}") from None


_SCALARS = frozenset({type(None), bool, int, float, str})


def _items(body: Any, depth: int) -> list[Any]:
    if type(body) is not list:
        raise Garbled("not a list of items")
    return [item if type(item) in _SCALARS else decode(item, depth) for item in body]


def _complex(real: float, imaginary: float) -> complex:
    return complex(real, imaginary)


def _dict(body: Any, depth: int) -> dict[Any, Any]:
    pairs = [(decode(key, depth), decode(item, depth)) for key, item in body]
    _spread([key for key, _ in pairs])
    return dict(pairs)


def _spread(items: list[Any]) -> list[Any]:
    """The items, whose hashes are not much fewer than they. Raises Garbled: numbers that collide are easily made."""
    if len(items) > MAX_COLLISIONS and len(items) - len(set(map(hash, items))) > MAX_COLLISIONS:
        raise Garbled(f"more than {MAX_COLLISIONS} items share a hash, or are the same")
    return items


_READERS: dict[str, Callable[[Any, int], Any]] = {
    "t": lambda body, depth: tuple(_items(body, depth)),
    "d": _dict,
    "s": lambda body, depth: set(_spread(_items(body, depth))),
    "z": lambda body, depth: frozenset(_spread(_items(body, depth))),
    "b": lambda body, depth: bytes.fromhex(body),
    "c": lambda body, depth: _complex(*_items(body, depth)),
    "f": lambda body, depth: float(body),
    "i": lambda body, depth: int(body, 16),
}


def pack(message: dict[str, Any]) -> bytes:
    """A message (already encoded values inside) as one frame: four bytes of length, then JSON.

    Raises Unmarshallable beyond `MAX_FRAME`.
    """
    body = json.dumps(message, separators=(",", ":"), allow_nan=False).encode()
    if len(body) > MAX_FRAME:
        raise Unmarshallable(f"{len(body)} bytes, more than {MAX_FRAME}")
    return len(body).to_bytes(4, "little") + body


def frame_length(head: bytes) -> int:
    """The length that a frame's first four bytes announce. Raises Garbled beyond `MAX_FRAME`."""
    length = int.from_bytes(head, "little")
    if length > MAX_FRAME:
        raise Garbled(f"a frame of {length} bytes, more than {MAX_FRAME}")
    return length


def unpack(body: bytes) -> dict[str, Any]:
    """The message in a frame's body. Raises Garbled."""
    if body.count(b"[") + body.count(b"{") > MAX_CONTAINERS:
        raise Garbled(f"more than {MAX_CONTAINERS} lists and objects")
    try:
        message = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Garbled(f"not JSON: {str(error)[:80]}") from None
    if type(message) is not dict:
        raise Garbled("not an object")
    return message


def send(sock: socket.socket, message: dict[str, Any]) -> None:
    """Write one frame to a blocking socket."""
    sock.sendall(pack(message))


def receive(sock: socket.socket) -> dict[str, Any] | None:
    """Read one frame from a blocking socket; None at its end."""
    head = _exactly(sock, 4)
    if head is None:
        return None
    body = _exactly(sock, frame_length(head))
    return None if body is None else unpack(body)


def _exactly(sock: socket.socket, count: int) -> bytes | None:
    data = sock.recv(count)
    while data and len(data) < count:
        more = sock.recv(min(count - len(data), 1 << 20))
        if not more:
            return None
        data += more
    return data or (b"" if count == 0 else None)
