"""What a comparison on so many tasks would decide, before it is made: its power, and the least difference it shows.

Tasks on which A and B differ do so by one size: A is ahead on a share b of the tasks, B on a share c, with b - c the
difference. c falls as the difference grows, from the share on which either of two equals would be ahead (`_apart`). The
chance of a decision is then summed over what might be seen, by the rule that `paired.compare` has.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from prony.stats.clusters import kish
from prony.stats.estimate import Floats, normal_quantile, z_quantile

POWER = 0.80
"""The chance of a decision that is asked of a difference that tasks are said to show."""
SUMMED = 2048
"""Tasks up to which the chance is summed; beyond, it is from the normal distribution."""
FULL_P = 1.3
"""A decision also needs a p without the half of what was observed below this many times alpha: 6.5 % at 5 %."""


def chance_to_decide(tasks: int, ahead: float, behind: float, *, pseudo: float = 1.0, level: float = 0.95) -> float:
    """The chance that `tasks` tasks decide for A, which is ahead on a share `ahead` of them and `behind` on another.

    pseudo: the squared difference of a pseudo-task, in squared units of one task's. By summation.
    """
    from scipy import special

    differ = ahead + behind
    # Only as many tasks that differ as there might be: within eight standard deviations.
    middle, reach = tasks * differ, 8.0 * sqrt(tasks * differ * max(0.0, 1.0 - differ)) + 8.0
    m = np.arange(max(0, int(middle - reach)), min(tasks, int(middle + reach)) + 1)
    by_sign = _least_by_sign(1 << max(6, tasks.bit_length()), level)[m]
    least = np.maximum(by_sign, _least_by_interval(m, tasks, pseudo, level))
    seen = special.bdtr(m, tasks, differ) - np.where(m > 0, special.bdtr(np.maximum(m - 1, 0), tasks, differ), 0.0)
    share = ahead / differ if differ > 0.0 else 0.5
    with np.errstate(invalid="ignore"):
        beyond = np.where(least <= m, special.bdtrc(np.minimum(least, m) - 1, m, share), 0.0)
    return float(seen @ np.nan_to_num(beyond))


def _least_by_interval(m: NDArray[np.int64], tasks: int, pseudo: float, level: float) -> NDArray[np.int64]:
    """Of m tasks that differ, how many A must be ahead on for the interval to exclude 0."""
    z2 = z_quantile(level) ** 2
    lead = np.sqrt(z2 * (m + 2.0 * pseudo) / ((tasks + 1.0 + z2) / tasks))
    return np.asarray(np.floor((m + lead) / 2.0 + 1e-9) + 1, dtype=np.int64)


@lru_cache(maxsize=32)
def _least_by_sign(tasks: int, level: float) -> NDArray[np.int64]:
    """Of 0..tasks tasks that differ, how many A must be ahead on for the sign-flip test to decide."""
    from scipy import special

    m, alpha = np.arange(tasks + 1), 1.0 - level
    low, high = m // 2 + 1, m + 1
    while (low < high).any():
        b = (low + high) // 2
        above, beyond = special.bdtrc(np.minimum(b, m) - 1, m, 0.5), special.bdtrc(np.minimum(b, m), m, 0.5)
        decides = (above + beyond < alpha) & (2.0 * above <= FULL_P * alpha) | (b > m)
        low, high = np.where(decides, low, b + 1), np.where(decides, b, high)
        low = np.minimum(low, high)
    return np.asarray(high, dtype=np.int64)


def shown_by(
    differences: Floats, weight: Floats, *, pseudo: float, power: float = POWER, level: float = 0.95
) -> float | None:
    """The least true difference that tasks such as these decide with chance `power`; None: not even the largest.

    differences: of the tasks (or groups), A - B, within -1..1, of which each counts by `weight`. pseudo: the squared
    difference of a pseudo-task. Where each differs by all or nothing, the chance is summed; else it is the normal
    distribution's, with the two pseudo-tasks that stay two, however many tasks there are.
    """
    n, share = max(1, round(kish(weight))), weight / weight.sum()
    gap = abs(float(share @ differences))
    squares, sizes = float(share @ differences**2), float(share @ np.abs(differences))
    whole = abs(squares - sizes) < 1e-9
    size = 1.0 if whole else (n * squares + 2.0 * pseudo) / (n * sizes + 2.0 * sqrt(pseudo))
    steady = STEADY if whole else 0.0
    equals = _equals((squares / size - gap) / 2.0 + 0.25 / n, gap, steady)

    if whole and n <= SUMMED:
        return _least(lambda d: chance_to_decide(n, *_apart(equals, d, steady), pseudo=pseudo, level=level), power)
    reach = (z_quantile(level) + normal_quantile(power)) ** 2

    def decides(difference: float) -> float:
        variance = max(
            size * sum(_apart(equals, difference, steady)) - difference**2, 0.0 if whole else squares - gap**2
        )
        return n * (n + 1.0) * difference**2 / (n * variance + 2.0 * pseudo)

    return _least(decides, reach)


STEADY = 0.4
"""How far `behind` falls as (1 - difference)^3, and not with the cube root: between contestants that move together
around a middle, and one that stays near the ceiling while the other falls. Both are logistic contestants."""


def _apart(equals: float, difference: float, steady: float) -> tuple[float, float]:
    """On which share of tasks A is ahead, and behind, where the true difference is this."""
    fallen = (((2.0 * equals) ** 3 + difference**3) ** (1.0 / 3.0) - difference) / 2.0
    behind = (1.0 - steady) * fallen + steady * equals * (1.0 - difference) ** 3
    behind = min(behind, (1.0 - difference) / 2.0)
    return difference + behind, behind


def _equals(against: float, gap: float, steady: float) -> float:
    """`_apart` turned round: on which share either of two equals is ahead, where at `gap` the worse one is on this."""
    low, high = against, max(0.25, against)
    for _ in range(30):
        middle = (low + high) / 2.0
        low, high = (low, middle) if _apart(middle, gap, steady)[1] >= against else (middle, high)
    return high


def _least(reached: Callable[[float], float], enough: float) -> float | None:
    """The least difference at which `reached`, which grows with it, is `enough`, to a ten-thousandth."""
    if reached(1.0) < enough:
        return None
    low, high = 0.0, 1.0
    for _ in range(14):
        middle = (low + high) / 2.0
        low, high = (low, middle) if reached(middle) >= enough else (middle, high)
    return high
