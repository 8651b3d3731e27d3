"""What every view of one suite begins with: which suite, of which runs, judged by which grades."""

from __future__ import annotations

from typing import TypedDict

from prony.boards.scope import Scope
from prony.boards.view import View
from prony.journal.queries import GradeChoice

LEVEL = 0.95
"""The confidence level of every interval and decision of a view."""


class Basis(View, frozen=True, kw_only=True):
    """What a view rests on, models alone: what a reader of its numbers must be told beside them."""

    runs: tuple[str, ...] = ()
    """Oldest first."""
    newest_at: str | None = None
    """When the newest attempt ended that counts; None before there is one."""
    machines: tuple[str, ...] = ()
    """In words; none: not captured."""
    tasks: int = 0
    attempts: int = 0
    """Scored attempts."""


class SuiteView(View, frozen=True, kw_only=True):
    """A view of one suite at one digest: of one run, or (`run` is None) of all that pinned it."""

    suite: str
    suite_version: str
    suite_digest: str
    run: str | None = None
    grader: str | None = None
    """The grader version whose newest grades judge; None for the newest grades."""
    step: int | None = None
    """The step by which attempts that went on after it are judged; None: each by its last."""
    level: float = LEVEL
    basis: Basis = Basis()


class SuiteHead(TypedDict):
    """The fields that a `SuiteView` begins with."""

    suite: str
    suite_version: str
    suite_digest: str
    run: str | None
    grader: str | None
    step: int | None
    basis: Basis


def head_of(scope: Scope, choice: GradeChoice, basis: Basis) -> SuiteHead:
    """The head of a view of this scope: `SomeView(**head_of(scope, choice, basis), ...)`."""
    return SuiteHead(
        suite=scope.suite.suite,
        suite_version=scope.suite.version,
        suite_digest=scope.suite.digest,
        run=scope.run,
        grader=choice.grader,
        step=choice.step,
        basis=basis,
    )
