"""The room inside a container of podman or docker: as `Confined`, in folders that have the names of a slot.

The container has mounts, a network and processes of its own, and keeps the machine away. From one another the tests in
it are kept as without namespaces: what one leaves in the three folders is removed behind it.
"""

from __future__ import annotations

import os
from collections.abc import Container
from typing import Any

from prony.sandbox.inside import disk, processes
from prony.sandbox.inside.confined import Confined
from prony.sandbox.inside.rooms import Room


class Contained(Confined):
    """config, beside that of `Confined`: `work`, the folder that programs work in."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self.work, self.tests, self.tmp = config["work"], "/tests", "/tmp"

    @property
    def places(self) -> dict[str, str]:
        """See `Room`."""
        return {}

    def own_folders(self) -> tuple[str, ...]:
        """See `Confined`."""
        return (self.work, self.tests, self.tmp)

    def fresh(self) -> Room:
        """See `Room`."""
        return Contained(self.config)

    def before_fork(self) -> None:
        """See `Room`."""

    def used(self, pids: list[int]) -> disk.Usage:
        """See `Confined`."""
        parts = [disk.usage(folder, pids if folder == self.work else ()) for folder in self.own_folders()]
        return disk.Usage(sum(part.size_bytes for part in parts), sum(part.nodes for part in parts))

    def clear(self, spared: Container[int]) -> None:
        """See `Room`. The tests of a program are its own; the rest of a scene's disk stays."""
        processes.kill_below(spared)
        for folder in (self.tests,) if self.stays else self.own_folders():
            disk.empty(folder)

    def abandon(self) -> None:
        """See `Room`: all ends with process 1 of the container."""
        os._exit(0)
