"""SQL: level A as data. The answer is run in a database of its own, and what it says or leaves behind is compared."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.graders.kind import GraderKind, GraderOptions, KnownTests
from prony.suites.source import TaskSource
from prony.suites.sql_cases import collect_sql_cases

SETUP = ("schema.sql", "data.sql")
"""What is run before an answer where nothing else is said; of these, those that a task has."""


class SqlOptions(GraderOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.sql]`."""

    file: str = "sql.jsonl"
    """The file of cases, below tests/."""
    module: str | None = None
    """The file that is run; where it is not said, the first answer file."""
    setup: tuple[str, ...] | None = None
    """Files below tests/ that are run before it: SQL, or the rows of a table as `TABLE.csv`."""
    expected: str = "expected.sql"
    """The file below tests/ that is run in the answer's place where a case does not say its rows."""


def setup_of(options: SqlOptions, files: dict[str, bytes]) -> tuple[str, ...]:
    """The files that are run before an answer. files: those below tests/."""
    return options.setup if options.setup is not None else tuple(name for name in SETUP if name in files)


def read_tests(source: TaskSource, options: SqlOptions) -> KnownTests | None:
    """The ids of the cases that hold; None where there is no file of them."""
    tests = source.below("tests/")
    for name in options.setup or ():
        if name not in tests:
            source.add("E320", source.where("grader"), f"there is no tests/{name}, which `setup` names")
    if options.file not in tests:
        source.add("E320", source.file(f"tests/{options.file}"), "the cases are missing")
        return None
    cases = collect_sql_cases(
        tests[options.file],
        source.file(f"tests/{options.file}"),
        source.problems,
        files=tests.keys(),
        has_expected=options.expected in tests,
    )
    return KnownTests(ids=tuple(case.id for case in cases))


GRADER = GraderKind(
    level=Assurance.A, options=SqlOptions, files=("tests/sql.jsonl",), read_tests=read_tests, starts_services=True
)
