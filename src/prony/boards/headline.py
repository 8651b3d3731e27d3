"""The sentence above a board: what follows from it, or that nothing was measured and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from prony.boards.board import Row, Versus
from prony.boards.causes import Cause, cause_line
from prony.boards.doubt import Doubt
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_sentence
from prony.boards.validity import sentence_as_it_may_be_read

MOST_CAUSES = 2
"""Causes that the sentence names; all stand under the board."""


def headline(
    duel: Versus | None,
    models: Sequence[Row],
    by_id: Mapping[str, Entrant],
    causes: Sequence[Cause],
    tasks: int,
    level: float,
    doubts: Sequence[Doubt] = (),
) -> str:
    """The sentence of a board of so many `tasks`. models: complete or not, the best first."""
    if duel is not None:
        return duel.sentence
    first = next((row for row in models if row.outcomes.scored), next(iter(models), None))
    if first is not None and first.outcomes.scored and first.complete:
        told = rate_sentence(first.label, outcomes_by_task(by_id[first.contestant].cells), level)
        return sentence_as_it_may_be_read(told, doubts, [first.contestant])
    why = [cause_line(cause) for cause in causes if first is not None and first.label in cause.labels][:MOST_CAUSES]
    if first is None or not (why or first.outcomes.scored):
        return "no model has a scored attempt yet: what stands here says only whether the bench works"
    others = len([row for row in models if row is not first and not row.outcomes.scored])
    return "; ".join([f"not measured: {_scored(first, tasks)}{_and_others(others)}", *why])


def _scored(row: Row, tasks: int) -> str:
    if not row.outcomes.scored:
        return f"{row.label} has no scored attempt"
    of_tasks = f"{row.solved.tasks} of {tasks} task{'' if tasks == 1 else 's'}"
    return f"{row.label} has scored attempts at {of_tasks} only ({row.outcomes.solved} of {row.outcomes.scored} solved)"


def _and_others(count: int) -> str:
    if not count:
        return ""
    return f", and {count} other{'' if count == 1 else 's'} {'has' if count == 1 else 'have'} none"
