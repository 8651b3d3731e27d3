"""The backend `bare`: the same supervisor and drivers, no isolation at all. Only for people who accept that.

A program can read and write whatever its user can, and reach the network. Limits on time, memory, processes and output
still hold: they keep the machine alive, not its secrets. The kernel does not limit root's processes one by one, so root
needs a cgroup, or is refused. Every grade made here names the backend.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prony.errors import SandboxError
from prony.sandbox.backends import Interior
from prony.sandbox.backends.places import PathNames, as_it_is, kept_beside, relocated
from prony.sandbox.toolchains import Toolchain
from prony.sandbox.trusted import SUPERVISOR, trusted_files

NAME = "bare"


class Bare:
    """How supervisors are launched on the machine itself."""

    name = NAME
    isolates = has_mounts = False

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        self._python = python
        self.must_be_counted = os.geteuid() == 0
        self._folder = Path(tempfile.mkdtemp(prefix="prony-bare-"))
        for path, content in trusted_files().items():
            target = self._folder / "prony" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        trusted = str(self._folder / "prony")
        self._supervisor = f"{trusted}/{SUPERVISOR}"
        chains = {**toolchains, "python": python}.values()
        self._places = PathNames(str(self._folder), chains, trusted, ("work", "tests"))
        stays = interior.room == "scene"
        self.config: dict[str, Any] = {"room": "bare", "folder": str(self._folder), "stays": stays}

    def identity(self) -> dict[str, str]:
        """What isolates, for grades: nothing."""
        return {"sandbox": "bare (no isolation)"}

    @classmethod
    def settled(cls, toolchain: Toolchain) -> Toolchain:
        """See `prony.sandbox.backends.settled`."""
        return relocated(toolchain, as_it_is, kept_beside)

    def place(self, path: str) -> str:
        """See `prony.sandbox.backends.Backend`."""
        return self._places.place(path)

    def shown(self, data: bytes) -> bytes:
        """See `prony.sandbox.slot.Launch`."""
        return self._places.shown(data)

    def command(self, control: int, number: int) -> tuple[Sequence[str], Mapping[str, str], Sequence[int]]:
        """See `prony.sandbox.slot.Launch`."""
        words = (*self._python.commands["python3"], "-P", "-X", "utf8", self._supervisor, str(control))
        env = {"PATH": "/usr/bin:/bin", **self._python.env, "PYTHONPATH": str(self._folder / "prony")}
        return words, env, ()

    def explain(self, stderr: str) -> SandboxError:
        """See `prony.sandbox.slot.Launch`."""
        if "no cgroup" in stderr:
            return SandboxError(
                "E409",
                "the backend `bare` does not run as root here",
                cause="nothing would bound the processes of a fork bomb: no cgroup can be made on this machine",
                hint="run as a user who is not root",
            )
        return SandboxError("E403", f"the bare supervisor did not come up: {stderr[-600:]}")

    def close(self) -> None:
        """Remove what was laid on disk."""
        shutil.rmtree(self._folder, ignore_errors=True)


BACKEND = Bare
