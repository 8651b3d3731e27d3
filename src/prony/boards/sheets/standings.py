"""Models in order of points: ranks with ties, incomplete ones, points for a minute and a gigabyte, evenness."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from statistics import stdev

from prony.boards.sheets.sheet import Sheet, SheetEntry
from prony.boards.view import View

TIERS = ((1, 93 / 120), (2, 86 / 120), (3, 76 / 120))
"""Tier -> the least share of full marks; who has less, or is incomplete, is in the last one. None is between two."""
LAST_TIER = 4
EVEN = ((0.075, "excellent"), (0.10, "good"))
"""Deviation between tasks, as a share of a task's marks, up to which points are called so; beyond, `uneven`."""


class SheetStanding(View, frozen=True, kw_only=True):
    """One model with a score at every task. rank: 1 + those with more points. stdev: of its points, between tasks."""

    label: str
    contestant: str
    local: bool
    rank: int
    points: float
    marks: dict[str, float]
    size_gb: float | None
    wall_s: float | None
    lines_ratio: float | None
    """Its lines of code over the median of all models at the same task: the geometric mean over tasks."""
    per_min: float | None
    per_gb: float | None
    stdev: float | None
    even: str
    tier: int
    fastest_for_points: bool | None
    """Whether no other local model has as many points in as little time, and more or less of one; None: hosted."""
    smallest_for_points: bool | None


class Incomplete(View, frozen=True, kw_only=True):
    """One model that lacks a score at some task, or a reference. at_most: what the tasks it completed can give. mean:
    for each of these."""

    label: str
    contestant: str
    points: float | None
    completed: int
    tasks: int
    marks: dict[str, float]
    errors: tuple[str, ...]
    """Tasks that ended in an error, as far as they are known."""
    at_most: float | None
    mean: float | None
    size_gb: float | None
    wall_s: float | None


def standings(sheet: Sheet) -> tuple[SheetStanding, ...]:
    """Those with a score at every task, the most points first; of equals, in the sheet's order."""
    complete = [one for one in sheet.entries if sheet.complete(one) and one.points is not None]
    local = [one for one in complete if one.local]
    fast = _undominated(local, [one.wall_s for one in local])
    small = _undominated(local, [one.size_gb for one in local])
    lines = _lines_ratios(sheet, complete)
    found = [
        SheetStanding(
            label=one.label,
            contestant=one.contestant,
            local=one.local,
            rank=1 + sum((other.points or 0.0) > (one.points or 0.0) + 1e-9 for other in complete),
            points=one.points or 0.0,
            marks=_marks(one),
            size_gb=one.size_gb,
            wall_s=one.wall_s,
            lines_ratio=lines.get(one.label),
            per_min=(one.points or 0.0) / (one.wall_s / 60.0) if one.wall_s else None,
            per_gb=(one.points or 0.0) / one.size_gb if one.size_gb else None,
            stdev=(spread := _spread(one)),
            even=_even(spread, sheet),
            tier=tier_of(one.points or 0.0, sheet.full),
            fastest_for_points=one.label in fast if one.local else None,
            smallest_for_points=one.label in small if one.local else None,
        )
        for one in complete
    ]
    return tuple(sorted(found, key=lambda one: one.rank))


def incomplete(sheet: Sheet) -> tuple[Incomplete, ...]:
    """The others that have a score at some task, or were asked: the most points first."""
    return _incomplete(sheet, [one for one in sheet.entries if not sheet.complete(one)])


def reference_lines(sheet: Sheet) -> tuple[Incomplete, ...]:
    """References with what they have, complete or not."""
    return _incomplete(sheet, sheet.references)


def _incomplete(sheet: Sheet, entries: Iterable[SheetEntry]) -> tuple[Incomplete, ...]:
    full = sheet.full
    names = {task.id: task.name for task in sheet.tasks}
    found = [
        Incomplete(
            label=one.label,
            contestant=one.contestant,
            points=one.points,
            completed=one.completed,
            tasks=len(sheet.tasks),
            marks=_marks(one),
            errors=tuple(names[task] for task, mark in one.marks.items() if mark.error and task in names),
            at_most=full * one.completed / len(sheet.tasks) if full is not None else None,
            mean=one.points / one.completed if one.points is not None and one.completed else None,
            size_gb=one.size_gb,
            wall_s=one.wall_s,
        )
        for one in entries
    ]
    return tuple(sorted(found, key=lambda one: -(one.points or 0.0)))


def tier_of(points: float, full: float | None) -> int:
    """The tier of so many points."""
    share = points / full if full else 0.0
    return next((tier for tier, least in TIERS if share >= least - 1e-9), LAST_TIER)


def _marks(entry: SheetEntry) -> dict[str, float]:
    return {task: mark.points for task, mark in entry.marks.items() if mark.points is not None}


def _spread(entry: SheetEntry) -> float | None:
    known = list(_marks(entry).values())
    return stdev(known) if len(known) > 1 else None


def _even(spread: float | None, sheet: Sheet) -> str:
    if spread is None or sheet.full is None:
        return ""
    share = spread * len(sheet.tasks) / sheet.full
    return next((word for most, word in EVEN if share <= most), "uneven")


def _undominated(entries: Sequence[SheetEntry], costs: Sequence[float | None]) -> set[str]:
    """The labels of those that no other one beats in points and cost."""
    known = [(one, cost) for one, cost in zip(entries, costs, strict=True) if cost is not None]
    if not known:
        return set()
    from prony.stats import pareto
    from prony.stats.frontier import Dominance

    placed = pareto([[one.points or 0.0, cost] for one, cost in known], (1, -1))
    return {one.label for (one, _), place in zip(known, placed, strict=True) if place.standing is Dominance.FRONTIER}


def _lines_ratios(sheet: Sheet, entries: Iterable[SheetEntry]) -> dict[str, float]:
    """label -> its lines over the median of all at the same task; of two models at least."""
    import math
    from statistics import median

    ratios: dict[str, list[float]] = {}
    everybody = list(entries)
    for task in sheet.tasks:
        lines = {
            one.label: mark.lines
            for one in everybody
            if (mark := one.marks.get(task.id)) is not None and mark.lines is not None and mark.lines > 0
        }
        if len(lines) > 1:
            middle = median(lines.values())
            for label, count in lines.items():
                ratios.setdefault(label, []).append(math.log(count / middle))
    return {label: math.exp(math.fsum(logs) / len(logs)) for label, logs in ratios.items()}
