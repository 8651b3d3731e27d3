"""Cases: level A as data. Each line of tests/cases.jsonl is one input, and what must come of it."""

from __future__ import annotations

import functools

from prony.nouns import Assurance
from prony.suites.cases import collect_cases
from prony.suites.graders.kind import GraderKind, KnownTests, ProgramOptions
from prony.suites.problems import Problem, Problems
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
    known, found = _known(source.files[name], source.file(name))
    source.problems.found += [problem for problem in found if problem not in source.problems.found]
    return known


@functools.lru_cache(maxsize=2)
def _known(data: bytes, where: str) -> tuple[KnownTests, tuple[Problem, ...]]:
    """The tests of a file, and what does not hold in it: read once for all members of a problem."""
    problems = Problems()
    cases = collect_cases(data, where, problems)
    known = KnownTests(ids=tuple(case.id for case in cases), calls=tuple(case.call for case in cases if case.call))
    return known, tuple(problems.found)


GRADER = GraderKind(
    level=Assurance.A, options=CasesOptions, files=("tests/cases.jsonl",), runs_apart=True, read_tests=read_tests
)
