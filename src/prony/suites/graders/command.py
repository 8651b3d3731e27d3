"""Command: level C. One command of the task's own, judged by its exit status and, where asked, by its output."""

from __future__ import annotations

from typing import Annotated

import msgspec

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, ProgramOptions


class CommandOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.command]`."""

    exit: Annotated[int, msgspec.Meta(ge=0, le=255)] = 0
    """The exit status that is asked for."""
    stdout: str | None = None
    """A regular expression that a line of the output must match."""
    test: str = "command"
    """The id of the one test."""


GRADER = GraderKind(level=Assurance.C, options=CommandOptions, by_table=True)
