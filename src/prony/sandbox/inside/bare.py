"""The room that isolates nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import kernel, processes
from prony.sandbox.inside.rooms import Room


class Bare(Room):
    """A folder of its own and nothing else: for people who accept to run untrusted code unprotected.

    config: `stays`, whether all programs have the same folder, as in a scene.
    """

    def __init__(self, config: dict[str, Any]) -> None:
        self.config = config
        self.stays: bool = config["stays"]
        self.home = self.work = self.tests = ""

    @property
    def places(self) -> dict[str, str]:
        """See `Room`."""
        return {"work": self.work, "tests": self.tests}

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
        return asked + processes.tasks_of_user(os.getuid())

    def kill_all(self) -> int:
        """See `Room`."""
        return processes.kill_below(())

    def disk_full(self) -> bool:
        """See `Room`."""
        return False

    def held_bytes(self, pid: int, socket_bytes: int) -> int:
        """See `Room`: of the machine's network, only its own sockets are its own."""
        return processes.held_bytes(pid, socket_bytes, shares_network=True)

    def unrouted(self, pid: int | None = None) -> int | None:
        """See `Room`: the machine's own network counts for everybody."""
        return 0

    def clear(self, spared: Container[int]) -> None:
        """See `Room`. What a killed reaper left behind is the supervisor's now, beside the next test."""
        processes.kill_below(spared)
        if not self.stays:
            shutil.rmtree(self.home, ignore_errors=True)

    def abandon(self) -> None:
        """See `Room`."""
        processes.kill_below(())
        shutil.rmtree(self.config["folder"], ignore_errors=True)
