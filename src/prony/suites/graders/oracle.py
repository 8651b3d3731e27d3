"""Oracle: level A with code. tests/grade.py runs in another sandbox and calls the answer's functions from there."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, ProgramOptions


class OracleOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.oracle]`."""

    file: str = "grade.py"
    """The program that grades, below tests/."""


GRADER = GraderKind(level=Assurance.A, options=OracleOptions, files=("tests/grade.py",))
