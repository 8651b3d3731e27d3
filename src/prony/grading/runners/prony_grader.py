"""For a task's tests/grade.py: what it needs to test a solution that it cannot see.

    from prony_grader import call, check, label, metric, raises, test

    @test("sorted/random")                      # runs at once; passes unless something is raised in it
    def sorted_random():
        check(call("sort", [3, 1, 2]) == [1, 2, 3], "not sorted")

    with test("errors/mixed"), raises("TypeError"):
        call("sort", [1, "a"])

    metric("calls", 2)

`call(name, *args, **kwargs)` runs a function of the solution in another sandbox: plain values go in and come back. What
it raises is raised here: Python's own exceptions as themselves, and what is a kind of one as that; others as
CandidateError, and NoAnswer where none came.

Where the solution is a server (tests/probe.py), `server` is what asks it:

    from prony_grader import check, server, test

    with test("limit/burst"):
        answers = server.play([{"request": "GET /health", "source": "127.0.1.1"}] * 15)
        check([answer["status"] for answer in answers].count(200) == 10, "not ten of fifteen")
"""

from __future__ import annotations

import builtins
from collections.abc import Callable
from types import TracebackType
from typing import Any

call: Any = builtins.call  # type: ignore[attr-defined]
NoAnswer: Any = builtins.NoAnswer  # type: ignore[attr-defined]
CandidateError: Any = builtins.CandidateError  # type: ignore[attr-defined]
_report: Any = builtins.report  # type: ignore[attr-defined]


class test:  # noqa: N801  (it reads as a word: with test("id"))
    """A test: it passes when its block, or the function that it decorates, ends; it fails when anything is raised.

    A decorated function runs at once. What a test raises goes no further.
    """

    def __init__(self, test_id: str) -> None:
        self.id = test_id

    def __call__(self, function: Callable[[], object]) -> Callable[[], object]:
        """Run `function` as this test."""
        with self:
            function()
        return function

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
            _report(test=self.id, status="fail", msg=f"raised {_kind(error)}")
        return kind is None or issubclass(kind, Exception)


def check(holds: object, message: str = "") -> None:
    """Fail the test around it, with `message`, unless `holds` is true."""
    if not holds:
        raise AssertionError(message)


class raises:  # noqa: N801  (it reads as a word: with raises("ValueError"))
    """A block that must raise the exception of that name, or a kind of it (in JavaScript, the error's `name`, too)."""

    def __init__(self, kind: str) -> None:
        self.kind = kind

    def __enter__(self) -> raises:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, NoAnswer):
            return False
        check(error is not None and self.kind in _kinds(error), f"no {self.kind}")
        return True


def _kind(error: BaseException) -> str:
    return str(error.kind) if isinstance(error, CandidateError) else type(error).__name__


def _kinds(error: BaseException) -> tuple[str, ...]:
    """The names of what was raised and of what it is a kind of."""
    names: tuple[str, ...] = getattr(error, "kinds", ()) or tuple(kind.__name__ for kind in type(error).__mro__)
    return names


def metric(name: str, value: float, unit: str = "") -> None:
    """A measured number."""
    _report(metric=name, value=value, unit=unit)


def label(name: str, value: str) -> None:
    """A word about the solution."""
    _report(label=name, value=value)


class _Server:
    """The solution, where it runs as a server. All raise NoAnswer where it crashed, hung, or never became ready."""

    def play(self, events: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Send events at their times, and what came of each.

        A request: {"request": "GET /path", "at_s": 0.5, "source": "127.0.1.1", "headers": {}, "body": "", "times": 1,
        "within_s": 5}; a signal: {"signal": "SIGTERM", "at_s": 0.3, "within_s": 5}. What came has `sent_s` and
        `answered_s`; of a request `status`, `headers` and `body` (`statuses`, where `times` is more than 1), or status
        0 with `fault` (a verdict), `why` and `refused`; of a signal `ended` and `exit`.
        """
        results: list[dict[str, Any]] = call("play", events)
        return results

    def restart(self) -> None:
        """End it, however that goes, and start it on its files as they are."""
        call("restart")

    def printed(self) -> str:
        """What it wrote to stdout and stderr since it was started."""
        text: str = call("printed")
        return text

    def source(self, path: str) -> str | None:
        """The text of a file that was handed in; None where there is none."""
        text: str | None = call("source", path)
        return text

    def give_up(self, why: str) -> None:
        """End here, since the machine was too late to measure anything: the grading is done again."""
        call("give_up", why)
        raise SystemExit(0)


server = _Server()
