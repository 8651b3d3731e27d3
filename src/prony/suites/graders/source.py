"""Source: level A on how an answer is written. A program of the task reads what was handed in; nothing of it runs."""

from __future__ import annotations

from typing import Any

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, GraderOptions

STARTS = {
    ".py": ("python3",),
    ".cjs": ("node", "--expose-internals"),
    ".mjs": ("node", "--expose-internals"),
}
"""How a program is started, by the suffix of its file. Node lets out the parser that it brings (acorn)."""


def _startable(value: Any) -> str | None:
    """A file that can be started."""
    fits = isinstance(value, str) and value.endswith(tuple(STARTS))
    return None if fits else f"must be a file that ends in {' or '.join(STARTS)}"


class SourceOptions(GraderOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.source]`."""

    file: str = "read.cjs"
    """The program that reads, below tests/."""


GRADER = GraderKind(
    level=Assurance.A,
    options=SourceOptions,
    checks={"file": _startable},
    by_table=True,
    measures=True,
)
