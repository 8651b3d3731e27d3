"""What one contestant did on every task of a suite, as columns: one row of the index, which a board reads at once."""

from __future__ import annotations

import json
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from typing import Any

from prony.journal.rollup import STATES, CellCounts, compact, first_two
from prony.journal.spending import CellCosts

Row = dict[str, Any]
SUMS = CellCosts._fields[:7]
"""Amounts of a cell that a pack keeps, NaN where there is none."""
KNOWN = CellCosts._fields[7:]
"""Of how many scored attempts an amount is."""
UNITS = {"energy_wh": "energy_units", "money": "currencies"}
"""Amount -> the column of a cell that lists its units: a JSON list of no more than two, which says several."""
_NAN = float("nan")
_WHOLE = (0.0, 1.0)


class Cells(Mapping[str, CellCounts]):
    """Task -> cell of one contestant, in sorted order. A column has one entry for each task; cells are made of them
    only for who asks for one by name.

    counts: by state. scores: of all scored attempts, task by task, each 0 or 1 where the column is one of bytes.
    """

    def __init__(self, tasks: tuple[str, ...], counts: Mapping[str, array[int]], scores: array[Any]) -> None:
        self.tasks = tasks
        self.counts = counts
        self.scores = scores
        self.scored = array("I", map(sum, zip(*(counts[state] for state in STATES[:4]), strict=True)))
        self.kept: dict[str, Any] = {}
        """What a reader computed from them and may ask for again, by its name."""
        self.problems: Mapping[str, str] | None = None
        """Task -> the problem that it states, where some problem stands in several tasks."""
        self._cells: dict[str, CellCounts] | None = None

    @classmethod
    def of(cls, cells: Mapping[str, CellCounts]) -> Cells:
        """The columns of these cells."""
        tasks = tuple(sorted(cells))
        counts = {state: array("I", [getattr(cells[task], state) for task in tasks]) for state in STATES}
        return cls(tasks, counts, _column([score for task in tasks for score in cells[task].scores]))

    def _made(self) -> dict[str, CellCounts]:
        if self._cells is None:
            scores, at, found = self.scores.tolist(), 0, {}
            for task, scored, *counts in zip(
                self.tasks, self.scored, *(self.counts[state] for state in STATES), strict=True
            ):
                found[task] = CellCounts._make((*counts, tuple(map(float, scores[at : at + scored]))))
                at += scored
            self._cells = found
        return self._cells

    def __getitem__(self, task: str) -> CellCounts:
        return self._made()[task]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tasks)

    def __len__(self) -> int:
        return len(self.tasks)


class Costs:
    """What a contestant's scored attempts took at each task; columns by the names of `CellCosts`, and `scored`."""

    def __init__(
        self,
        tasks: tuple[str, ...],
        scored: array[int],
        columns: Mapping[str, array[Any]],
        units: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.tasks = tasks
        self.scored = scored
        self.columns = columns
        self.units = units or {}
        """Amount -> the units that it was captured in; what has several is added up nowhere."""
        self.problems: Mapping[str, str] | None = None
        """As of `Cells`."""

    @classmethod
    def of(cls, costs: Mapping[str, tuple[int, CellCosts]]) -> Costs:
        """The columns of these: task -> scored attempts, and what they took."""
        tasks = tuple(sorted(costs))
        columns: dict[str, array[Any]] = {
            name: array("d", [_NAN if (value := getattr(costs[task][1], name)) is None else value for task in tasks])
            for name in SUMS
        }
        columns |= {name: array("I", [getattr(costs[task][1], name) for task in tasks]) for name in KNOWN}
        return cls(tasks, array("I", [costs[task][0] for task in tasks]), columns)

    def only(self, tasks: Container[str]) -> Costs:
        """The same of those of these tasks that are there."""
        at = [place for place, task in enumerate(self.tasks) if task in tasks]
        columns = {name: array(column.typecode, [column[i] for i in at]) for name, column in self.columns.items()}
        scored = array("I", [self.scored[i] for i in at])
        found = Costs(tuple(self.tasks[i] for i in at), scored, columns, self.units)
        found.problems = self.problems
        return found


def packed_row(rows: Iterable[Mapping[str, Any]]) -> Row:
    """The columns of a pack, from rows of the table `cell` of one contestant in the order of their tasks."""
    rows = list(rows)
    counts, sums = array("I"), array("d")
    for name in (*STATES, *KNOWN):
        counts.extend([row[name] for row in rows])
    for name in SUMS:
        sums.extend([_NAN if row[name] is None else row[name] for row in rows])
    scores = _column([score for row in rows for score in json.loads(row["scores"])])
    return {
        "tasks": compact([row["task"] for row in rows]),
        "counts": counts.tobytes(),
        "scores": scores.tobytes(),
        "sums": sums.tobytes(),
        "units": compact({name: first_two(_listed(rows, column)) for name, column in UNITS.items()}),
    }


def unpacked(row: Mapping[str, Any], tasks: tuple[str, ...]) -> tuple[Cells, Costs]:
    """The cells and costs of a row of the table `packed`, whose tasks are these."""
    whole, sums = array("I"), array("d")
    whole.frombytes(row["counts"])
    sums.frombytes(row["sums"])
    size = len(tasks)
    columns: dict[str, array[Any]] = {
        name: whole[at * size : (at + 1) * size] for at, name in enumerate((*STATES, *KNOWN))
    }
    columns |= {name: sums[at * size : (at + 1) * size] for at, name in enumerate(SUMS)}
    attempts = sum(sum(columns[state]) for state in STATES[:4])
    scores: array[Any] = array("B" if len(row["scores"]) == attempts else "d")
    scores.frombytes(row["scores"])
    cells = Cells(tasks, {state: columns[state] for state in STATES}, scores)
    return cells, Costs(tasks, cells.scored, columns, json.loads(row["units"]))


def _listed(rows: Iterable[Mapping[str, Any]], column: str) -> Iterator[str]:
    """All that the lists of a column name."""
    return (name for text in {row[column] for row in rows} for name in json.loads(text))


def _column(scores: list[float]) -> array[Any]:
    """Scores as bytes where each is 0 or 1."""
    return array("B", map(int, scores)) if all(score in _WHOLE for score in scores) else array("d", scores)
