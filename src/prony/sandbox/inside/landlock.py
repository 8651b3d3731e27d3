"""Landlock, through the C library: rules on paths, ports and signals that a process lays on itself for good."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterable

from prony.sandbox.inside.kernel import check_result, libc

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_PATH_BENEATH = 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR = 1, 2, 4, 8
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REG, _MAKE_SOCK, _MAKE_FIFO, _MAKE_SYM = 16, 32, 128, 256, 512, 1024, 4096
_REFER, TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
READ = EXECUTE | READ_FILE | READ_DIR
"""Read, list and start."""
WRITE = (
    READ | WRITE_FILE | TRUNCATE | _REFER
    | _REMOVE_DIR | _REMOVE_FILE | _MAKE_DIR | _MAKE_REG | _MAKE_SOCK | _MAKE_FIFO | _MAKE_SYM
)  # fmt: skip
"""Everything but devices."""
_OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | _IOCTL_DEV
_ALL_BY_VERSION = ((1, (1 << 13) - 1), (2, _REFER), (3, TRUNCATE), (5, _IOCTL_DEV))
_TCP = 3
_SCOPES = 3
SCOPED = 6
"""The version from which on signals and abstract sockets stay within."""


def kernel_version() -> int:
    """What this kernel knows of Landlock; 0 for nothing."""
    return max(0, int(libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), 1)))


def restrict(version: int, rules: Iterable[tuple[str, int]], *, paths: bool = True, tcp: bool = False) -> None:
    """Confine this process, and all that it starts, to the paths and rights of `rules`; no TCP, no signals outwards.

    version: what the kernel knows of Landlock. paths: whether paths are ruled at all. tcp: whether it may be spoken.
    A path that is not there is passed over. Raises OSError.
    """
    # A ruleset keeps files from being moved between folders even where it says nothing of paths.
    handled = sum(rights for since, rights in _ALL_BY_VERSION if version >= since) if paths else _REFER
    rules = rules if paths else [("/", _REFER)]
    attributes = struct.pack(
        "QQQ", handled, _TCP if paths and version >= 4 and not tcp else 0, _SCOPES if version >= SCOPED else 0
    )
    size = 24 if version >= SCOPED else 16 if version >= 4 else 8
    ruleset = libc.syscall(_CREATE_RULESET, attributes[:size], ctypes.c_size_t(size), 0)
    check_result(min(ruleset, 0), "landlock ruleset")
    try:
        for path, rights in rules:
            _add(ruleset, path, rights & handled)
        check_result(libc.syscall(_RESTRICT_SELF, ruleset, 0), "landlock")
    finally:
        os.close(ruleset)


def _add(ruleset: int, path: str, rights: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except (FileNotFoundError, NotADirectoryError):
        return
    try:
        if not os.path.isdir(path):
            rights &= _OF_A_FILE
        rule = struct.pack("=Qi", rights, place)
        check_result(libc.syscall(_ADD_RULE, ruleset, _PATH_BENEATH, rule, 0), f"landlock {path}")
    finally:
        os.close(place)
