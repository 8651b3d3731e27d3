"""What a solved task costs a contestant, how long its attempts take, and which of several is the fastest.

All that was spent on scored attempts counts, that of failed ones too. A sum with a part that was not captured is not
captured.
"""

from __future__ import annotations

import itertools
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from prony.boards.amount import NOT_CAPTURED, Amount
from prony.journal.spending import Spent

SpentByTask = Mapping[str, Sequence[Spent]]
Outcomes = Mapping[str, Sequence[float]]


def _decode_rate(spent: Spent) -> float | None:
    return spent.decode_tokens / spent.decode_s if spent.decode_tokens and spent.decode_s else None


PER_SOLVED: dict[str, Callable[[Spent], float | None]] = {
    "wall_per_solved_s": lambda spent: spent.wall_s,
    "completion_tokens_per_solved": lambda spent: spent.completion_tokens,
}
"""Amount per solved attempt -> what of an attempt is summed up."""
MEDIANS: dict[str, Callable[[Spent], float | None]] = {
    "wall_p50_s": lambda spent: spent.wall_s,
    "decode_tokens_per_s": _decode_rate,
}
"""Median over tasks -> the value of an attempt."""
MOST_TIMED = 12
"""Contestants among which the fastest is looked for."""


class SpeedRatio(NamedTuple):
    """How many times the seconds of `other` an attempt of `one` takes, on common tasks."""

    one: str
    other: str
    value: float
    lo: float
    hi: float


def amounts_of(spent: SpentByTask, outcomes: Outcomes, level: float) -> dict[str, Amount]:
    """Every amount of one contestant. outcomes: task -> 1 for each solved attempt, 0 for each other scored one; where
    these are not those of the attempts in `spent` (grades of another version), nothing is known."""
    if {task: len(some) for task, some in spent.items()} != {task: len(some) for task, some in outcomes.items()}:
        return {}
    told = {name: _per_solved(spent, outcomes, of, level) for name, of in PER_SOLVED.items()}
    return told | {name: _median(spent, of, level) for name, of in MEDIANS.items()}


def speed_ratios(
    spent: Mapping[str, SpentByTask], level: float, of: Callable[[Spent], float | None] = lambda spent: spent.wall_s
) -> list[SpeedRatio]:
    """The ratio of mean seconds an attempt of every two contestants, with intervals that hold for all pairs at once
    (Bonferroni); only of pairs that have one. of: what of an attempt is compared in place of its seconds."""
    if not 1 < len(spent) <= MOST_TIMED:
        return []
    from prony.stats import cost_ratio

    pairs = list(itertools.combinations(spent, 2))
    each = 1.0 - (1.0 - level) / len(pairs)
    rows = {name: _rows(mine, of) for name, mine in spent.items()}
    found = []
    for one, other in pairs:
        mine, its = rows[one], rows[other]
        if mine is None or its is None:
            continue
        ratio = cost_ratio(mine, its, level=each)
        if ratio.value is not None and ratio.lo is not None and ratio.hi is not None:
            found.append(SpeedRatio(one, other, ratio.value, ratio.lo, ratio.hi))
            found.append(SpeedRatio(other, one, 1.0 / ratio.value, 1.0 / ratio.hi, 1.0 / ratio.lo))
    return found


def _rows(spent: SpentByTask, of: Callable[[Spent], float | None]) -> tuple[list[str], list[float], list[float]] | None:
    """Task, amount and 1 of every attempt; None where some amounts are not known."""
    amounts = [(task, of(one)) for task, some in spent.items() for one in some]
    known = [(task, amount) for task, amount in amounts if amount is not None]
    if len(known) < len(amounts) or not known:
        return None
    return [task for task, _ in known], [amount for _, amount in known], [1.0] * len(known)


def _per_solved(spent: SpentByTask, outcomes: Outcomes, of: Callable[[Spent], float | None], level: float) -> Amount:
    rows = [
        (task, of(one), solved)
        for task, some in spent.items()
        for one, solved in zip(some, outcomes[task], strict=True)
    ]
    costs = [cost for _, cost, _ in rows if cost is not None]
    if not rows or len(costs) < len(rows):
        return NOT_CAPTURED
    from prony.stats import cost_per_correct

    found = cost_per_correct([task for task, _, _ in rows], costs, [solved for _, _, solved in rows], level=level)
    estimate = found.per_correct
    return Amount(
        value=estimate.value,
        lo=estimate.lo,
        hi=estimate.hi,
        at_least=found.at_least,
        tasks=estimate.n_tasks,
        attempts=estimate.n_samples,
        state=estimate.state.value,
    )


def _median(spent: SpentByTask, of: Callable[[Spent], float | None], level: float) -> Amount:
    values = [[value for one in some if (value := of(one)) is not None] for some in spent.values()]
    known = [statistics.median(some) for some in values if some]
    if not known:
        return NOT_CAPTURED
    from prony.stats.medians import median_over_tasks

    attempts = sum(map(len, values))
    found = median_over_tasks(known, samples=attempts, level=level)
    return Amount(
        value=found.value, lo=found.lo, hi=found.hi, tasks=found.n_tasks, attempts=attempts, state=found.state.value
    )
