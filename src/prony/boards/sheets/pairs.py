"""Two models that differ in one choice: thinking, quantization, or having been distilled from another. On the tasks
that both have a score at, and with 0 for what one of them lacks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from msgspec.structs import replace

from prony.boards.factors.axis_pairs import rank_of
from prony.boards.sheets.sheet import Sheet, SheetEntry
from prony.boards.view import View

AXES = ("thinking", "quantization", "distilled")
"""The choices that pairs are shown of."""


class SheetPair(View, frozen=True, kw_only=True):
    """Two models. low, high: the one without and the one with more of it: thinking, bits, distillation. differ: what
    else they are known to differ in, so that nothing says which of it did it."""

    axis: str
    low: str
    high: str
    low_value: str
    high_value: str
    low_contestant: str = ""
    high_contestant: str = ""
    low_points: float | None
    high_points: float | None
    low_completed: int
    high_completed: int
    low_wall_s: float | None
    high_wall_s: float | None
    low_size_gb: float | None
    high_size_gb: float | None
    common: tuple[str, ...]
    """Tasks that both have a score at."""
    low_common: float | None
    high_common: float | None
    difference: float | None
    """high - low, on common tasks."""
    errors_as_zero: float | None
    """high - low, with 0 for tasks without a score."""
    ahead: int = 0
    """Common tasks at which `high` has more points."""
    behind: int = 0
    p: float | None = None
    """Two-sided, exact: were they alike, each task's difference might as well have the other sign."""
    p_adjusted: float | None = None
    """By Holm, over all pairs of the axis."""
    differ: tuple[str, ...] = ()


def pairs_along(sheet: Sheet, axis: str) -> tuple[SheetPair, ...]:
    """Every pair of one axis, those first that differ in nothing else."""
    found = sorted(
        (_pair(sheet, axis, low, high) for low, high in _pairs(sheet.entries, axis)),
        key=lambda pair: len(pair.differ),
    )
    tested = [one for one in found if one.p is not None]
    if not tested:
        return tuple(found)
    from prony.stats.multiplicity import holm

    adjusted = iter(holm([one.p for one in tested if one.p is not None]))
    return tuple(one if one.p is None else replace(one, p_adjusted=next(adjusted)) for one in found)


def _pairs(entries: Sequence[SheetEntry], axis: str) -> Iterable[tuple[SheetEntry, SheetEntry]]:
    """Two of one model with different values of the axis, that are not known to differ in anything else; a distilled
    model with each relative that it may come from, whatever else they differ in."""
    known = [one for one in entries if one.traits.get("model") and one.traits.get(axis)]
    rank = rank_of({one.traits[axis] for one in known})
    for one, other in combinations(known, 2):
        if one.traits["model"] != other.traits["model"] or one.traits[axis] == other.traits[axis]:
            continue
        if axis != "distilled" and _differ(one, other, axis):
            continue
        low, high = sorted((one, other), key=lambda entry: rank[entry.traits[axis]])
        yield low, high


def _differ(one: SheetEntry, other: SheetEntry, axis: str) -> tuple[str, ...]:
    """What two models of one name are known to differ in beside the axis."""
    names = dict.fromkeys(name for name in (*one.traits, *other.traits) if name != axis)
    return tuple(
        "other settings" if name == "rest" else name
        for name in names
        if one.traits.get(name) and other.traits.get(name) and one.traits[name] != other.traits[name]
    )


def _pair(sheet: Sheet, axis: str, low: SheetEntry, high: SheetEntry) -> SheetPair:
    common = [task.id for task in sheet.tasks if low.scored([task.id]) and high.scored([task.id])]
    of_low, of_high = low.points_on(common), high.points_on(common)
    known = of_low is not None and of_high is not None and bool(common)
    differences = [
        b - a for task in common if (a := _points(low, task)) is not None and (b := _points(high, task)) is not None
    ]
    whole = [task.id for task in sheet.tasks]
    names = {task.id: task.name for task in sheet.tasks}
    totals = low.points is not None and high.points is not None
    return SheetPair(
        axis=axis,
        low=low.label,
        high=high.label,
        low_value=low.traits[axis],
        high_value=high.traits[axis],
        low_contestant=low.contestant,
        high_contestant=high.contestant,
        low_points=low.points,
        high_points=high.points,
        low_completed=low.completed,
        high_completed=high.completed,
        low_wall_s=low.wall_s,
        high_wall_s=high.wall_s,
        low_size_gb=low.size_gb,
        high_size_gb=high.size_gb,
        common=tuple(names[task] for task in common) if known else (),
        low_common=of_low if known else None,
        high_common=of_high if known else None,
        difference=(of_high or 0.0) - (of_low or 0.0) if known else None,
        errors_as_zero=(high.points or 0.0) - (low.points or 0.0) if totals and whole else None,
        ahead=sum(one > 1e-9 for one in differences),
        behind=sum(one < -1e-9 for one in differences),
        p=_p(differences) if known and len(differences) == len(common) > 1 else None,
        differ=_differ(low, high, axis),
    )


def _points(entry: SheetEntry, task: str) -> float | None:
    mark = entry.marks.get(task)
    return mark.points if mark is not None else None


def _p(differences: Sequence[float]) -> float:
    import numpy as np

    from prony.stats.signflip import sign_flip

    return sign_flip(np.array(differences, dtype=np.float64)).full
