"""Cli: level A on a command-line program. Each line of tests/cli.jsonl is a test that runs it in a fresh folder."""

from __future__ import annotations

from prony.nouns import Assurance
from prony.suites.cli_checks import CLI_STEPS
from prony.suites.graders.kind import GraderKind, KnownTests, ProgramOptions
from prony.suites.source import TaskSource


class CliOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.cli]`."""

    file: str = "cli.jsonl"
    """The file of checks, below tests/."""


def read_tests(source: TaskSource, options: CliOptions) -> KnownTests | None:
    """The ids of the checks that hold; None where there is no file of them."""
    name = f"tests/{options.file}"
    if name not in source.files:
        source.add("E320", source.file(name), "the checks are missing")
        return None
    checks = CLI_STEPS.collect(source.files[name], source.file(name), source.problems)
    return KnownTests(ids=tuple(check.id for check in checks))


GRADER = GraderKind(
    level=Assurance.A, options=CliOptions, files=("tests/cli.jsonl",), runs_apart=True, read_tests=read_tests
)
