"""What two contestants took on the tasks that both tried: facts of each, and what a solved task costs, side by side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from prony.boards.entrants import Entrant
from prony.boards.estimates import columns_of, outcomes_by_task
from prony.boards.view import View
from prony.journal.measures import MEASURES
from prony.journal.measures.over import total
from prony.journal.packed import Costs
from prony.journal.rollup import STATES
from prony.journal.spending import Spent
from prony.journal.spending import costs_of as spending_of

if TYPE_CHECKING:
    from prony.stats import Estimate
    from prony.stats.cost import Spending
    from prony.stats.samples import Samples

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


class Taken(NamedTuple):
    """What the scored attempts of one side took on common tasks, and which of them solved. Both have the same tasks."""

    costs: Costs
    solved: Samples


COSTS: dict[str, tuple[str, str]] = {
    "wall_s": ("seconds", "s"),
    "completion_tokens": ("tokens out", "tokens"),
    "prompt_tokens": ("tokens in", "tokens"),
}
"""Column of an attempt -> what it is called, and its unit."""
KNOWN = {"wall_s": "walls", "completion_tokens": "completions", "prompt_tokens": "prompts"}
"""Such a column -> the one of `Costs` that says of how many attempts it is known."""

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


def taken_by(entrant: Entrant, common: Collection[str]) -> Taken:
    """What an entrant's attempts took by their newest grades, from what the index has summed up."""
    solved = outcomes_by_task(entrant.cells).only(sorted(common))
    return Taken((entrant.costs or Costs.of({})).only(common), solved)


def taken_in(rows: Rows, common: Collection[str]) -> Taken:
    """The same of attempts one by one, oldest first."""
    from prony.stats.samples import samples_of

    by_task: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _scored(rows, common):
        by_task[row["task"]].append(row)
    spent = {task: [Spent(*(row[name] for name in Spent._fields)) for row in some] for task, some in by_task.items()}
    solved = {task: [float(row["outcome"] == "solved") for row in some] for task, some in by_task.items()}
    return Taken(Costs.of({task: (len(some), spending_of(some)) for task, some in spent.items()}), samples_of(solved))


def facts_from(
    entrant: Entrant,
    taken: Taken,
    shares: tuple[float | None, float | None],
    lacking: int,
    rows: Callable[[], Rows],
) -> SideFacts:
    """`facts_of` an entrant by newest grades, from what the index has summed up. rows: reads its attempts that count,
    for numbers that only they tell: those of a part of the tasks."""
    cells = columns_of(entrant.cells)
    unscored = sum(sum(cells.counts[state]) for state in STATES if state not in SCORED)
    # Numbers of all that it did are those of what it did on common tasks only where there is nothing else.
    whole = len(taken.solved) == len(outcomes_by_task(entrant.cells))
    measures: dict[str, float | None] = {}
    read: Rows | None = None
    for resident, measure in MEASURES.items():
        name = resident.replace("-", "_")
        if measure.rare:
            continue
        if measure.over is total and name in COSTS:
            known = sum(taken.costs.columns[KNOWN[name]])
            measures[name] = sum(taken.costs.columns[name]) / known if known else None
        elif whole and measure.over is not total and (measure.scored_only or not unscored):
            measures[name] = entrant.tally.measures.get(name)
        else:
            read = _scored(rows(), taken.solved) if read is None else read
            measures[name] = _number(resident, read)
    return SideFacts(
        attempts=int(taken.solved.count.sum()),
        solved=int(taken.solved.ones.sum()),
        solved_share=shares[0],
        score_share=shares[1],
        measures=measures,
        infra=sum(cells.counts["infra"]),
        tasks_lacking=lacking,
    )


def costs_of(sides: Sequence[Taken], better: str, level: float, contestants: int = 2) -> tuple[CostPerSolved, ...]:
    """Each kind of cost per solved task on common tasks. sides: A and B. better: who solves more (`a`, `b`), or
    nothing where that is not decided. contestants: among whom the two could have been picked; intervals of what
    compares them then hold for every two at once (Bonferroni)."""
    pairs = max(1, contestants * (contestants - 1) // 2)
    if not any(len(side.solved) for side in sides):
        return ()
    return tuple(_cost(name, sides, better, level, pairs) for name in COSTS)


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


def _cost(name: str, sides: Sequence[Taken], better: str, level: float, pairs: int) -> CostPerSolved:
    import numpy as np

    from prony.stats.cost import Spending, cost_per_correct_of, cost_ratio_of

    title, unit = COSTS[name]
    bare = CostPerSolved(name=title, unit=unit)
    if any(not len(one.solved) or sum(one.costs.columns[KNOWN[name]]) < sum(one.costs.scored) for one in sides):
        return _why(bare, "not captured of every attempt")
    sums = [np.asarray(one.costs.columns[name], dtype=np.float64) for one in sides]
    a, b = (
        cost_per_correct_of(cost, one.solved, level=level).per_correct for cost, one in zip(sums, sides, strict=True)
    )
    of_two = 1.0 - (1.0 - level) / pairs
    spent = [
        Spending.of(one.solved.ids, cost, one.solved.total, one.solved.count)
        for cost, one in zip(sums, sides, strict=True)
    ]
    ratio = cost_ratio_of(*spent, level=of_two)
    further = _further(spent, better, of_two)
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


def _further(spent: Sequence[Spending], better: str, level: float) -> dict[str, Any]:
    """What each further solved task costs, where the better one is known, takes more, and an interval can be had."""
    if not better:
        return {}
    from prony.stats.incremental import cost_of_further_correct

    # What is averaged within tasks there may come as that average.
    sides = [
        tuple(
            {task: [value] for task, value in zip(one.ids, (sums / one.attempts).tolist(), strict=True)}
            for sums in (one.cost, one.correct)
        )
        for one in spent
    ]
    a, b = sides if better == "a" else sides[::-1]
    found = cost_of_further_correct((a[0], a[1]), (b[0], b[1]), level=level)
    if found.lo is None or found.hi is None or found.value is None or found.value <= 0.0:
        return {}
    return {"further": found.value, "further_lo": found.lo, "further_hi": found.hi}


def _why(cost: CostPerSolved, why: str) -> CostPerSolved:
    from msgspec.structs import replace

    return replace(cost, why=why)
