"""Toolchains: what runs a program, found on this machine, with a version and a digest that grades can name.

A language is one sibling file with a `find(override) -> Toolchain | None` and one line in `TOOLCHAINS`.
Residents: python (the machine's own interpreter), node (from its pinned wheel), go (from its pinned wheel, else the
machine's own; compiled).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from prony.errors import SandboxError
from prony.sandbox.toolchains import go, node, python
from prony.sandbox.toolchains.toolchain import Stock, Toolchain

TOOLCHAINS: dict[str, Callable[[str | None], Toolchain | None]] = {
    "python": python.find,
    "node": node.find,
    "go": go.find,
}
"""How each toolchain is found; the argument is a path that the user named instead, or None."""

_REQUIREMENT = re.compile(r"\s*([a-z][a-z0-9+-]*)\s*((?:(?:>=|<=|==|<|>)\s*[0-9.]+\s*,?\s*)*)")
_CLAUSE = re.compile(r"(>=|<=|==|<|>)\s*([0-9.]+)")
_HOLDS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": lambda have, want: have >= want,
    "<=": lambda have, want: have[: len(want)] <= want,
    "==": lambda have, want: have[: len(want)] == want,
    ">": lambda have, want: have[: len(want)] > want,
    "<": lambda have, want: have < want,
}

__all__ = ["TOOLCHAINS", "Stock", "Toolchain", "find", "language_of"]


def language_of(requirement: str) -> str:
    """The toolchain's id in a requirement such as `node>=20,<25`. Raises SandboxError E411."""
    return _parsed(requirement)[0]


def find(requirement: str, overrides: dict[str, str] | None = None) -> Toolchain | None:
    """The machine's toolchain for `python` or `node>=20`; None where there is none, or of another version.

    overrides: toolchain id -> path of the binary to use instead of the pinned one. Raises SandboxError: E411 for a
    requirement that cannot be read, E412 for an override that does not run.
    """
    language, clauses = _parsed(requirement)
    known = TOOLCHAINS.get(language)
    toolchain = known((overrides or {}).get(language)) if known else None
    if toolchain is None:
        return None
    have = _numbers(toolchain.version)
    return toolchain if all(_HOLDS[operator](have, want) for operator, want in clauses) else None


def _parsed(requirement: str) -> tuple[str, list[tuple[str, tuple[int, ...]]]]:
    match = _REQUIREMENT.fullmatch(requirement)
    if match is None:
        raise SandboxError(
            "E411",
            f"cannot read the toolchain requirement {requirement!r}",
            hint="write a name, and versions if they matter: python, node>=20, node>=20,<25",
        )
    return match[1], [(operator, _numbers(version)) for operator, version in _CLAUSE.findall(match[2])]


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
