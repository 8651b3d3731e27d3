"""The numbers of a sheet by name: what a statement about a published board refers to.

Of a row: `total`, `rank`, `tier`, `stdev`, `per min`, `per GB`, `GB`, `wall`, `completed`, each task by its name (its
points), and of tasks that are rounds `R5 wall`, `R5 lines`, `R5 passed`, `R5 share`, `R5 factor` (claimed over measured
seconds), and `R5` with each metric. Of two rows: `thinking`, `quantization`, `distilled` (with 0 for errors), and the
same with `common`. Of all: `thinking helps` (pairs), `R5 spread` (of lines), `R5 harnesses`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prony.boards.sheets.pairs import AXES, SheetPair, pairs_along
from prony.boards.sheets.sheet import Sheet, SheetEntry, SheetMark
from prony.boards.sheets.standings import SheetStanding, standings

Values = dict[str, dict[str, float]]
"""Column -> label -> value."""


class Numbers(NamedTuple):
    """All numbers of a sheet."""

    labels: tuple[str, ...]
    values: Values
    pairs: tuple[SheetPair, ...]
    among: dict[str, frozenset[str]]
    """Scope of a superlative -> the labels in it."""
    whole: dict[str, float]

    def value(self, column: str, row: str = "", other: str = "") -> float | None:
        """The value of a column: of one row, of a pair of two, or of all; None where there is none."""
        if not row:
            return self.whole.get(column)
        if (pair := self.pair(column, row, other)) is not None:
            common = column.endswith(" common")
            turned = -1.0 if pair.high == other else 1.0
            value = pair.difference if common else pair.errors_as_zero
            return None if value is None else turned * value
        return self.values.get(column, {}).get(row)

    def pair(self, column: str, row: str, other: str) -> SheetPair | None:
        """The pair that a column of pairs means by two rows, in either order."""
        axis = column.removesuffix(" common")
        return next((pair for pair in self.pairs if pair.axis == axis and {pair.low, pair.high} == {row, other}), None)


def numbers_of(sheet: Sheet) -> Numbers:
    """Every number of a sheet by name."""
    placed = standings(sheet)
    pairs = tuple(pair for axis in AXES for pair in pairs_along(sheet, axis))
    values: Values = {}
    for column, label, value in (*_of_entries(sheet), *_of_standings(placed), *_of_rounds(sheet)):
        if value is not None:
            values.setdefault(column, {})[label] = value
    return Numbers(
        labels=tuple(entry.label for entry in sheet.entries),
        values=values,
        pairs=pairs,
        among=dict(_scopes(sheet, placed)),
        whole=dict(_whole(sheet, pairs)),
    )


def factor_of(mark: SheetMark) -> float | None:
    """Claimed over measured seconds, the claim at its geometric middle; None without either."""
    if mark.claimed_lo_s is None or mark.claimed_hi_s is None or mark.wall_s is None or mark.wall_s <= 0.0:
        return None
    return math.sqrt(mark.claimed_lo_s * mark.claimed_hi_s) / mark.wall_s


def _of_entries(sheet: Sheet) -> Iterator[tuple[str, str, float | None]]:
    for one in sheet.entries:
        yield "total", one.label, one.points
        yield "GB", one.label, one.size_gb
        yield "wall", one.label, one.wall_s
        yield "completed", one.label, float(one.completed)
        for task in sheet.tasks:
            mark = one.marks.get(task.id)
            yield task.name, one.label, mark.points if mark is not None else None


def _of_standings(placed: Iterable[SheetStanding]) -> Iterator[tuple[str, str, float | None]]:
    for one in placed:
        yield "rank", one.label, float(one.rank)
        yield "tier", one.label, float(one.tier)
        yield "stdev", one.label, one.stdev
        yield "per min", one.label, one.per_min
        yield "per GB", one.label, one.per_gb


def _of_rounds(sheet: Sheet) -> Iterator[tuple[str, str, float | None]]:
    for one in sheet.entries:
        for task in sheet.tasks:
            mark = one.marks.get(task.id)
            if mark is None:
                continue
            yield f"{task.name} wall", one.label, mark.wall_s
            yield f"{task.name} lines", one.label, mark.lines
            yield f"{task.name} passed", one.label, None if mark.passed is None else float(mark.passed)
            yield f"{task.name} share", one.label, mark.share
            yield f"{task.name} factor", one.label, factor_of(mark)
            yield "factor", f"{one.label} {task.name}", factor_of(mark)
            for name, value in mark.metrics.items():
                yield f"{task.name} {name}", one.label, value


def _scopes(sheet: Sheet, placed: Iterable[SheetStanding]) -> Iterator[tuple[str, frozenset[str]]]:
    found = list(placed)
    yield "complete", frozenset(one.label for one in found)
    yield "local", frozenset(one.label for one in found if one.local)
    yield "no thinking", frozenset(one.label for one in sheet.entries if one.traits.get("thinking") == "off")
    for tier in {one.tier for one in found}:
        yield f"tier {tier}", frozenset(one.label for one in found if one.tier == tier)


def _whole(sheet: Sheet, pairs: Iterable[SheetPair]) -> Iterator[tuple[str, float]]:
    found = list(pairs)
    yield "models", float(len(sheet.entries))
    for axis in AXES:
        yield f"{axis} helps", float(sum(pair.axis == axis and (pair.difference or 0.0) > 0.0 for pair in found))
    for task in sheet.tasks:
        here = [(one, one.marks[task.id]) for one in sheet.entries if task.id in one.marks]
        yield f"{task.name} harnesses", float(len({one.harness for one, _ in here if one.harness}))
        if (spread := spread_of(here, task.full)) is not None:
            yield f"{task.name} spread", spread


def spread_of(marks: Iterable[tuple[SheetEntry, SheetMark]], full: float | None = None) -> float | None:
    """The most lines over the fewest, of those that did all that was asked; None of fewer than two."""
    lines = [mark.lines for _, mark in marks if mark.lines and is_full(mark, full)]
    return max(lines) / min(lines) if len(lines) > 1 else None


def is_full(mark: SheetMark, full: float | None = None) -> bool:
    """Whether a mark is all that there is: all points, or where there are none, every test passed."""
    if mark.points is not None and full is not None:
        return mark.points >= full - 1e-9
    return mark.share is not None and mark.share >= 1.0
