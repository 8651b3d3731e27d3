"""A kind of grader of another package: words that a program must print, and how often it may."""

from __future__ import annotations

from typing import Annotated

import msgspec

from prony.grading import Findings, Subject, ready, toolchain_names
from prony.nouns import Assurance, TestResult, TestStatus, Verdict
from prony.sandbox import Program, Sandbox
from prony.suites.graders import GraderKind, KnownTests, ProgramOptions
from prony.suites.source import TaskSource


class CountedOptions(ProgramOptions, frozen=True, kw_only=True):
    """Of `[prony.grader.counted]`."""

    words: tuple[str, ...]
    """The words; each is a test."""
    most: Annotated[int, msgspec.Meta(ge=1, le=100)] = 1
    """How often each may stand in the output."""


def read_tests(source: TaskSource, options: CountedOptions) -> KnownTests:
    """The ids, which follow from the options."""
    return KnownTests(ids=tuple(f"counted/{word}" for word in options.words))


async def grade(subject: Subject, sandbox: Sandbox, options: CountedOptions) -> Findings:
    """Run the program once and count the words that it prints."""
    program = await ready(subject, "counted", options, sandbox)
    execution = await sandbox.run(
        Program(
            toolchain=toolchain_names(subject.task)[0],
            files=program.tree,
            argv=program.argv,
            limits=subject.task.limits,
        )
    )
    printed = execution.stdout.decode("utf-8", "replace").split() if execution.verdict is Verdict.PASS else []
    counts = {word: printed.count(word) for word in options.words}
    tests = tuple(_result(word, 0 < count <= options.most, execution.verdict) for word, count in counts.items())
    return Findings(
        tests=tests, expected=tuple(test.id for test in tests), metrics={"words": float(sum(counts.values()))}
    )


def _result(word: str, holds: bool, ended: Verdict) -> TestResult:
    verdict = Verdict.FAIL if ended is Verdict.PASS else ended
    return TestResult(
        id=f"counted/{word}",
        status=TestStatus.PASS if holds else TestStatus.FAIL,
        verdict=Verdict.PASS if holds else verdict,
        assurance=Assurance.A,
    )


GRADER = GraderKind(level=Assurance.A, options=CountedOptions, by_table=True, read_tests=read_tests)
