"""The rooms a program can run in. The reaper builds one for each program and leaves it with it.

isolated  fresh namespaces and a disk of its own
scene     as isolated, but disk (and network) stay from one program to the next
confined  no namespaces: folders of its own, and Landlock and filters that keep it to them
contained as confined, in a container that has mounts and a network of its own
bare      none of it
"""

from __future__ import annotations

import importlib
import os
import signal
from collections.abc import Container
from typing import Any, Protocol

from prony.sandbox.inside import processes

ROOM_FOLDER = "{{room:{}}}"
"""How the host names a folder of a room that lies elsewhere for each test, by `format`."""


class Room(Protocol):
    """Where one test runs."""

    work: str
    tests: str
    stays: bool
    """Whether what one program left on the disk may be in the way of the next one's files."""
    watched: bool = False
    """Whether the supervisor must look, ten times a second, at what no kernel bounds here (`beyond`)."""

    @property
    def places(self) -> dict[str, str]:
        """The folders `work`, `tests` and `tmp`, where they lie elsewhere: see `ROOM_FOLDER`."""
        return {}

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

    def wait(self, pid: int) -> int:
        """In the reaper: reap orphans until `pid` itself ends; its wait status."""
        while True:
            ended, status = os.waitpid(-1, 0)
            if ended == pid:
                return status

    def end(self, pid: int) -> None:
        """In the supervisor: end process 1 of a test, and so the test."""
        os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> int:
        """Kill and reap every process of the test but the caller; how many were still there."""

    def disk_full(self) -> bool:
        """Whether the test's disk has no space or no inode left."""

    def beyond(self, pid: int, job: dict[str, Any]) -> str:
        """In the supervisor: which limit of the job the test of process `pid` is beyond (`processes`, `disk`); pid: 0
        where it has ended."""
        return ""

    def held_bytes(self, pid: int, socket_bytes: int) -> int:
        """In the supervisor: the memory that the test of process `pid` has now."""
        return processes.held_bytes(pid, socket_bytes)

    def unrouted(self, pid: int | None = None) -> int | None:
        """How often the test of process `pid` spoke to an address that lies outside; without one, in its reaper, that
        of the caller. None where nothing tells."""

    def clear(self, spared: Container[int]) -> None:
        """In the supervisor, when the reaper is gone. spared: process 1 of each test that waits or runs."""

    def abandon(self) -> None:
        """In the supervisor, when the host is gone: leave nothing behind."""


_ROOMS = {
    "isolated": ("isolated", "Isolated"),
    "scene": ("isolated", "Scene"),
    "confined": ("confined", "Confined"),
    "contained": ("contained", "Contained"),
    "bare": ("bare", "Bare"),
}
"""Name -> the module here and the class. A slot loads the one that it needs: what is loaded costs every fork."""


def open_room(config: dict[str, Any]) -> Room:
    """The room that a slot's configuration names."""
    module, name = _ROOMS[config["room"]]
    room: Room = getattr(importlib.import_module(f"prony.sandbox.inside.{module}"), name)(config)
    return room
