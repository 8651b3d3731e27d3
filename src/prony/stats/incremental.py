"""What each further correct answer costs where one contestant takes more and solves more than another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from msgspec.structs import replace

from prony.stats.estimate import Estimate, Floats, State, checked_level, t_quantile, vector

Attempts = Mapping[str, Sequence[float]]
"""Task -> a value for each of its attempts."""


def cost_of_further_correct(
    a: tuple[Attempts, Attempts], b: tuple[Attempts, Attempts], *, level: float = 0.95
) -> Estimate:
    """Mean cost of A minus that of B, over mean correct of A minus that of B: what each further correct answer costs.

    a, b: (costs, scores), task -> one value for each scored attempt; common tasks only, attempts at a task averaged
    first. Interval: Fieller's (1954), from paired differences of both over tasks, t with n - 1. It has no bounds where
    the difference in correct answers is not told from 0 by that t; lo and hi are then None, in state `nothing_solved`.
    The incremental cost-effectiveness ratio of health economics (Briggs and Fenn 1998).

    States: `no_common_tasks`, `one_task`, `nothing_solved`. Raises E802-E804.
    """
    checked_level(level)
    common = sorted(set(a[0]) & set(b[0]) & set(a[1]) & set(b[1]))
    bare = Estimate(
        value=None,
        n_tasks=len(common),
        n_samples=sum(len(side[1][task]) for side in (a, b) for task in common),
        method="Fieller, paired",
        level=level,
        state=State.NO_COMMON_TASKS,
    )
    if not common:
        return bare
    cost = _means(a[0], common, np.inf) - _means(b[0], common, np.inf)
    gain = _means(a[1], common, 1.0) - _means(b[1], common, 1.0)
    n, above, below = len(common), float(cost.mean()), float(gain.mean())
    if below == 0.0:
        return replace(bare, state=State.NOTHING_SOLVED)
    known = replace(bare, value=above / below, n_effective=float(n), state=State.ONE_TASK)
    if n < 2:
        return known
    spread = np.cov(np.stack([cost, gain]), ddof=1) / n * t_quantile(level, n - 1.0) ** 2
    leading = below**2 - float(spread[1, 1])
    middle = above * below - float(spread[0, 1])
    inside = middle**2 - leading * (above**2 - float(spread[0, 0]))
    if leading <= 0.0 or inside < 0.0:
        return replace(known, df=n - 1.0, state=State.NOTHING_SOLVED)
    reach = sqrt(inside)
    return replace(
        known, lo=(middle - reach) / leading, hi=(middle + reach) / leading, df=n - 1.0, state=State.ESTIMATED
    )


def _means(attempts: Attempts, tasks: Sequence[str], high: float) -> Floats:
    """The mean of each of these tasks' attempts."""
    vector("attempts", [value for task in tasks for value in attempts[task]], low=0.0, high=high)
    return np.array([sum(attempts[task]) / len(attempts[task]) for task in tasks])
