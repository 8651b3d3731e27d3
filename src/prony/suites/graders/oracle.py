"""Oracle: level A with code. tests/grade.py runs in another sandbox and calls the answer's functions from there."""

from __future__ import annotations

from typing import Annotated

import msgspec

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, ProgramOptions


class OracleOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.oracle]`."""

    file: str = "grade.py"
    """The program that grades, below tests/."""
    timeouts: Annotated[int, msgspec.Meta(ge=1, le=20)] = 2
    """Calls that may run out of time before the others are answered with that verdict at once."""


GRADER = GraderKind(level=Assurance.A, options=OracleOptions, files=("tests/grade.py",))
