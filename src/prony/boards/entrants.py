"""Who is on a board: everybody who was planned or made an attempt in its scope, with what the index says of each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prony.boards.scope import Scope
from prony.journal import queries
from prony.journal.index import Index
from prony.journal.packed import Costs
from prony.journal.planned_tasks import TaskRow
from prony.journal.queries import ContestantRow, GradeChoice
from prony.journal.remarks import Flagged, flagged
from prony.journal.rollup import CellCounts, Tally
from prony.labels import Named, apart
from prony.nouns import ContestantSpec


class Entrant(NamedTuple):
    """A contestant of a board with everything the index says of it. `planned`: task -> repeats; `known` is None where
    it was never identified. `name`: its label, told apart from those of all others."""

    contestant: str
    label: str
    name: str
    reference: bool
    known: ContestantRow | None
    planned: Mapping[str, int]
    cells: Mapping[str, CellCounts]
    tally: Tally
    load_s: float | None
    costs: Costs | None = None
    flagged: Flagged = Flagged({}, 0)
    spec: ContestantSpec | None = None
    runs: tuple[str, ...] = ()
    """The runs that planned it, oldest first."""


def entrants(index: Index, scope: Scope, choice: GradeChoice, of_run: Mapping[str, Sequence[TaskRow]]) -> list[Entrant]:
    """Everybody who was planned or made an attempt in the scope. `of_run`: run -> its tasks (`queries.tasks`).

    Who was never identified in one run, and was in another under the same label, has one row: that of who it is.
    """
    repeats = {run.run: run.settings.repeats for run in scope.runs}
    known = queries.contestants(index, scope.run_names)
    loads = queries.loads(index, scope.run_names)
    counted = queries.counted_of(index, scope.name, scope.suite.digest, choice)
    remarkable = flagged(index, scope.name, scope.suite.digest)
    cells = counted.cells
    planned: dict[str, Mapping[str, int]] = {}
    of_plan = {run: dict.fromkeys((task.task for task in rows), repeats[run]) for run, rows in of_run.items()}
    labels = {one: (row.label, row.reference) for one, row in known.items()}
    specs: dict[str, ContestantSpec] = {}
    runs: dict[str, list[str]] = defaultdict(list)
    for entry in queries.entries(index, scope.run_names):
        if entry.suite not in (None, scope.suite.suite):
            continue
        asked = of_plan.get(entry.run, {})
        if entry.spec.spared:
            asked = {task: count for task, count in asked.items() if task not in set(entry.spec.spared)}
        before = planned.get(entry.contestant)
        planned[entry.contestant] = _most(before, asked) if before else asked
        labels.setdefault(entry.contestant, (entry.label, entry.reference))
        specs[entry.contestant] = entry.spec
        runs[entry.contestant].append(entry.run)
    identified = {label for one, (label, _) in labels.items() if one in known}
    here = [
        Named(
            id=one,
            label=labels[one][0] if one in labels else one.removeprefix("?"),
            spec=specs.get(one),
            fingerprint=known[one].fingerprint if one in known else None,
        )
        for one in sorted(planned.keys() | cells.keys())
        if one in known or (labels[one][0] if one in labels else one.removeprefix("?")) not in identified
    ]
    return [
        Entrant(
            contestant=one.id,
            label=one.label,
            name=name,
            reference=labels[one.id][1] if one.id in labels else False,
            known=known.get(one.id),
            planned=planned.get(one.id, {}),
            cells=cells.get(one.id, {}),
            tally=counted.tallies.get(one.id, Tally()),
            load_s=loads.get(one.id),
            costs=counted.costs.get(one.id),
            flagged=remarkable.get(one.id, Flagged({}, 0)),
            spec=specs.get(one.id),
            runs=tuple(dict.fromkeys(run for run in scope.run_names if run in runs[one.id])),
        )
        for one, name in zip(here, apart(here), strict=True)
    ]


def _most(one: Mapping[str, int], other: Mapping[str, int]) -> Mapping[str, int]:
    """Task -> repeats, the larger number where both have it."""
    if one == other:
        return one
    return {**one, **{task: max(one.get(task, 0), count) for task, count in other.items()}}


def names_in(index: Index, runs: Sequence[str]) -> dict[str, str]:
    """Contestant -> its label, told apart from those of everybody else who was planned in these runs."""
    known = queries.contestants(index, runs)
    found = {
        entry.contestant: Named(
            id=entry.contestant,
            label=known[entry.contestant].label if entry.contestant in known else entry.label,
            spec=entry.spec,
            fingerprint=known[entry.contestant].fingerprint if entry.contestant in known else None,
        )
        for entry in queries.entries(index, runs)
    }
    return dict(zip(found, apart(list(found.values())), strict=True))
