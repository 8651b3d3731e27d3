"""What a compiled library would do to the program that it is linked into, beside being called: read off its objects."""

from __future__ import annotations

import struct
from collections.abc import Iterator

_EARLY = (b".init", b".fini", b".preinit", b".ctors", b".dtors")
"""Sections of code that runs before a program's own, or after."""
_RUSTS = (b"_ZN", b"_R", b"__rust", b"__rdl", b"__rg_", b"DW.ref.rust_eh_personality", b"rust_eh_personality", b"anon.")
_GLOBAL = (1, 2, 10)
_INDIRECT = 10
_UNDEFINED = 0
_SYMBOLS = 2
_MOST_MEMBERS = 10_000


def wrong_with_library(archive: bytes) -> str:
    """Say what keeps a library from being linked with tests; empty where nothing does.

    Code that runs before the tests' own, and names of C's that would take the place of the C library's, could make a
    failed test pass.
    """
    try:
        for member in _members(archive):
            if member.startswith(b"\x7fELF") and (why := _wrong_with(member)):
                return why
    except (struct.error, ValueError, IndexError):
        return "its objects cannot be read"
    return ""


def _members(archive: bytes) -> Iterator[bytes]:
    if not archive.startswith(b"!<arch>\n"):
        raise ValueError(archive[:8])
    at = 8
    for _ in range(_MOST_MEMBERS):
        if at >= len(archive):
            return
        size = int(archive[at + 48 : at + 58])
        if size < 0 or archive[at + 58 : at + 60] != b"`\n" or at + 60 + size > len(archive):
            raise ValueError(at)
        yield archive[at + 60 : at + 60 + size]
        at += 60 + size + size % 2
    raise ValueError(at)


def _wrong_with(elf: bytes) -> str:
    sections = _sections(elf)
    for name, *_ in sections:
        if name.startswith(_EARLY):
            return f"it places code in the section {_shown(name)}, which runs without being called"
    for _, kind, offset, size, link in sections:
        if kind == _SYMBOLS:
            texts = sections[link]
            names = elf[texts[2] : texts[2] + texts[3]]
            for start in range(offset, offset + size, 24):
                at, info, _, index = struct.unpack_from("<IBBH", elf, start)
                symbol = names[at : names.index(b"\0", at)]
                if index == _UNDEFINED:
                    continue
                if info & 15 == _INDIRECT:
                    return f"it resolves {_shown(symbol)} by code that runs before all other"
                if info >> 4 in _GLOBAL and not symbol.startswith(_RUSTS):
                    return f"it exports {_shown(symbol)} to C, by #[no_mangle], #[export_name] or assembly"
    return ""


def _sections(elf: bytes) -> list[tuple[bytes, int, int, int, int]]:
    """Name, type, offset, size and link of each section."""
    if elf[4:6] != b"\x02\x01":
        raise ValueError(elf[:6])
    (table,) = struct.unpack_from("<Q", elf, 40)
    each, count, named = struct.unpack_from("<HHH", elf, 58)
    if count == 0:  # more than fit there: the first section says how many
        (count,) = struct.unpack_from("<Q", elf, table + 32)
    if named == 0xFFFF:
        (named,) = struct.unpack_from("<I", elf, table + 40)
    if count * each > len(elf):
        raise ValueError(count)
    raw = [struct.unpack_from("<IIQQQQI", elf, table + number * each) for number in range(count)]
    texts = raw[named]
    names = elf[texts[4] : texts[4] + texts[5]]
    return [(names[row[0] : names.index(b"\0", row[0])], row[1], row[4], row[5], row[6]) for row in raw]


def _shown(name: bytes) -> str:
    return name.decode("ascii", "replace")[:80]
