"""The nouns of this room: a toolchain as it was found on this machine, and how it compiles."""

from __future__ import annotations

import functools
import hashlib
import os
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

from prony.errors import SandboxError
from prony.nouns import Limits, Noun
from prony.plain import clean_line
from prony.sandbox.verdicts import Marks

COMPILE_LIMITS = Limits(cpu_s=30, wall_s=60, memory_mb=1024, processes=128, output_bytes=1 << 16, disk_mb=256)
"""Of one compilation: a hundred times what a task's program takes."""


STOCK_LIMITS = Limits(cpu_s=900, wall_s=600, memory_mb=2048, processes=512, output_bytes=1 << 20, disk_mb=768)
"""Of making a prebuilt library."""


class Stock(Noun, frozen=True, kw_only=True):
    """A prebuilt library: compiled once on a machine of the toolchain's own sources, kept in the cache, read-only in
    slots."""

    folder: str
    """Where it lies here."""
    inside: str
    """Where it lies in a slot."""
    sources: dict[str, bytes]
    """What is laid into /work to make it."""
    command: tuple[str, ...]
    """The argv that makes it there, in `stock/`; behind it come the names of the parts that are wanted. It passes over
    names that it does not know: they may come from a submission."""
    base: tuple[str, ...]
    """The names of the parts that it begins with."""
    listing: str
    """The file of it that lists its parts, a line `NAME FILE` each; files are relative to it."""
    env: dict[str, str] = {}
    """Variables for making it, over the toolchain's own."""
    limits: Limits = STOCK_LIMITS
    """Of making it."""
    without_mounts: tuple[tuple[str, str], ...] = ()
    """What is written otherwise in its sources where a slot has no mounts, and so no /tmp of its own: (text, text)."""
    making: str = "compiling its library, once on this machine (seconds to minutes)"
    """What is done to make it, for who waits."""
    sealed: frozenset[str] = frozenset()
    """Files of it that can be executed and not read: the kernel lets nobody look into a process that runs one."""
    small_segments: bool = False
    """Whether making it takes System V shared memory (`prony.sandbox.seccomp.SMALL_SEGMENT_BYTES`)."""


class Compile(Noun, frozen=True, kw_only=True):
    """The compiler of a toolchain: one command, which makes a program of the sources in /work, in `out/`.

    What it writes is laid beside the sources, without the `out/`, before `Toolchain.start` runs it. In arguments
    `{module}` stands for the task's module, `{folder}` for the folder that it lies in, and `{token}` for a word that no
    source knows.
    """

    command: str
    """The compiler: one of the toolchain's `commands`."""
    program: tuple[str, ...]
    """Its arguments for a program."""
    tests: tuple[str, ...] = ()
    """Its arguments for the tests of a tree; empty where its test runner needs nothing compiled."""
    check: tuple[str, ...] = ()
    """Its arguments for a look at the types alone, which makes nothing; empty where compiling does as much."""
    missing_status: int | None = None
    """The exit status that says that parts of the library are missing, whose names are then on stdout."""
    missing_name: str = r"^\S+$"
    """A pattern of such a name, in mode MULTILINE; nothing else of stdout is believed."""
    stock: Stock | None = None
    """The library that it needs prebuilt; missing parts are added to it, and the compiler is run again."""
    limits: Limits = COMPILE_LIMITS
    """Of one compilation."""
    choose: Callable[[Mapping[str, bytes]], tuple[str, ...]] | None = None
    """The sources -> what is added to its arguments for them. Reads what is hostile: pure, and linear in its size."""
    makes: tuple[tuple[str, str], ...] = ()
    """(how the name of a module ends, how that of what is made of it does). Where there are any, `Toolchain.start` is
    followed by the path of what is made, and calls go to it."""

    def made_of(self, module: str) -> str:
        """The path of what is made of `module`, where that is what is run."""
        for suffix, other in self.makes:
            if module.endswith(suffix):
                return module.removesuffix(suffix) + other
        return module

    def arguments(self, template: tuple[str, ...], **values: str) -> tuple[str, ...]:
        """`program` or `tests` with its placeholders filled in."""
        filled = {f"{{{name}}}": value for name, value in values.items()}
        return tuple(functools.reduce(lambda word, name: word.replace(name, filled[name]), filled, w) for w in template)


