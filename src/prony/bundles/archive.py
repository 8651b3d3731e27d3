"""The bytes of a bundle: a tar file (ustar) in which names and sizes decide every byte that is not a member's own.

So a reader who knows the members computes what must stand where, and a byte that was changed has a name and a place.
"""

from __future__ import annotations

import re

BLOCK = 512
END = bytes(2 * BLOCK)
"""What every tar file ends with."""
MOST_BYTES = 8**11 - 1
"""Of a member, as eleven octal digits count them."""
LONGEST_NAME = 100

_FIELDS = (
    ("name", 0, 100),
    ("mode", 100, 108),
    ("owner", 108, 116),
    ("group", 116, 124),
    ("size", 124, 136),
    ("time", 136, 148),
    ("checksum", 148, 156),
    ("type", 156, 157),
    ("link", 157, 257),
    ("magic", 257, 265),
    ("owner's name", 265, 297),
    ("group's name", 297, 329),
    ("device", 329, 345),
    ("prefix", 345, 500),
    ("filler", 500, 512),
)
_SIZE = re.compile(rb"[0-7]{11}\0")
_KINDS = {
    b"1": "a hard link",
    b"2": "a link",
    b"3": "a device",
    b"4": "a device",
    b"5": "a folder",
    b"6": "a pipe",
}


def header(name: str, size: int) -> bytes:
    """The header of a plain file of `size` bytes: nobody's, of 1970, to be read by all."""
    fields = (
        name.encode("ascii").ljust(100, b"\0"),
        b"0000644\0" + b"0000000\0" * 2,
        b"%011o\0" % size,
        b"0" * 11 + b"\0",
        b" " * 8,
        b"0",
        bytes(100),
        b"ustar\x0000",
        bytes(64),
        b"0000000\0" * 2,
        bytes(167),
    )
    data = b"".join(fields)
    return data[:148] + b"%06o\0 " % sum(data) + data[156:]


def padding(size: int) -> bytes:
    """The zeros behind a member of `size` bytes."""
    return bytes(-size % BLOCK)


def whole_size(size: int) -> int:
    """Bytes that a member of `size` takes, with its header and padding."""
    return BLOCK + size + -size % BLOCK


def declared_size(block: bytes) -> int | None:
    """The size that a header tells; None where it tells none in the one form that is used here."""
    field = block[124:136]
    return int(field[:11], 8) if _SIZE.fullmatch(field) else None


def is_header(block: bytes) -> bool:
    """Whether `block` is the header of some member of a tar file."""
    return len(block) == BLOCK and block[257:262] == b"ustar"


def kind_of(block: bytes) -> str:
    """What a header says its member is, in words; empty for a plain file."""
    return _KINDS.get(block[156:157], "")


def name_in(block: bytes) -> str:
    """The name in a header, as it stands there (untrusted)."""
    prefix, name = block[345:500].rstrip(b"\0"), block[:100].rstrip(b"\0")
    return (prefix + b"/" + name if prefix else name).decode("utf-8", "replace")


def changed_fields(block: bytes, expected: bytes) -> list[str]:
    """The fields in which two headers differ, in their order."""
    return [name for name, first, end in _FIELDS if block[first:end] != expected[first:end]]


def changed_bytes(block: bytes, expected: bytes) -> tuple[int, int]:
    """The first and the last byte in which two blocks of one length differ."""
    places = [at for at, (one, other) in enumerate(zip(block, expected, strict=True)) if one != other]
    return places[0], places[-1]
