"""For a task's tests/grade.py: what it needs to test a solution that it cannot see.

    from prony_grader import NoAnswer, CandidateError, call, check, label, metric, test

    with test("sorted/random"):                 # passes unless something is raised in it
        assert call("sort", [3, 1, 2]) == [1, 2, 3], "not sorted"

    check("sorted/empty", call("sort", []) == [])
    metric("calls", 12)

`call(name, *args, **kwargs)` runs a function of the solution in another sandbox: plain values go in and come back.
"""

from __future__ import annotations

import builtins
from types import TracebackType
from typing import Any

call: Any = builtins.call  # type: ignore[attr-defined]
NoAnswer: Any = builtins.NoAnswer  # type: ignore[attr-defined]
CandidateError: Any = builtins.CandidateError  # type: ignore[attr-defined]
_report: Any = builtins.report  # type: ignore[attr-defined]


class test:  # noqa: N801  (it reads as a word: with test("id"))
    """A test: it passes when its block ends, and fails when the block raises anything. It never raises itself."""

    def __init__(self, test_id: str) -> None:
        self.id = test_id

    def __enter__(self) -> test:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if error is None:
            _report(test=self.id, status="pass")
        elif isinstance(error, NoAnswer):
            status = "timeout" if error.verdict.startswith("timeout") else "fail"
            _report(test=self.id, status=status, verdict=error.verdict, msg="no answer came")
        elif isinstance(error, AssertionError):
            _report(test=self.id, status="fail", msg=str(error))
        else:
            name = error.kind if isinstance(error, CandidateError) else type(error).__name__
            _report(test=self.id, status="fail", msg=f"raised {name}")
        return kind is None or issubclass(kind, Exception)


def check(test_id: str, holds: bool, message: str = "") -> None:
    """One test whose result is already known."""
    _report(test=test_id, status="pass" if holds is True else "fail", msg="" if holds is True else message)


def metric(name: str, value: float, unit: str = "") -> None:
    """A measured number."""
    _report(metric=name, value=value, unit=unit)


def label(name: str, value: str) -> None:
    """A word about the solution."""
    _report(label=name, value=value)
