"""A cgroup for a slot, where this machine lets us make one: bounds memory and processes of everything inside together.

Version 1 (one tree a controller) and version 2 (one tree). Where none can be made, `open_cgroup` returns None and the
slot falls back on address-space limits and a watch over resident memory.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

_serial = itertools.count(1)
_PREFIX = "prony-"


class Cgroup(Protocol):
    """One slot's cgroup."""

    kind: str

    def adopt(self, pid: int) -> None:
        """Put a process, and so all its later children, into it."""

    def limit(self, memory_bytes: int, processes: int) -> None:
        """Bound what is inside from now on."""

    def ooms(self) -> int:
        """How many processes inside were killed for want of memory, so far."""

    def refused_processes(self) -> int:
        """How many processes or threads were refused, so far."""

    def close(self) -> bool:
        """Remove it; False while something inside has not quite ended."""


class _Files:
    """Limits as files, written only where they change."""

    def __init__(self) -> None:
        self._now: dict[Path, int] = {}

    def write(self, path: Path, value: int) -> None:
        """Write, unless it says so already."""
        if self._now.get(path) != value:
            path.write_text(str(value))
            self._now[path] = value


class Version1:
    """A folder in each of the memory and pids trees."""

    kind = "cgroup v1"

    def __init__(self, memory: Path, pids: Path) -> None:
        self._memory, self._pids = memory, pids
        self._files = _Files()
        self._memory_now = 1 << 62
        for folder in (memory, pids):
            folder.mkdir()
        self._ooms = _Counter(memory / "memory.oom_control", "oom_kill")
        self._refused = _Counter(pids / "pids.events", "max")
        with contextlib.suppress(OSError):
            (memory / "memory.swappiness").write_text("0")

    def adopt(self, pid: int) -> None:
        """See `Cgroup`."""
        for folder in (self._memory, self._pids):
            (folder / "cgroup.procs").write_text(str(pid))

    def limit(self, memory_bytes: int, processes: int) -> None:
        """See `Cgroup`."""
        total = self._memory / "memory.memsw.limit_in_bytes"
        resident = self._memory / "memory.limit_in_bytes"
        # Memory with swap may never be below memory alone: the order of the two depends on the direction.
        order = (total, resident) if memory_bytes > self._memory_now else (resident, total)
        for path in order:
            if path == resident or total.exists():
                self._files.write(path, memory_bytes)
        self._memory_now = memory_bytes
        self._files.write(self._pids / "pids.max", processes)

    def ooms(self) -> int:
        """See `Cgroup`."""
        return self._ooms.read()

    def refused_processes(self) -> int:
        """See `Cgroup`."""
        return self._refused.read()

    def close(self) -> bool:
        """See `Cgroup`."""
        self._ooms.close()
        self._refused.close()
        gone = [_remove(folder) for folder in (self._memory, self._pids)]
        return all(gone)


class Version2:
    """A folder in the one tree, below a parent that hands memory and pids down."""

    kind = "cgroup v2"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files = _Files()
        folder.mkdir()
        self._ooms = _Counter(folder / "memory.events", "oom_kill")
        self._refused = _Counter(folder / "pids.events", "max")
        with contextlib.suppress(OSError):
            (folder / "memory.swap.max").write_text("0")

    def adopt(self, pid: int) -> None:
        """See `Cgroup`."""
        (self._folder / "cgroup.procs").write_text(str(pid))

    def limit(self, memory_bytes: int, processes: int) -> None:
        """See `Cgroup`."""
        self._files.write(self._folder / "memory.max", memory_bytes)
        self._files.write(self._folder / "pids.max", processes)

    def ooms(self) -> int:
        """See `Cgroup`."""
        return self._ooms.read()

    def refused_processes(self) -> int:
        """See `Cgroup`."""
        return self._refused.read()

    def close(self) -> bool:
        """See `Cgroup`."""
        self._ooms.close()
        self._refused.close()
        return _remove(self._folder)


def open_cgroup(pid: int, *, mounts: str = "/proc/self/mountinfo", own: str = "/proc/self/cgroup") -> Cgroup | None:
    """A fresh cgroup with process `pid` in it, or None where this machine gives us none."""
    name = f"{_PREFIX}{os.getpid()}-{next(_serial)}"
    for make in _candidates(name, Path(mounts), Path(own)):
        cgroup: Cgroup | None = None
        try:
            cgroup = make()
            cgroup.adopt(pid)
            cgroup.limit(1 << 30, 512)
        except OSError:
            if cgroup is not None:
                cgroup.close()
            continue
        return cgroup
    return None


def _candidates(name: str, mounts: Path, own: Path) -> Iterator[type[Cgroup] | _Maker]:
    trees = _trees(mounts)
    here = _own_paths(own)
    if "memory" in trees and "pids" in trees:
        memory, pids = (trees[key] / here.get(key, "").lstrip("/") for key in ("memory", "pids"))
        for parents in ((memory, pids), (trees["memory"], trees["pids"])):
            if all(parent.is_dir() for parent in parents):
                _sweep(parents)
                yield lambda parents=parents: Version1(parents[0] / name, parents[1] / name)
    if "" in trees:
        below = trees[""] / here.get("", "").lstrip("/")
        # A process may not stand where controllers are handed down, so a slot is a sibling of ours, not a child.
        for parent in (below.parent, trees[""]):
            if {"memory", "pids"} <= set(_words(parent / "cgroup.subtree_control")):
                _sweep((parent,))
                yield lambda parent=parent: Version2(parent / name)


class _Maker(Protocol):
    def __call__(self) -> Cgroup: ...


def _trees(mounts: Path) -> dict[str, Path]:
    """Where each controller's tree is mounted; version 2 under the empty name."""
    trees: dict[str, Path] = {}
    for line in _text(mounts).splitlines():
        place, _, kind = line.partition(" - ")
        fields, (system, _, options) = place.split(), [*kind.split(), "", "", ""][:3]
        if system == "cgroup2":
            trees[""] = Path(fields[4])
        elif system == "cgroup":
            trees |= {option: Path(fields[4]) for option in options.split(",") if option in ("memory", "pids")}
    return trees


def _own_paths(own: Path) -> dict[str, str]:
    """The cgroup of this process in each tree; version 2 under the empty name."""
    paths: dict[str, str] = {}
    for line in _text(own).splitlines():
        _, controllers, path = line.split(":", 2)
        paths |= dict.fromkeys(controllers.split(","), path)
    return paths


def _sweep(parents: tuple[Path, ...]) -> None:
    """Remove what a process that was killed left behind."""
    for parent in parents:
        for folder in parent.glob(f"{_PREFIX}*-*"):
            maker = folder.name.removeprefix(_PREFIX).split("-")[0]
            if maker.isdigit() and not Path("/proc", maker).exists():
                _remove(folder)


def _remove(folder: Path) -> bool:
    with contextlib.suppress(OSError):
        folder.rmdir()
    return not folder.exists()


class _Counter:
    """A number by its name in a file that stays open from the first reading on, since it is read around every test."""

    def __init__(self, path: Path, name: str) -> None:
        self._path = path
        self._name = name.encode()
        self._descriptor = -1

    def read(self) -> int:
        """The number; 0 where the file does not have it."""
        if self._descriptor < 0:
            self._descriptor = os.open(self._path, os.O_RDONLY | os.O_CLOEXEC)
        words = os.pread(self._descriptor, 4096, 0).split()
        return int(words[words.index(self._name) + 1]) if self._name in words else 0

    def close(self) -> None:
        """Let go of the file."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1


def _words(path: Path) -> list[str]:
    return _text(path).split()


def _text(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""
