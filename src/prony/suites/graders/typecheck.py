"""Typecheck: level A. Whether the types of what was handed in hold, as the compiler of its language says."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, GraderOptions, KnownTests
from prony.suites.source import TaskSource


class TypecheckOptions(GraderOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.typecheck]`."""

    test: str = "types"
    """The id of the one test."""


def read_tests(source: TaskSource, options: TypecheckOptions) -> KnownTests:
    """The id of the one test."""
    return KnownTests(ids=(options.test,))


GRADER = GraderKind(level=Assurance.A, options=TypecheckOptions, by_table=True, read_tests=read_tests)
