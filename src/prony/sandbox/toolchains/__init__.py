"""Toolchains: what runs a program, found on this machine, with a version and a digest that grades can name.

A language is one sibling file with a `find(override) -> Toolchain | None` and one line in `TOOLCHAINS`.
Residents: python (the machine's own interpreter), node (from its pinned wheel), go (from its pinned wheel, else the
machine's own; compiled).
"""

from __future__ import annotations

from collections.abc import Callable

from prony.languages import read_requirement
from prony.sandbox.toolchains import go, node, python
from prony.sandbox.toolchains.toolchain import Stock, Toolchain

TOOLCHAINS: dict[str, Callable[[str | None], Toolchain | None]] = {
    "python": python.find,
    "node": node.find,
    "go": go.find,
}
"""How each toolchain is found; the argument is a path that the user named instead, or None."""

__all__ = ["TOOLCHAINS", "Stock", "Toolchain", "find"]


def find(requirement: str, overrides: dict[str, str] | None = None) -> Toolchain | None:
    """The machine's toolchain for `python` or `node>=20`; None where there is none, or of another version.

    overrides: toolchain id -> path of the binary to use instead of the pinned one. Raises SandboxError: E411 for a
    requirement that cannot be read, E412 for an override that does not run.
    """
    required = read_requirement(requirement)
    known = TOOLCHAINS.get(required.toolchain)
    toolchain = known((overrides or {}).get(required.toolchain)) if known else None
    return toolchain if toolchain is not None and required.holds(toolchain.version) else None
