"""A backend that somebody else brings: bubblewrap with one more folder bound, read-only, at /opt/guest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from prony.sandbox import Toolchain
from prony.sandbox.backends import Interior
from prony.sandbox.backends.bubblewrap import Bubblewrap


class Guest(Bubblewrap):
    """Slots in which `/opt/guest/note` can be read."""

    name = "guest"

    def __init__(self, toolchains: Mapping[str, Toolchain], python: Toolchain, interior: Interior) -> None:
        bind = (str(Path(__file__).parent / "folder"), "/opt/guest")
        super().__init__(toolchains, python, msgspec.structs.replace(interior, binds=(*interior.binds, bind)))

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""
        return {"sandbox": "guest 1"}


BACKEND = Guest
