"""The backends by name. One that isolates less is never entered silently."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from prony.errors import SandboxError
from prony.sandbox.bare import Bare
from prony.sandbox.bubblewrap import Bubblewrap
from prony.sandbox.slot import Launch
from prony.sandbox.toolchains import Toolchain


class Backend(Launch, Protocol):
    """A way to run supervisors."""

    isolates: bool
    """Whether it promises to keep programs from the machine."""

    def identity(self) -> dict[str, str]:
        """What isolates, for grades."""

    def place(self, path: str) -> str:
        """Where a path inside a slot lies with this backend."""

    def close(self) -> None:
        """Let go of what it holds; its slots have ended."""


def _bubblewrap(toolchains: dict[str, Toolchain], python: Toolchain, accept_untrusted: bool) -> Backend:
    return Bubblewrap(toolchains, python)


def _bare(toolchains: dict[str, Toolchain], python: Toolchain, accept_untrusted: bool) -> Backend:
    if not accept_untrusted:
        raise SandboxError(
            "E406",
            "the backend `bare` runs untrusted programs without isolation",
            hint="add --i-accept-running-untrusted-code, on a machine that you can afford to lose",
        )
    return Bare(toolchains, python)


BACKENDS: dict[str, Callable[[dict[str, Toolchain], Toolchain, bool], Backend]] = {
    "bubblewrap": _bubblewrap,
    "bare": _bare,
}
"""Name -> how it is made: (toolchains, the Python of its supervisors, consent to run untrusted code)."""