class Toolchain(Noun, frozen=True, kw_only=True):
    """The means to run the programs of one language, or of several."""

    id: str
    version: str
    digest: str
    """sha256 of what runs or compiles: a grade names it."""
    binary: str
    """Its path here."""
    start: tuple[str, ...] = ()
    """How a program is started: the words before the path of its module, such as ("python3",). Where it is compiled,
    the whole argv: ("./program",), unless `Compile.makes` has any. Empty where each task must say it as `argv`."""
    binds: tuple[tuple[str, str], ...] = ()
    """(path here, path inside a slot), read-only; what lies below /usr is there already."""
    folders: tuple[str, ...] = ()
    """Folders inside a slot in which programs find its commands by name, beside /usr/bin and /bin."""
    env: dict[str, str] = {}
    """What its programs need; `{heap_mb}` is filled in."""
    commands: dict[str, tuple[str, ...]] = {}
    """What `argv[0]` may be -> the words put in its place inside a slot; `{heap_mb}` is filled in."""
    in_process: bool = False
    """Its programs can run in a slot's own interpreter, without starting one."""
    calls: tuple[str, ...] = ()
    """The argv that serves a session's calls, where that takes a process of its own."""
    bounded_by_address_space: bool = False
    """RLIMIT_AS suits its runtime, with room for what is only reserved (`prony.sandbox.limits`)."""
    marks: Marks = ()
    """Patterns of the last words on stderr of a failed program that name the limit it met."""
    compile: Compile | None = None
    """How programs are made of sources first (see `prony.sandbox.builds`); None where they run as they are."""
    needs_mounts: bool = False
    """Its own files name the places inside a slot where it is bound, so that it runs nowhere else."""
    prebuilt: Stock | None = None
    """What it needs prebuilt where it compiles nothing, such as the data directory of a server."""
    extends: str = ""
    """The toolchain beside which it stands, whose compiler is told of it by `words`; empty where there is none."""
    words: tuple[str, ...] = ()

    @property
    def identity(self) -> str:
        """Version and digest, as a grade names them."""
        return f"{self.version} sha256:{self.digest[:16]}"

    @property
    def stock(self) -> Stock | None:
        """What it needs prebuilt: the library of its compiler, or what it names itself."""
        return self.compile.stock if self.compile else self.prebuilt

    def argv(self, module: str) -> tuple[str, ...]:
        """The arguments that start the program whose module is `module`."""
        return self.start if self.compile and not self.compile.makes else (*self.start, self.loaded(module))

    def loaded(self, module: str) -> str:
        """The file that is loaded where the functions of `module` are called."""
        return self.compile.made_of(module) if self.compile else module


def version_of(binary: str, *arguments: str, env: Mapping[str, str] | None = None, shape: str = r".+") -> str:
    """The first line that `binary ARGUMENTS` prints. shape: a pattern of the whole line.

    Raises SandboxError E412 when it does not run, and when it prints something else.
    """
    told = {"PATH": "/usr/bin:/bin", **(env or {})}
    try:
        ended = subprocess.run(
            [binary, *arguments], capture_output=True, text=True, errors="replace", timeout=20, env=told, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise SandboxError(
            "E412",
            f"{binary} does not run",
            cause=str(error),
            hint="name a working binary, or take the pinned one by removing the override",
        ) from error
    line = next(iter((ended.stdout or ended.stderr).strip().splitlines()), "")
    if not re.fullmatch(shape, line):
        raise SandboxError(
            "E412",
            f"{binary} is not what it was taken for",
            cause=f"asked for its version, it printed {clean_line(line)[:120]!r}",
            hint="name another binary, or take the pinned one by removing the override",
        )
    return line


_digests: dict[tuple[str, int, int, int, int], str] = {}


def digest_of_file(path: str | Path) -> str:
    """sha256 of a file, computed once a process for one state of it."""
    found = os.stat(path)
    key = (str(path), found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
    if key not in _digests:
        with open(path, "rb") as file:
            _digests[key] = hashlib.file_digest(file, "sha256").hexdigest()
    return _digests[key]
