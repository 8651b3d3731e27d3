"""What a solved task costs a contestant, how long its attempts take, and which of several is the fastest.

All that was spent on scored attempts counts, that of failed ones too. A sum with a part that was not captured is not
captured.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from prony.boards.amount import NOT_CAPTURED, Amount
from prony.journal.packed import Costs

if TYPE_CHECKING:
    from prony.stats.cost import Spending
    from prony.stats.samples import Samples

PER_SOLVED = {
    "wall_per_solved_s": ("wall_s", "walls"),
    "completion_tokens_per_solved": ("completion_tokens", "completions"),
    "energy_wh_per_solved": ("energy_wh", "energies"),
    "money_per_solved": ("money", "prices"),
}
"""Amount per solved attempt -> the columns that are summed up, and that say of how many attempts it is known."""
MEDIANS = {"wall_p50_s": "walls", "decode_tokens_per_s": "decodes"}
"""Median over tasks, a column -> the one that says of how many attempts it is."""
SEVERAL_UNITS = "several_units"
"""The state of an amount whose attempts were captured in several units, which are never added up."""
ONE_COST = "one_cost"
"""The state of an amount that is the same at every task: nothing tells how it varies."""
MOST_TIMED = 12
"""Contestants among which the fastest is looked for."""


class SpeedRatio(NamedTuple):
    """How many times the seconds of `other` an attempt of `one` takes, on common tasks."""

    one: str
    other: str
    value: float
    lo: float
    hi: float


def amounts_of(costs: Costs, outcomes: Samples, level: float) -> dict[str, Amount]:
    """Every amount of one contestant. outcomes: task -> 1 for each solved attempt, 0 for each other scored one; where
    these are not those of the attempts in `costs` (grades of another version), nothing is known."""
    at = _scored(costs)
    if not are_of(costs, outcomes):
        return {}
    known = {name: _per_solved(costs, at, outcomes, *columns, level) for name, columns in PER_SOLVED.items()}
    return known | {name: _median(costs, at, name, column, level) for name, column in MEDIANS.items()}


def are_of(costs: Costs, outcomes: Samples) -> bool:
    """Whether these are the costs of the attempts that have these outcomes; not where grades of another version than
    the newest judge."""
    at = _scored(costs)
    return outcomes.ids == _names(costs, at) and list(filter(None, costs.scored)) == outcomes.count.tolist()


def speed_ratios(
    spent: Mapping[str, Costs], level: float, of: tuple[str, str] = PER_SOLVED["wall_per_solved_s"]
) -> list[SpeedRatio]:
    """The ratio of mean seconds an attempt of every two contestants, with intervals that hold for all pairs at once
    (Bonferroni); only of pairs that have one. of: what is compared, as in
    `PER_SOLVED`."""
    if not 1 < len(spent) <= MOST_TIMED:
        return []
    from prony.stats.cost import cost_ratio_of

    pairs = list(itertools.combinations(spent, 2))
    each = 1.0 - (1.0 - level) / len(pairs)
    rows = {name: summed_up(mine, *of) for name, mine in spent.items()}
    found = []
    for one, other in pairs:
        mine, its = rows[one], rows[other]
        if mine is None or its is None:
            continue
        ratio = cost_ratio_of(mine, its, level=each)
        if ratio.value is not None and ratio.lo is not None and ratio.hi is not None:
            found.append(SpeedRatio(one, other, ratio.value, ratio.lo, ratio.hi))
            found.append(SpeedRatio(other, one, 1.0 / ratio.value, 1.0 / ratio.hi, 1.0 / ratio.lo))
    return found


def _scored(costs: Costs) -> list[int]:
    """The places of tasks with a scored attempt."""
    return [place for place, count in enumerate(costs.scored) if count]


def _names(costs: Costs, at: Sequence[int]) -> tuple[str, ...]:
    return costs.tasks if len(at) == len(costs.tasks) else tuple(costs.tasks[i] for i in at)


def summed_up(costs: Costs, column: str, known: str) -> Spending | None:
    """What attempts took, and their number, by task; None where that of some is not known."""
    import numpy as np

    from prony.stats.cost import Spending

    at = _scored(costs)
    count = np.asarray(costs.scored, dtype=np.int64)[at]
    if not at or sum(costs.columns[known]) < count.sum() or len(costs.units.get(column, ())) > 1:
        return None
    taken = np.asarray(costs.columns[column], dtype=np.float64)[at]
    return Spending.of(_names(costs, at), taken, count.astype(np.float64), count, costs.problems)


def unit_of(costs: Costs, column: str) -> str:
    """The unit that the amounts of a column were captured in, where it is no unit of its own."""
    units = costs.units.get(column, ())
    return units[0] if len(units) == 1 else ""


def _per_solved(costs: Costs, at: Sequence[int], outcomes: Samples, column: str, known: str, level: float) -> Amount:
    import numpy as np

    if not at or sum(costs.columns[known]) < sum(costs.scored):
        return NOT_CAPTURED
    if len(costs.units.get(column, ())) > 1:
        return replace(NOT_CAPTURED, state=SEVERAL_UNITS)
    from prony.stats.cost import ONE_COST as ALIKE
    from prony.stats.cost import cost_per_correct_of

    found = cost_per_correct_of(np.asarray(costs.columns[column], dtype=np.float64)[at], outcomes, level=level)
    estimate = found.per_correct
    return Amount(
        value=estimate.value,
        lo=estimate.lo,
        hi=estimate.hi,
        at_least=found.at_least,
        tasks=estimate.n_tasks,
        attempts=estimate.n_samples,
        state=ONE_COST if ALIKE in estimate.flags else estimate.state.value,
        unit=unit_of(costs, column),
    )


def _median(costs: Costs, at: Sequence[int], column: str, counts: str, level: float) -> Amount:
    import numpy as np

    values = np.asarray(costs.columns[column], dtype=np.float64)[at]
    known = values[~np.isnan(values)]
    if not known.size:
        return NOT_CAPTURED
    from prony.stats.medians import median_over_tasks

    attempts = sum(costs.columns[counts])
    if known.size > 1 and np.ptp(known) == 0.0:
        return Amount(value=float(known[0]), tasks=known.size, attempts=attempts, state=ONE_COST)
    found = median_over_tasks(known, samples=attempts, level=level)
    return Amount(
        value=found.value, lo=found.lo, hi=found.hi, tasks=found.n_tasks, attempts=attempts, state=found.state.value
    )
