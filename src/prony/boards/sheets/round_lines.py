"""One round: its models, the best first, and what changed in it from one measurement to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from prony.boards.sheets.columns import is_full, spread_of
from prony.boards.sheets.sheet import Sheet, SheetEntry, SheetMark, SheetTask
from prony.boards.view import View

FPS_1K = ("est_fps_1k", "FPS @ 1k")
FPS_5K = ("est_fps_5k", "FPS @ 5k")
"""Metrics that are frames per second, as our grader and as others call them."""
LEAST_FPS = 60.0
"""What the rounds ask for, of 1,000 particles."""
CUT_AT = (60.0, 120.0, 144.0)
"""Frames per second at which displays cut what is read off them."""
NEAR = 0.02


class Compared(NamedTuple):
    """Two measurements that a round is about. before, after: round and metric."""

    round: str
    before: tuple[str, tuple[str, ...]]
    after: tuple[str, tuple[str, ...]]
    least: float | None = None


COMPARED = (
    Compared("R1", ("R1", FPS_1K), ("R1", FPS_5K)),
    Compared("R2", ("R1", FPS_1K), ("R2", FPS_1K), LEAST_FPS),
)


class RoundLine(View, frozen=True, kw_only=True):
    """One model in one round."""

    label: str
    contestant: str
    rank: int | None
    """1 + those with a larger share, or with the same in less time; None where nothing is scored."""
    share: float | None
    """Points of all; where it is not marked in points, tests passed of all."""
    full: bool
    """Whether it did all that was asked."""
    points: float | None
    passed: int | None
    of: int | None
    wall_s: float | None
    vs_fastest: float | None
    """Its seconds over those of the fastest, of those that did all that was asked; None of others."""
    lines: float | None
    claims_success: bool | None
    tampered: bool | None
    harness: str
    metrics: dict[str, float]
    labels: dict[str, str]
    attempt: str
    pictures: tuple[str, ...]


class RoundView(View, frozen=True, kw_only=True):
    """One round. spread: the most lines of code over the fewest, of those that did all that was asked."""

    round: str
    title: str
    full: float | None
    lines: tuple[RoundLine, ...]
    total_wall_s: float | None
    spread: float | None


class RoundReference(View, frozen=True, kw_only=True):
    """One reference in one round."""

    round: str
    label: str
    contestant: str
    share: float | None
    points: float | None
    attempt: str


class RoundChange(View, frozen=True, kw_only=True):
    """What one model's measurement came to: from another number of particles, or from the round before. censored:
    whether a reading stands where displays cut it."""

    round: str
    label: str
    before_metric: str
    after_metric: str
    before: float
    after: float
    change: float
    """after over before, less 1."""
    least: float | None = None
    meets_before: bool | None = None
    meets_after: bool | None = None
    censored: bool = False


def rounds_of(sheet: Sheet) -> tuple[RoundView, ...]:
    """Every round that somebody took part in."""
    found = (_round(task, sheet) for task in sheet.tasks)
    return tuple(one for one in found if one.lines)


def references_of(sheet: Sheet) -> tuple[RoundReference, ...]:
    """References, by round: the most points first."""
    found = [
        RoundReference(
            round=task.name,
            label=one.label,
            contestant=one.contestant,
            share=share_of(mark, task.full),
            points=mark.points,
            attempt=mark.attempt,
        )
        for task in sheet.tasks
        for one in sorted(
            sheet.references, key=lambda one: -(one.marks[task.id].points or 0.0) if task.id in one.marks else 0.0
        )
        if (mark := one.marks.get(task.id)) is not None
    ]
    return tuple(found)


def changes_of(sheet: Sheet) -> tuple[RoundChange, ...]:
    """Every measurement that has another one to be held against."""
    return tuple(change for compared in COMPARED for one in sheet.entries for change in _changes(compared, one, sheet))


def share_of(mark: SheetMark, full: float | None) -> float | None:
    """Points of all; where it is not marked in points, tests passed of all."""
    if mark.points is not None and full:
        return mark.points / full
    return mark.share


def _round(task: SheetTask, sheet: Sheet) -> RoundView:
    here = [(one, one.marks[task.id]) for one in sheet.entries if task.id in one.marks]
    walls = [mark.wall_s for _, mark in here if mark.wall_s is not None]
    fastest = min((mark.wall_s for _, mark in here if mark.wall_s and is_full(mark, task.full)), default=None)
    keys = {one.label: _key(mark, task.full) for one, mark in here}
    lines = [
        _line(one, mark, task.full, 1 + sum(key < keys[one.label] for key in keys.values()), fastest)
        for one, mark in here
    ]
    return RoundView(
        round=task.name,
        title=task.title,
        full=task.full,
        lines=tuple(sorted(lines, key=lambda line: line.rank or 0)),
        total_wall_s=sum(walls) if walls else None,
        spread=spread_of(here, task.full),
    )


def _key(mark: SheetMark, full: float | None) -> tuple[float, float]:
    """What a round is ordered by: the larger share, then the shorter time."""
    share = share_of(mark, full)
    return (-share if share is not None else 1.0, mark.wall_s if mark.wall_s is not None else float("inf"))


def _line(one: SheetEntry, mark: SheetMark, full: float | None, rank: int, fastest: float | None) -> RoundLine:
    return RoundLine(
        label=one.label,
        contestant=one.contestant,
        rank=rank if share_of(mark, full) is not None else None,
        share=share_of(mark, full),
        full=is_full(mark, full),
        points=mark.points,
        passed=mark.passed,
        of=mark.of,
        wall_s=mark.wall_s,
        vs_fastest=mark.wall_s / fastest if mark.wall_s is not None and fastest and is_full(mark, full) else None,
        lines=mark.lines,
        claims_success=mark.claims_success,
        tampered=mark.tampered,
        harness=one.harness,
        metrics=mark.metrics,
        labels=mark.labels,
        attempt=mark.attempt,
        pictures=mark.pictures,
    )


def _changes(compared: Compared, one: SheetEntry, sheet: Sheet) -> Iterator[RoundChange]:
    before, after = (_reading(sheet, one, *of) for of in (compared.before, compared.after))
    if before is None or after is None or not before[1]:
        return
    limits = [value for _, value in (before, after) if any(abs(value - cut) <= NEAR * cut for cut in CUT_AT)]
    yield RoundChange(
        round=compared.round,
        label=one.label,
        before_metric=before[0],
        after_metric=after[0],
        before=before[1],
        after=after[1],
        change=after[1] / before[1] - 1.0,
        least=compared.least,
        meets_before=None if compared.least is None else before[1] >= compared.least,
        meets_after=None if compared.least is None else after[1] >= compared.least,
        # Ours are computed from what a frame costs, and cut by nothing.
        censored=bool(limits) and "est_fps" not in before[0],
    )


def _reading(sheet: Sheet, one: SheetEntry, name: str, metrics: Iterable[str]) -> tuple[str, float] | None:
    """The round's name with the metric, and its value."""
    task = next((task for task in sheet.tasks if task.name == name), None)
    mark = one.marks.get(task.id) if task is not None else None
    if mark is None:
        return None
    return next(((f"{name} {metric}", mark.metrics[metric]) for metric in metrics if metric in mark.metrics), None)
