"""What one suite tells of the models that were measured on it, weighed by a stack: rates, rank sets, and whether they
may be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from prony.boards.amount import Amount
from prony.boards.board import FEW, Rate, Row
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant, entrants
from prony.boards.estimates import outcomes_by_task
from prony.boards.head import LEVEL
from prony.boards.leaderboard import leaderboard
from prony.boards.ranks import BoardRanking
from prony.boards.rows import COMPLETE
from prony.boards.scope import Scope, scopes
from prony.boards.spending import amounts_of
from prony.boards.timing_notes import timing_notes
from prony.boards.validity.foreign import foreign_notes
from prony.boards.validity.validity import bearing_on, not_to_be_read, so_far
from prony.boards.view import View
from prony.boards.weights.stack import Stack, strata_of
from prony.boards.weights.weighing import task_weights, weighted_ranking, weighted_rate
from prony.journal import planned_tasks, queries
from prony.journal.index import Index
from prony.journal.packed import Costs
from prony.journal.queries import NEWEST
from prony.languages.names import canonical_name

Samples = Mapping[str, Sequence[float]]
EVERY = "every task"
"""The only part where no stack weighs anything."""


class PartOnSuite(View, frozen=True, kw_only=True):
    """A part of the stack on a suite: its share of the weight that is measured, and its tasks there."""

    name: str
    share: float
    tasks: int
    few: bool


class SuiteEvidence(View, frozen=True, kw_only=True):
    """What one suite tells. own: whether its tasks are the asker's own. struck: why nothing may be concluded."""

    suite: str
    version: str
    digest: str
    own: bool
    tasks: int
    """Tasks that count."""
    not_counted: int
    """Tasks in languages that are not in the stack."""
    parts: tuple[PartOnSuite, ...]
    runs: tuple[str, ...]
    newest_at: str | None
    struck: str = ""
    doubts: tuple[Doubt, ...] = ()
    ranking: BoardRanking | None = None
    """Of the models that are complete on the tasks that count."""
    rates: dict[str, Rate] = {}
    """Contestant -> its weighted rate."""
    by_part: dict[str, dict[str, Rate]] = {}
    """Contestant -> part -> its rate there."""
    incomplete: dict[str, str] = {}
    """Label -> why a model is not ranked."""
    notes: tuple[str, ...] = ()


class SuiteStage(NamedTuple):
    """One suite with everything that a decision is computed from."""

    evidence: SuiteEvidence
    scope: Scope
    rows: Mapping[str, Row]
    entrants: Mapping[str, Entrant]
    samples: Mapping[str, Samples]
    """Complete contestant -> task that counts -> outcomes."""
    strata: Mapping[str, Sequence[str]]
    weights: Mapping[str, float]
    """Task that counts -> weight."""
    stack: Stack
    timing: Sequence[str]
    """Why times do not compare; empty where they do."""

    @property
    def names(self) -> dict[str, str]:
        """Complete contestant -> its label."""
        return {one: self.rows[one].label for one in self.samples}

    @property
    def told(self) -> bool:
        """Whether there are rank sets to be read."""
        ranking = self.evidence.ranking
        return not self.evidence.struck and ranking is not None and ranking.state in ("estimated", *SATURATIONS)

    def amounts(self, contestant: str) -> dict[str, Amount]:
        """What attempts at the tasks that count took."""
        from prony.stats.samples import samples_of

        return amounts_of(self.costs_of(contestant), samples_of(self.samples[contestant]), LEVEL)

    def costs_of(self, contestant: str) -> Costs:
        """The sums of what attempts at the tasks that count took."""
        costs = self.entrants[contestant].costs if contestant in self.entrants else None
        return costs.only(self.weights) if costs else Costs.of({})


SATURATIONS = ("all_equal", "saturated", "floor")


