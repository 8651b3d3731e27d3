"""What graders share that have a program of the task's judge: its files, what it reports, and when it is to blame."""

from __future__ import annotations

import functools
import importlib.resources

from prony.errors import GradingError
from prony.grading.protocol import Report
from prony.grading.subject import Findings, Subject
from prony.nouns import Verdict
from prony.sandbox import Execution
from prony.suites.materials import FROZEN


def require_file(subject: Subject, file: str) -> None:
    """Raise GradingError E504 where the task has no tests/FILE."""
    if file not in subject.tests:
        raise GradingError("E504", f"{subject.task.id} has no tests/{file}", where=subject.task.path)


def hidden_files(subject: Subject) -> dict[str, bytes]:
    """The task's tests without the list of frozen ids."""
    return {path: data for path, data in subject.tests.items() if path != FROZEN}


def with_helper(subject: Subject) -> dict[str, bytes]:
    """The task's tests, and beside them what its program imports as `prony_grader`."""
    return {**hidden_files(subject), "prony_grader.py": _helper()}


def broke(subject: Subject, file: str, what: str, cause: str | None = None) -> GradingError:
    """E505 of a task's program. what: what it did, such as `its probe broke`; cause: in its own words."""
    where = f"{subject.task.path}/tests/{file}"
    return GradingError("E505", f"{subject.task.id}: {what}", where=where, cause=cause)


def require_sound(subject: Subject, file: str, name: str, execution: Execution, report: Report, answered: bool) -> None:
    """Raise GradingError E505 for trouble that no answer can have caused.

    name: of the program, such as `probe`. answered: whether it has had anything of the submission, so that how it
    ended may be the submission's doing.
    """
    if execution.verdict is Verdict.GRADER_ERROR or (execution.verdict is not Verdict.PASS and not answered):
        raise broke(subject, file, f"its {name} broke", why(execution))
    if report.repeated:
        raise broke(subject, file, f"its {name} reported {report.repeated[0]!r} twice")


def findings_of(report: Report, expected: tuple[str, ...] | None, name: str, execution: Execution) -> Findings:
    """What the program reported. expected: the frozen ids; None: those that it reported."""
    stopped = execution.verdict is not Verdict.PASS
    return Findings(
        tests=report.tests,
        expected=expected if expected is not None else tuple(test.id for test in report.tests),
        metrics=report.metrics,
        labels=report.labels,
        notes=(f"the {name} stopped early: {why(execution)}",) if stopped else (),
    )


def why(execution: Execution) -> str:
    """How an execution ended, with the end of what it said."""
    last = execution.stderr[-600:].decode("utf-8", "replace").strip()
    return f"{execution.verdict} {execution.detail} {last}".strip()


@functools.cache
def _helper() -> bytes:
    return importlib.resources.files("prony.grading.runners").joinpath("prony_grader.py").read_bytes()
