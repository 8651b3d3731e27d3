"""The bootstrap over tasks, for quantities with no better interval: seeded, stated, and refused below twenty tasks."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from msgspec.structs import replace

from prony.errors import EstimateError
from prony.stats.estimate import Estimate, Indices, State, checked_count, checked_level, normal_quantile

LEAST_TASKS = 20
"""Below this a bootstrap over tasks falls well short of its level, so none is given."""


def bootstrap(
    tasks: int,
    statistic: Callable[[Indices], float],
    *,
    samples: int | None = None,
    draws: int = 2_000,
    seed: int = 0,
    level: float = 0.95,
) -> Estimate:
    """A bias-corrected, accelerated (BCa) interval of `statistic`, in its own unit.

    tasks: how many units there are. statistic: from task indices (repeats allowed) to a number; called draws + tasks +
    1 times. samples: attempts behind them, for the record. A draw on which the statistic is not finite is an error:
    a number that only some resamples have is not estimated. States: `too_few_tasks` (fewer than 20; value only),
    `all_equal` (no resample differs). Source: Efron (1987); equals scipy.stats.bootstrap(method="BCa") in the limit.
    Raises E802, E804.
    """
    n, times = checked_count("tasks", tasks), checked_count("draws", draws, 100)
    checked_level(level)
    every = np.arange(n)
    bare = Estimate(
        value=_finite(statistic(every)),
        n_tasks=n,
        n_samples=n if samples is None else samples,
        method=f"BCa bootstrap over tasks, {times} draws, seed {seed}",
        level=level,
        state=State.TOO_FEW_TASKS,
    )
    if n < LEAST_TASKS:
        return bare
    rng = np.random.default_rng(seed)
    drawn = np.sort([_finite(statistic(rng.integers(0, n, n))) for _ in range(times)])
    assert bare.value is not None
    if drawn[0] == drawn[-1]:
        return replace(bare, state=State.ALL_EQUAL)
    left_out = np.array([_finite(statistic(np.delete(every, i))) for i in range(n)])
    lean = left_out.mean() - left_out
    cubes, squares = float((lean**3).sum()), float((lean**2).sum())
    acceleration = cubes / (6.0 * squares**1.5) if squares > 0.0 else 0.0
    below = float(np.mean(drawn < bare.value) + np.mean(drawn == bare.value) / 2.0)
    bias = normal_quantile(min(max(below, 1.0 / times), 1.0 - 1.0 / times))
    lo, hi = (
        float(np.quantile(drawn, _shifted(chance, bias, acceleration))) for chance in (0.5 - level / 2, 0.5 + level / 2)
    )
    return replace(bare, lo=lo, hi=hi, se=float(np.std(drawn, ddof=1)), n_effective=float(n), state=State.ESTIMATED)


def _shifted(chance: float, bias: float, acceleration: float) -> float:
    """Where the `chance` quantile lies once bias and acceleration are allowed for."""
    from scipy import special

    z = bias + normal_quantile(chance)
    return float(special.ndtr(bias + z / (1.0 - acceleration * z)))


def _finite(value: float) -> float:
    if not np.isfinite(value):
        raise EstimateError(
            "E802",
            "the statistic is not a number on some resample",
            cause="a resample may lack what the statistic needs",
            hint="use a statistic that every resample of the tasks has",
        )
    return float(value)
