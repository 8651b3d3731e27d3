"""The rooms a program can run in. The reaper builds one for each program and leaves it with it.

isolated  fresh namespaces and a disk of its own
scene     as isolated, but disk (and network) stay from one program to the next
bare      none of it
"""

from __future__ import annotations

import importlib
from collections.abc import Container
from typing import Any, Protocol


class Room(Protocol):
    """Where one test runs."""

    work: str
    tests: str
    stays: bool
    """Whether what one program left on the disk may be in the way of the next one's files."""

    def prepare(self) -> None:
        """In the supervisor, once."""

    def fresh(self) -> Room:
        """In the supervisor: the room of the next test."""

    def before_fork(self) -> None:
        """In the supervisor, before it forks a reaper."""

    def after_fork(self) -> None:
        """In the supervisor, after it forked a reaper, or could not."""

    def build(self) -> None:
        """In the reaper: everything that does not depend on the job."""

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """In the candidate-to-be: what depends on the job; `work` and `tests` are writable then."""

    def protect_tests(self) -> None:
        """In the candidate-to-be: make `tests` read-only."""

    def seal(self, *, counted: bool = True) -> None:
        """In the reaper and in the candidate-to-be: no way back to any privilege.

        counted: whether a cgroup counts what the kernel keeps for it; else less of that can be had.
        """

    def most_processes(self, asked: int) -> int:
        """RLIMIT_NPROC for `asked` processes of the test: where the kernel counts others' with them, more."""

    def kill_all(self) -> int:
        """Kill and reap every process of the test but the caller; how many were still there."""

    def disk_full(self) -> bool:
        """Whether the test's disk has no space or no inode left."""

    def unrouted(self, pid: int | None = None) -> int | None:
        """How often the test of process `pid` spoke to an address that lies outside; without one, in its reaper, that
        of the caller. None where nothing tells."""

    def clear(self, spared: Container[int]) -> None:
        """In the supervisor, when the reaper is gone. spared: process 1 of each test that waits or runs."""

    def abandon(self) -> None:
        """In the supervisor, when the host is gone: leave nothing behind."""


_ROOMS = {"isolated": ("isolated", "Isolated"), "scene": ("isolated", "Scene"), "bare": ("bare", "Bare")}
"""Name -> the module here and the class. A slot loads the one that it needs: what is loaded costs every fork."""


def open_room(config: dict[str, Any]) -> Room:
    """The room that a slot's configuration names."""
    module, name = _ROOMS[config["room"]]
    room: Room = getattr(importlib.import_module(f"prony.sandbox.inside.{module}"), name)(config)
    return room
