"""C++: the pinned compiler of the kit `zig`, or the machine's own where it is named."""

from __future__ import annotations

from prony.sandbox.toolchains.native import CXX, from_kit, own
from prony.sandbox.toolchains.native.zig import KITS
from prony.sandbox.toolchains.toolchain import Toolchain

__all__ = ["KITS", "find"]


def find(override: str | None = None) -> Toolchain | None:
    """The compiler at `override`, else of the kit; None where it was not fetched. Raises SandboxError E412."""
    return own(CXX, override) if override else from_kit(CXX)
