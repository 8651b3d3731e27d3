"""Requirements: a toolchain and the versions that will do, such as `python` or `node>=20,<25`."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable

from prony.errors import SandboxError
from prony.nouns import Noun

_COMPARISON = r"(?:>=|<=|==|<|>)\s*\d+(?:\.\d+)*"
_REQUIREMENT = re.compile(rf"\s*([a-z][a-z0-9_+-]*)\s*((?:{_COMPARISON}(?:\s*,\s*{_COMPARISON})*)?)\s*")
_CLAUSE = re.compile(r"(>=|<=|==|<|>)\s*([\d.]+)")
_HOLDS: dict[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": lambda have, want: have[: len(want)] <= want,
    "==": lambda have, want: have[: len(want)] == want,
    ">": lambda have, want: have[: len(want)] > want,
    "<": operator.lt,
}


class Requirement(Noun, frozen=True, kw_only=True):
    """A toolchain that a task needs."""

    toolchain: str
    """The toolchain's id."""
    clauses: tuple[tuple[str, tuple[int, ...]], ...] = ()
    """Comparisons that its version must all meet, such as (">=", (20,))."""

    def holds(self, version: str) -> bool:
        """Whether a version such as `24.19.0` will do."""
        have = _numbers(version)
        return all(_HOLDS[comparison](have, want) for comparison, want in self.clauses)


def read_requirement(text: str) -> Requirement:
    """The requirement in `text`. Raises SandboxError E411 where it cannot be read."""
    match = _REQUIREMENT.fullmatch(text)
    if match is None:
        raise SandboxError(
            "E411",
            f"cannot read the toolchain requirement {text!r}",
            hint="write a name, and versions if they matter: python, node>=20, node>=20,<25",
        )
    clauses = tuple((comparison, _numbers(version)) for comparison, version in _CLAUSE.findall(match[2]))
    return Requirement(toolchain=match[1], clauses=clauses)


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d+", version))
