"""What a compiled submission would do to the binary of its tests, beside being called: read off its objects."""

from __future__ import annotations

import struct
from collections.abc import Iterator

GUARDED = frozenset(
    b"strcmp strncmp strcasecmp strcoll memcmp bcmp strlen strstr strchr memchr fabs fabsf abs labs exit _exit _Exit"
    b" abort raise kill syscall __assert_fail __libc_start_main __cxa_throw __cxa_rethrow __cxa_begin_catch"
    b" __cxa_end_catch __cxa_allocate_exception __gxx_personality_v0 _Unwind_RaiseException _Unwind_Resume _start"
    b" _init _fini".split()
)
"""Functions that tests compare by and end with: of the library, whatever a submission calls its own."""
_EARLY = b".preinit_array"
_EARLY_KIND, _SYMBOLS = 16, 2
_INDIRECT, _UNDEFINED = 10, 0
_GLOBAL = (1, 2, 10)
_SYMBOL_BYTES = 24


def wrong_with(elf: bytes) -> str:
    """Say what keeps an object from being linked with tests; empty where nothing does.

    What runs before the tests' own beginning could read the word that signs an answer; what takes the place of a
    function that tests compare by could make a failed test pass.
    """
    try:
        sections = list(_sections(elf))
        for name, kind, *_ in sections:
            if name.startswith(_EARLY) or kind == _EARLY_KIND:
                return "it has code in the section .preinit_array, which runs before all other"
        for name, info in _defined(elf, sections):
            if info & 15 == _INDIRECT:
                return f"it resolves {_shown(name)} by a function that runs before all other (ifunc)"
            if info >> 4 in _GLOBAL and name in GUARDED:
                return f"it defines {_shown(name)}, a function of the library that tests use: call it otherwise"
    except (struct.error, ValueError, IndexError, OverflowError):
        return "its objects cannot be read"
    return ""


def _shown(name: bytes) -> str:
    return name[:100].decode("ascii", "backslashreplace")


def _sections(elf: bytes) -> Iterator[tuple[bytes, int, int, int, int]]:
    """Name, type, offset, size and link of each section."""
    if elf[:6] != b"\x7fELF\x02\x01":
        raise ValueError(elf[:6])
    (table,) = struct.unpack_from("<Q", elf, 40)
    each, count, named = struct.unpack_from("<HHH", elf, 58)
    if count == 0:  # more than fit there: the first section says how many
        (count,) = struct.unpack_from("<Q", elf, table + 32)
    if named == 0xFFFF:
        (named,) = struct.unpack_from("<I", elf, table + 40)
    if not each or count * each > len(elf):
        raise ValueError(count)
    (names,) = struct.unpack_from("<Q", elf, table + named * each + 24)
    for at in range(table, table + count * each, each):
        name, kind = struct.unpack_from("<II", elf, at)
        offset, size = struct.unpack_from("<QQ", elf, at + 24)
        (link,) = struct.unpack_from("<I", elf, at + 40)
        yield _text(elf, names + name), kind, offset, size, link


def _defined(elf: bytes, sections: list[tuple[bytes, int, int, int, int]]) -> Iterator[tuple[bytes, int]]:
    """Name and info of each symbol that an object defines."""
    for _, kind, offset, size, link in sections:
        if kind == _SYMBOLS:
            names = sections[link][2]
            for start in range(offset, offset + size, _SYMBOL_BYTES):
                at, info, _, index = struct.unpack_from("<IBBH", elf, start)
                if index != _UNDEFINED:
                    yield _text(elf, names + at), info


def _text(elf: bytes, at: int) -> bytes:
    return elf[at : elf.index(b"\0", at)]
