"""Epochs: the runs, days or weeks in which a contestant was measured, with what it did in each."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from prony.boards.board import Rate
from prony.boards.copies import are_copies
from prony.boards.entrants import Entrant
from prony.boards.estimates import outcomes_by_task, rate_of
from prony.boards.view import View
from prony.journal.outputs import Output
from prony.journal.packed import Cells
from prony.journal.queries import RunRow

Samples = Mapping[str, Sequence[float]]


class Epoch(View, frozen=True, kw_only=True):
    """A time in which a contestant was measured: one run, or all of a day or a week. copies: every task was tried more
    than once, and each time with the same reply, byte for byte; an attempt of each counts then."""

    name: str
    runs: tuple[str, ...]
    began_at: str
    contestant: str
    solved: Rate
    copies: bool = False
    open: bool = False
    """Whether a run of it has not finished: then it raises no alarm yet."""


class MeasuredEpoch(NamedTuple):
    """An epoch with what it was made of. samples: task -> 1 or 0 for each attempt that is evidence of its own."""

    epoch: Epoch
    entrant: Entrant
    samples: Samples
    outputs: Sequence[Output]


def by_run(run: RunRow) -> str:
    """Each run for itself."""
    return run.run


def by_day(run: RunRow) -> str:
    """The day on which a run began."""
    return run.created_at[:10]


def by_week(run: RunRow) -> str:
    """The week in which a run began, as ISO 8601 names it."""
    try:
        year, week, _ = datetime.date.fromisoformat(run.created_at[:10]).isocalendar()
    except ValueError:
        return run.created_at[:10]
    return f"{year}-W{week:02d}"


EVERY: dict[str, Callable[[RunRow], str]] = {"run": by_run, "day": by_day, "week": by_week}
"""What an epoch may be."""


CellsOf = Mapping[str, Mapping[str, Cells]]
"""Run -> contestant -> its cells."""


def epochs_of(
    runs_in_scope: Sequence[RunRow],
    cells: CellsOf,
    lineage: Sequence[Entrant],
    outputs: Sequence[Output],
    every: str,
    level: float,
) -> list[MeasuredEpoch]:
    """The epochs of one contestant over time, oldest first; those without a scored attempt are none. A time in which
    its fingerprint changed is two epochs."""
    by_contestant = {one.contestant: one for one in lineage}
    of_runs: dict[tuple[str, str], list[RunRow]] = defaultdict(list)
    for run in runs_in_scope:
        for one in lineage:
            if run.run in one.runs:
                of_runs[EVERY[every](run), one.contestant].append(run)
    found = []
    for (name, contestant), runs in of_runs.items():
        pooled = _pooled(cells, contestant, runs)
        if not pooled:
            continue
        mine = [one for one in outputs if one.contestant == contestant and one.run in {run.run for run in runs}]
        copies = are_copies(mine, pooled)
        epoch = Epoch(
            name=name,
            runs=tuple(run.run for run in runs),
            began_at=runs[0].created_at,
            contestant=contestant,
            solved=rate_of(pooled, level),
            copies=copies,
            open=any(run.finished is None for run in runs),
        )
        samples = {task: some[:1] if copies else some for task, some in pooled.items()}
        found.append(MeasuredEpoch(epoch, by_contestant[contestant], samples, mine))
    return found


def together(epochs: Sequence[MeasuredEpoch]) -> Samples:
    """The samples of several epochs."""
    found: dict[str, list[float]] = defaultdict(list)
    for one in epochs:
        for task, some in one.samples.items():
            found[task] += some
    return found


def _pooled(cells: CellsOf, contestant: str, runs: Sequence[RunRow]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for run in runs:
        mine = cells[run.run].get(contestant)
        for task, some in outcomes_by_task(mine).items() if mine else ():
            found[task] += some
    return dict(found)
