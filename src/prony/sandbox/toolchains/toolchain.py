"""The noun of this room: a toolchain as it was found on this machine."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path

from prony.errors import SandboxError
from prony.nouns import Noun
from prony.sandbox.verdicts import Marks


class Stock(Noun, frozen=True, kw_only=True):
    """What a toolchain needs compiled once on a machine, of its own sources: kept in the cache, read-only in slots.

    folder: where it lies here; inside: in a slot. sources: what is laid into /work to make it. command: the words that
    make it there, in `stock/`; behind them come the names of what is wanted. base: the names that it begins with.
    """

    folder: str
    inside: str
    sources: dict[str, bytes]
    command: tuple[str, ...]
    base: tuple[str, ...]


class Toolchain(Noun, frozen=True, kw_only=True):
    """What runs the programs of one language.

    binary: its path here. binds: (path here, path inside a slot), read-only. env: what its programs need.
    commands: the words that `argv[0]` may be -> the words put in their place inside a slot (`{heap_mb}` is filled in).
    in_process: its programs can run in a slot's own interpreter, without starting one. calls: the words that serve a
    session's calls where that takes a process of its own. bounded_by_address_space: RLIMIT_AS suits its runtime.
    marks: patterns of the last words on stderr of a failed program that name the limit it met.
    compiler: the one of `commands` that makes programs of the sources in /work; programs of such a toolchain are built
    first (see `prony.sandbox.builds`). stock: what the compiler needs ready-made.
    """

    id: str
    version: str
    digest: str
    binary: str
    binds: tuple[tuple[str, str], ...] = ()
    env: dict[str, str] = {}
    commands: dict[str, tuple[str, ...]] = {}
    in_process: bool = False
    calls: tuple[str, ...] = ()
    bounded_by_address_space: bool = False
    marks: Marks = ()
    compiler: str = ""
    stock: Stock | None = None

    @property
    def identity(self) -> str:
        """Version and digest, as a grade names them."""
        return f"{self.version} sha256:{self.digest[:16]}"


def version_of(binary: str, *arguments: str, env: Mapping[str, str] | None = None) -> str:
    """The first line that `binary ARGUMENTS` prints. Raises SandboxError E412 when it does not run."""
    told = {"PATH": "/usr/bin:/bin", **(env or {})}
    try:
        ended = subprocess.run([binary, *arguments], capture_output=True, text=True, timeout=20, env=told, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        raise SandboxError(
            "E412",
            f"{binary} does not run",
            cause=str(error),
            hint="name a working binary, or take the pinned one by removing the override",
        ) from error
    return (ended.stdout or ended.stderr).strip().splitlines()[0]


_digests: dict[tuple[str, int, int, int], str] = {}


def digest_of_file(path: str | Path) -> str:
    """sha256 of a file, computed once a process for one state of it."""
    found = os.stat(path)
    key = (str(path), found.st_size, found.st_mtime_ns, found.st_ino)
    if key not in _digests:
        with open(path, "rb") as file:
            _digests[key] = hashlib.file_digest(file, "sha256").hexdigest()
    return _digests[key]
