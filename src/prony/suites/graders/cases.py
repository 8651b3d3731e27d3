"""Cases: level A as data. Each line of tests/cases.jsonl is one input, and what must come of it."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.cases import collect_cases
from prony.suites.graders.kind import GraderKind, KnownTests, ProgramOptions
from prony.suites.source import TaskSource


class CasesOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.cases]`."""

    file: str = "cases.jsonl"
    """The file of cases, below tests/."""


def read_tests(source: TaskSource, options: CasesOptions) -> KnownTests | None:
    """The ids and calls of the cases that hold; None where there is no file of them."""
    name = f"tests/{options.file}"
    if name not in source.files:
        source.add("E320", source.file(name), "the cases are missing")
        return None
    cases = collect_cases(source.files[name], source.file(name), source.problems)
    return KnownTests(ids=tuple(case.id for case in cases), calls=tuple(case.call for case in cases if case.call))


GRADER = GraderKind(
    level=Assurance.A, options=CasesOptions, files=("tests/cases.jsonl",), runs_apart=True, read_tests=read_tests
)