def stage_of(index: Index, suite: str, stack: Stack, own: bool) -> SuiteStage | None:
    """What the newest version of `suite` that was run tells; None where it was never run. Of own tasks every one
    counts alike: whoever chose them has weighed them."""
    pinned = {pin.suite for pin in queries.suites(index)}
    if suite not in pinned:
        return None
    scope = scopes(index, suite=suite)[0]
    board = leaderboard(index, suite=suite)
    of_run = planned_tasks.tasks(index, scope.run_names, scope.suite.digest)
    tasks = {row.task: row for rows in of_run.values() for row in rows}
    strata = {EVERY: list(tasks)} if own or not stack.weights else _strata(stack, tasks)
    shares = {EVERY: Fraction(1)} if EVERY in strata else stack.weights
    weights = task_weights(strata, {name: shares[name] for name in strata})
    everybody = {one.contestant: one for one in entrants(index, scope, NEWEST, of_run) if not one.reference}
    rows = {row.contestant: row for row in (*board.models, *board.incomplete)}
    samples = {
        one: {task: some for task, some in outcomes_by_task(entrant.cells).items() if task in weights}
        for one, entrant in everybody.items()
    }
    whole = {one: mine for one, mine in samples.items() if weights and _complete(mine, strata, rows.get(one))}
    whole = dict(sorted(whole.items(), key=lambda pair: -(weighted_rate(pair[1], weights, LEVEL).value or 0.0)))
    doubts = tuple(bearing_on(board.doubts, list(whole or rows)))
    ranking = weighted_ranking(whole, strata, {name: shares[name] for name in strata}, LEVEL) if weights else None
    counted_rows = [rows[one] for one in whole]
    total = sum(shares[name] for name in strata)
    return SuiteStage(
        evidence=SuiteEvidence(
            suite=scope.suite.suite,
            version=scope.suite.version,
            digest=scope.suite.digest,
            own=own,
            tasks=len(weights),
            not_counted=len(tasks) - len(weights),
            parts=tuple(
                PartOnSuite(name=name, share=float(shares[name] / total), tasks=len(some), few=len(some) < FEW)
                for name, some in strata.items()
            ),
            runs=tuple(scope.run_names),
            newest_at=board.newest_at,
            struck=_struck(doubts),
            doubts=doubts,
            ranking=None if doubts else ranking,
            rates={one: weighted_rate(mine, weights, LEVEL) for one, mine in whole.items()},
            by_part={
                one: {name: weighted_rate(mine, dict.fromkeys(some, 1.0), LEVEL) for name, some in strata.items()}
                for one, mine in whole.items()
            },
            incomplete={
                rows[one].label: _why_incomplete(rows[one], mine, weights)
                for one, mine in samples.items()
                if one not in whole and one in rows
            },
            notes=(
                *foreign_notes(index, scope),
                *(
                    [f"by score, on all tasks of {scope.suite.suite} alike: {board.score_sentence}"]
                    if board.score_sentence
                    else []
                ),
                *(one.note for one in board.repetitions),
                *timing_notes(counted_rows),
            ),
        ),
        scope=scope,
        rows=rows,
        entrants=everybody,
        samples=whole,
        strata=strata,
        weights=weights,
        stack=stack,
        timing=timing_notes(counted_rows),
    )


def unmeasured_parts(stack: Stack, stages: Sequence[SuiteStage]) -> tuple[str, ...]:
    """The parts of the stack that no measured task speaks to."""
    known = {name for stage in stages for name in stage.strata}
    languages = {canonical_name(one) for stage in stages for one in _languages(stage)}
    wanted = [part.name for part in stack.parts if part.weight is None or part.name in stack.weights]
    return tuple(name for name in wanted if name not in known | languages)


def _languages(stage: SuiteStage) -> set[str]:
    return {one.language for row in stage.rows.values() for one in row.languages}


def _strata(stack: Stack, tasks: Mapping[str, planned_tasks.TaskRow]) -> dict[str, list[str]]:
    return strata_of(
        stack,
        {name: row.language for name, row in tasks.items()},
        {name: row.axes for name, row in tasks.items()},
    )


def _complete(mine: Samples, strata: Mapping[str, Sequence[str]], row: Row | None) -> bool:
    """Whether a model has scored attempts at nearly every task that counts, in every part; as on a board, one that
    lost more than a third of its attempts has not."""
    from prony.boards.rows import MOST_LOST

    if row is None or not mine or row.outcomes.infra > MOST_LOST * row.outcomes.planned:
        return False
    every = {task for some in strata.values() for task in some}
    return len(every - mine.keys()) <= (1.0 - COMPLETE) * len(every) and all(
        any(task in mine for task in some) for some in strata.values()
    )


def _why_incomplete(row: Row, mine: Samples, weights: Mapping[str, float]) -> str:
    if not weights:
        return "no task of this suite is in the stack"
    return f"scored attempts at {len(mine)} of {len(weights)} tasks that count, {row.outcomes.infra} attempts infra"


def _struck(doubts: Sequence[Doubt]) -> str:
    if not doubts:
        return ""
    return not_to_be_read(doubts) or so_far("no model is chosen while tasks still come in", doubts)
