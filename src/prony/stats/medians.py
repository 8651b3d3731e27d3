"""The median over tasks, with an interval from order statistics: exact for any distribution."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from msgspec.structs import replace

from prony.stats.estimate import Estimate, Floats, State, checked_level, vector
from prony.stats.resampling import LEAST_TASKS


def median_over_tasks(values: Sequence[float] | Floats, *, samples: int | None = None, level: float = 0.95) -> Estimate:
    """The median of one value for each task, in their unit.

    The r-th smallest and the r-th largest value, r the largest rank with 2 P(Binomial(n, 1/2) < r) <= 1 - level: they
    enclose the median of tasks like these with at least that chance, whatever the distribution. samples: attempts
    behind the values, for the record. State `too_few_tasks` (fewer than 20; value only). Raises E802, E803, E804.
    Source: Thompson (1936); David and Nagaraja, Order Statistics (2003), section 7.1.
    """
    checked_level(level)
    ranked = np.sort(vector("values", values))
    n = ranked.size
    bare = Estimate(
        value=float(np.median(ranked)),
        n_tasks=n,
        n_samples=n if samples is None else samples,
        method="median, order statistics",
        level=level,
        state=State.TOO_FEW_TASKS,
    )
    if n < LEAST_TASKS:
        return bare
    rank = _rank(n, level)
    lo, hi = float(ranked[rank - 1]), float(ranked[n - rank])
    return replace(bare, lo=lo, hi=hi, n_effective=float(n), state=State.ESTIMATED)


@lru_cache(maxsize=256)
def _rank(n: int, level: float) -> int:
    """The largest rank r with 2 P(Binomial(n, 1/2) < r) <= 1 - level."""
    from scipy import special

    below = 2.0 * special.bdtr(np.arange(n // 2), n, 0.5)
    return int((below <= 1.0 - level).sum())
