"""Graders, as far as reading a task goes: which kinds there are, what may be said to each, what it finds in a task.

One file a kind, which defines `GRADER`. How it grades is the function `grade` of the file of the same name in
`prony.grading.graders`. Another package brings a kind by the entry point group `prony.graders`, which names a module
with both. Beside them: `kind` (the struct), `hosted` (the options of kinds that ask a server).
"""

from __future__ import annotations

from prony.registry import Registry
from prony.suites.graders.kind import GraderKind, GraderOptions, KnownTests, ProgramOptions

GROUP = "prony.graders"
"""The entry point group of other packages' kinds of graders."""


def _wrong_with(resident: object) -> str | None:
    """Say why a foreign object is no kind of grader; None where it is one. Raises what its options raise when read."""
    if not isinstance(resident, GraderKind):
        return "GRADER is no prony.suites.graders.GraderKind"
    resident.keys()
    return None


GRADER_KINDS: Registry[GraderKind] = Registry(
    "grader",
    "prony.suites.graders",
    "GRADER",
    besides=("kind", "hosted"),
    group=GROUP,
    check=_wrong_with,
)
"""Every kind of grader, by the name that `[prony.grader] kind` gives it."""

__all__ = ["GRADER_KINDS", "GROUP", "GraderKind", "GraderOptions", "KnownTests", "ProgramOptions"]
