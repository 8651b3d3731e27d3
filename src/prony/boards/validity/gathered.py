"""Everything that a view of one suite is made from: whom it is about, at which tasks, and what speaks against it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant, entrants
from prony.boards.estimates import columns_of
from prony.boards.head import LEVEL, Basis, SuiteHead, head_of
from prony.boards.repetition import Repetition
from prony.boards.rows import machine_of
from prony.boards.scope import Scope, scopes
from prony.boards.validity.repeated_runs import repetitions
from prony.boards.validity.validity import bearing_on, doubts_about
from prony.errors import JournalError
from prony.journal import planned_tasks, queries
from prony.journal.index import Index
from prony.journal.planned_tasks import TaskRow
from prony.journal.queries import NEWEST, GradeChoice


class Gathered(NamedTuple):
    """What the index holds for one scope and one choice of grades."""

    scope: Scope
    choice: GradeChoice
    tasks: Mapping[str, TaskRow]
    """By id, in the suite's order: all that some run of the scope planned."""
    everybody: tuple[Entrant, ...]
    """Models and references, whether they have an attempt or not."""
    repetitions: tuple[Repetition, ...]
    """Of contestants that several runs of the scope measured."""
    doubts: tuple[Doubt, ...]
    """Why conclusions may not be read, the gravest first: of everybody."""

    @property
    def head(self) -> SuiteHead:
        """What the view of models begins with."""
        return self.head_over(references=False)

    def head_over(self, *, references: bool) -> SuiteHead:
        """What a view of models begins with, or one of references."""
        basis = self._basis([one for one in self.everybody if one.reference is references])
        return head_of(self.scope, self.choice, basis)

    def _basis(self, over: Sequence[Entrant]) -> Basis:
        """What a view of these contestants rests on."""
        machines = {machine_of(one.known.fingerprint.machine) for one in over if one.known}
        return Basis(
            runs=tuple(self.scope.run_names),
            newest_at=max((one.tally.last_at for one in over if one.tally.last_at), default=None),
            machines=tuple(sorted(filter(None, machines))),
            tasks=len(self.tasks),
            attempts=sum(sum(columns_of(one.cells).scored) for one in over),
        )

    @property
    def by_id(self) -> dict[str, Entrant]:
        """Contestant id -> its entrant."""
        return {one.contestant: one for one in self.everybody}

    def doubts_of(self, contestants: Collection[str]) -> tuple[Doubt, ...]:
        """The doubts that bear on a conclusion about these contestants, by id."""
        return tuple(bearing_on(self.doubts, contestants))


def gathered(
    index: Index,
    run: str | None = None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
) -> Gathered:
    """What a view of one suite is made from: of `run` alone, or of all runs that pinned the suite at the digest of the
    newest run; of a run with several suites and none named, the first.

    Raises JournalError E650 (no such run or suite), E653 (no run at all), E656 (that grader version graded nothing).
    """
    scope = scopes(index, run, suite)[0]
    if grader is not None:
        check_grader(index, grader, set(scope.run_names))
    return gathered_in(index, scope, GradeChoice(grader, step))


def gathered_in(index: Index, scope: Scope, choice: GradeChoice = NEWEST) -> Gathered:
    """`gathered`, of a scope that is known."""
    of_run = planned_tasks.tasks(index, scope.run_names, scope.suite.digest)
    tasks = {row.task: row for rows in of_run.values() for row in rows}
    everybody = tuple(entrants(index, scope, choice, of_run))
    repeated = repetitions(index, scope, everybody, choice, LEVEL)
    doubts = doubts_about(index, scope, everybody, repeated, choice)
    return Gathered(scope, choice, tasks, everybody, repeated, doubts)


def check_grader(index: Index, grader: str, runs: set[str]) -> None:
    """See that this grader version graded something in `runs`. Raises JournalError E656 with those that did."""
    known = queries.graders(index, sorted(runs))
    if grader not in known:
        raise JournalError(
            "E656",
            f"no grade here is by grader version {grader}",
            where=str(index.runs),
            hint=f"there are grades by version {', '.join(known)}" if known else "nothing is graded here yet",
        )
