"""The room that isolates nothing."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import kernel, processes
from prony.sandbox.inside.rooms import Room


class Bare:
    """A folder of its own and nothing else: for people who accept to run untrusted code unprotected.

    config: `stays`, whether all programs have the same folder, as in a scene.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.stays: bool = config["stays"]
        self.home = self.work = self.tests = ""

    def prepare(self) -> None:
        """See `Room`."""
        kernel.adopt_orphans()

    def fresh(self) -> Room:
        """See `Room`."""
        return Bare(self.config)

    def before_fork(self) -> None:
        """See `Room`."""
        folder = self.config["folder"]
        self.home = f"{folder}/scene" if self.stays else tempfile.mkdtemp(prefix="prony-bare-", dir=folder)
        self.work = os.path.join(self.home, "work")
        self.tests = os.path.join(self.home, "tests")

    def after_fork(self) -> None:
        """See `Room`."""

    def build(self) -> None:
        """See `Room`."""
        kernel.adopt_orphans()
        for folder in (self.work, self.tests):
            os.makedirs(folder, exist_ok=True)

    def furnish(self, job: dict[str, Any], has_tests: bool) -> None:
        """See `Room`: its disk is the machine's."""

    def protect_tests(self) -> None:
        """See `Room`: nothing would hold."""

    def seal(self, *, counted: bool = True) -> None:
        """See `Room`: there is nothing to close."""

    def most_processes(self, asked: int) -> int:
        """See `Room`: without a user namespace, everything that this user runs counts."""
        return asked + _tasks_of_user(os.getuid())

    def kill_all(self) -> int:
        """See `Room`."""
        return _kill_below(())

    def disk_full(self) -> bool:
        """See `Room`."""
        return False

    def unrouted(self, pid: int | None = None) -> int | None:
        """See `Room`: the machine's own network counts for everybody."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`. What a killed reaper left behind is the supervisor's now, beside the next test."""
        _kill_below(spared)
        if not self.stays:
            shutil.rmtree(self.home, ignore_errors=True)

    def abandon(self) -> None:
        """See `Room`."""
        _kill_below(())
        shutil.rmtree(self.config["folder"], ignore_errors=True)


def _kill_below(spared: Container[int]) -> int:
    """Kill and reap what descends from this process, except the trees of children that are spared; how many there were.

    All are stopped before the first is killed: who is stopped makes no more.
    """
    stopped: set[int] = set()
    while found := set(processes.descendants(os.getpid(), spared)) - stopped:
        for pid in found:
            _signal(pid, signal.SIGSTOP)
        stopped |= found
    for pid in stopped:
        _signal(pid, signal.SIGKILL)
    # Killed children's own children come to this process, which adopts them, one generation at a time.
    while left := processes.descendants(os.getpid(), spared):
        for pid in left:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, 0)
    return len(stopped)


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, number)


def _tasks_of_user(uid: int) -> int:
    """Processes and threads of a user on this machine."""
    count = 0
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                if entry.stat().st_uid == uid:
                    count += len(os.listdir(f"{entry.path}/task"))
    return count
