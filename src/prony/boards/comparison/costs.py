"""What two contestants took on the tasks that both tried: facts of each, and what a solved task costs, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prony.boards.view import View
from prony.journal.measures import MEASURES
from prony.journal.measures.over import total

if TYPE_CHECKING:
    from prony.stats import Estimate

Rows = Sequence[Mapping[str, Any]]
SCORED = ("solved", "failed", "faulted", "void")


class SideFacts(View, frozen=True, kw_only=True):
    """One contestant on common tasks, over its scored attempts there."""

    attempts: int
    solved: int
    solved_share: float | None
    """Mean over tasks."""
    score_share: float | None
    """Mean over tasks."""
    measures: dict[str, float | None] = {}
    """Value by the name of its measure: medians and the like; of what is summed up, the mean of an attempt."""
    infra: int = 0
    """Attempts that count and ended as infra, at any task of the suite."""
    tasks_lacking: int = 0
    """Tasks that the other one has a scored attempt at, and this one has not."""


class CostPerSolved(View, frozen=True, kw_only=True):
    """What each of the two spent for one solved task, of one kind of cost, on common tasks; failures cost, too."""

    name: str
    unit: str
    a: float | None = None
    a_lo: float | None = None
    a_hi: float | None = None
    b: float | None = None
    b_lo: float | None = None
    b_hi: float | None = None
    ratio: float | None = None
    """A's over B's; `lo` and `hi` are its interval."""
    lo: float | None = None
    hi: float | None = None
    further: float | None = None
    """What each task costs that the one solves more who solves more, where that is decided and costs more."""
    further_lo: float | None = None
    further_hi: float | None = None
    why: str = ""
    """Why there is no ratio or no interval, and whether the ratio's is one for every pair that could be picked."""


COSTS: dict[str, tuple[str, str]] = {
    "wall_s": ("seconds", "s"),
    "completion_tokens": ("tokens out", "tokens"),
    "prompt_tokens": ("tokens in", "tokens"),
}
"""Column of an attempt -> what it is called, and its unit."""

ALIKE = "one ratio on every task: no interval"


def facts_of(rows: Rows, common: Collection[str], shares: tuple[float | None, float | None], lacking: int) -> SideFacts:
    """The facts of one side. rows: its attempts that count; shares: its mean solved and score on common tasks."""
    scored = [row for row in rows if row["task"] in common and row["outcome"] in SCORED]
    return SideFacts(
        attempts=len(scored),
        solved=sum(row["outcome"] == "solved" for row in scored),
        solved_share=shares[0],
        score_share=shares[1],
        measures={
            resident.replace("-", "_"): _number(resident, scored)
            for resident, measure in MEASURES.items()
            if not measure.rare
        },
        infra=sum(row["outcome"] == "infra" for row in rows),
        tasks_lacking=lacking,
    )


def costs_of(
    rows_of: Sequence[Rows], common: Collection[str], better: str, level: float, contestants: int = 2
) -> tuple[CostPerSolved, ...]:
    """Each kind of cost per solved task on common tasks. rows_of: of A and B. better: who solves more (`a`, `b`), or
    nothing where that is not decided. contestants: among whom the two could have been picked; intervals of what
    compares them then hold for every two at once (Bonferroni)."""
    pairs = max(1, contestants * (contestants - 1) // 2)
    found = [
        _cost(name, [_scored(rows, common) for rows in rows_of], common, better, level, pairs)
        for name in COSTS
        if common
    ]
    return tuple(found)


def _number(resident: str, rows: Rows) -> float | None:
    measure = MEASURES[resident]
    name = resident.replace("-", "_")
    nothing: list[Any] = []
    values = MEASURES.guard(resident, measure.values, nothing)(rows, name)
    if not values:
        return None
    return sum(values) / len(values) if measure.over is total else measure.over(values)


def _scored(rows: Rows, common: Collection[str]) -> list[Mapping[str, Any]]:
    return [row for row in rows if row["task"] in common and row["outcome"] in SCORED]


def _cost(
    name: str,
    sides: Sequence[Sequence[Mapping[str, Any]]],
    common: Collection[str],
    better: str,
    level: float,
    pairs: int,
) -> CostPerSolved:
    from prony.stats import cost_per_correct, cost_ratio

    title, unit = COSTS[name]
    bare = CostPerSolved(name=title, unit=unit)
    unknown = [sum(row[name] is None for row in rows) for rows in sides]
    if any(unknown) or not all(sides):
        return _why(bare, "not captured of every attempt")
    columns = [
        (
            [str(row["task"]) for row in rows],
            [float(row[name]) for row in rows],
            [float(row["outcome"] == "solved") for row in rows],
        )
        for rows in sides
    ]
    a, b = (cost_per_correct(*column, level=level).per_correct for column in columns)
    of_two = 1.0 - (1.0 - level) / pairs
    ratio = cost_ratio(columns[0], columns[1], level=of_two)
    further = _further(columns, better, of_two)
    none = [who for who, side in (("A", a), ("B", b)) if side.value is None]
    return CostPerSolved(
        name=title,
        unit=unit,
        a=a.value,
        a_lo=a.lo,
        a_hi=a.hi,
        b=b.value,
        b_lo=b.lo,
        b_hi=b.hi,
        ratio=ratio.value,
        lo=ratio.lo,
        hi=ratio.hi,
        why="neither solved any"
        if len(none) > 1
        else f"{none[0]} solved none"
        if none
        else _remark(a, b, ratio, pairs),
        **further,
    )


def _remark(a: Estimate, b: Estimate, ratio: Estimate, pairs: int) -> str:
    """What must be known of an interval that stands there, or of one that does not."""
    from prony.stats.cost import ONE_COST
    from prony.stats.estimate import State

    flat = [who for who, side in (("A", a), ("B", b)) if ONE_COST in side.flags]
    told = [f"{' and '.join(flat)}: one cost on every task, so the interval is of solving alone"] if flat else []
    if ratio.state is State.ALL_EQUAL:
        return "; ".join([ALIKE, *told])
    return "; ".join([*told, *([f"A / B: interval for all {pairs} pairs at once"] if pairs > 1 else [])])


def _further(
    columns: Sequence[tuple[list[str], list[float], list[float]]], better: str, level: float
) -> dict[str, Any]:
    """What each further solved task costs, where the better one is known, takes more, and an interval can be had."""
    if not better:
        return {}
    from prony.stats.incremental import cost_of_further_correct

    sides = [(_by_task(ids, costs), _by_task(ids, solved)) for ids, costs, solved in columns]
    found = cost_of_further_correct(*(sides if better == "a" else sides[::-1]), level=level)
    if found.lo is None or found.hi is None or found.value is None or found.value <= 0.0:
        return {}
    return {"further": found.value, "further_lo": found.lo, "further_hi": found.hi}


def _by_task(ids: Sequence[str], values: Sequence[float]) -> dict[str, list[float]]:
    found: dict[str, list[float]] = defaultdict(list)
    for task, value in zip(ids, values, strict=True):
        found[task].append(value)
    return found


def _why(cost: CostPerSolved, why: str) -> CostPerSolved:
    from msgspec.structs import replace

    return replace(cost, why=why)
