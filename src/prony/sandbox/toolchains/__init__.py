"""Toolchains: what runs a program, found on this machine, with a version and a digest that grades can name.

A toolchain is one sibling file (or folder, where it brings files of its own) with a function `find`: it takes the path
that a user named instead, or None, and gives the `Toolchain`, or None where this machine has none. `KITS` beside it
names the kits that it takes (`prony.kits`), the best way first: `find` looks where they lie and fetches nothing.
Another package brings one by the entry point group `prony.languages`; the entry's name is the toolchain's.

Beside them: `toolchain` (the structs, and what finders share) · `native` (what C and C++ share).
"""

from __future__ import annotations

from collections.abc import Callable

from prony.errors import SandboxError
from prony.kits import Ways
from prony.languages import GROUP, read_requirement
from prony.registry import Registry
from prony.sandbox.toolchains.toolchain import Compile, Stock, Toolchain, digest_of_file, version_of

Finder = Callable[[str | None], Toolchain | None]

TOOLCHAINS: Registry[Finder] = Registry(
    "toolchain",
    "prony.sandbox.toolchains",
    "find",
    besides=("native", "toolchain"),
    group=GROUP,
    check=lambda resident: None if callable(resident) else "find is no function",
)
"""How each toolchain is found, by id."""

TOOLCHAIN_KITS: Registry[Ways] = Registry(
    "toolchain's kits",
    "prony.sandbox.toolchains",
    "KITS",
    besides=("native", "toolchain"),
    group=GROUP,
    check=lambda resident: None if isinstance(resident, tuple) else "KITS is no tuple of ways",
)
"""The ways to have each toolchain, by id."""

__all__ = [
    "TOOLCHAINS",
    "TOOLCHAIN_KITS",
    "Compile",
    "Finder",
    "Stock",
    "Toolchain",
    "digest_of_file",
    "find",
    "how_to_have",
    "version_of",
]


def find(requirement: str, overrides: dict[str, str] | None = None) -> Toolchain | None:
    """The machine's toolchain for `python` or `node>=20`; None where there is none, or of another version.

    overrides: toolchain id -> path of the binary to use instead of the pinned one. Raises SandboxError: E411 for a
    requirement that cannot be read, E412 for an override that does not run.
    """
    required = read_requirement(requirement)
    toolchain = _found(required.toolchain, (overrides or {}).get(required.toolchain))
    return toolchain if toolchain is not None and required.holds(toolchain.version) else None


def how_to_have(requirement: str) -> str:
    """The next step where the toolchain of a requirement is not here, as a sentence."""
    name = read_requirement(requirement).toolchain
    if TOOLCHAIN_KITS.get(name):
        return f"prony toolchains get {name} fetches it"
    return "make toolchains installs those that the built-in suites need"


def _found(name: str, override: str | None) -> Toolchain | None:
    """What the finder called `name` finds; None where another package's one is broken, which is told."""
    finder = TOOLCHAINS.get(name)
    if finder is None:
        return None

    def checked(override: str | None) -> Toolchain | None:
        try:
            toolchain = finder(override)
        except SandboxError as error:
            if override is None and error.code == "E412":
                return None  # the machine's own cannot be used, and nobody named it
            raise
        if toolchain is not None and (not isinstance(toolchain, Toolchain) or toolchain.id != name):
            raise TypeError(f"find gives no Toolchain with the id {name!r}")
        return toolchain

    return TOOLCHAINS.guard(name, checked, None, passing=SandboxError)(override)
