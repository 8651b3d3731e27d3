"""Rank correlation with an exact p on few pairs, and the least p that so few could give."""

from __future__ import annotations

from itertools import permutations
from math import factorial, sqrt

import numpy as np

from prony.nouns import Noun
from prony.stats.estimate import Floats, State, same_length, t_p_value, vector

EXACT_PAIRS = 8
"""Pairs up to which all orders are counted; beyond, p is from Student's t."""


class RankCorrelation(Noun, frozen=True, kw_only=True):
    """rho: Spearman's, -1..1. p: two-sided. p_floor: the least p that these ranks, in any order, could give.

    None where one side does not vary (state `all_equal`) or with fewer than three pairs (`too_few_tasks`).
    """

    rho: float | None
    p: float | None
    p_floor: float | None
    n: int
    exact: bool
    state: State = State.ESTIMATED


def spearman(
    x: Floats | list[float] | tuple[float, ...], y: Floats | list[float] | tuple[float, ...]
) -> RankCorrelation:
    """Spearman's rank correlation of paired values, ties at mid-ranks.

    p: all n! orders where n <= 8, else t = rho sqrt((n-2)/(1-rho^2)) with n - 2 df, as scipy.stats.spearmanr.
    Source: Spearman (1904). Raises E801, E802, E803.
    """
    a, b = vector("x", x), vector("y", y)
    n = same_length(x=a, y=b)
    if n < 3:
        return RankCorrelation(rho=None, p=None, p_floor=None, n=n, exact=False, state=State.TOO_FEW_TASKS)
    of_a, of_b = mid_ranks(a), mid_ranks(b)
    of_a, of_b = of_a - of_a.mean(), of_b - of_b.mean()
    scale = sqrt(float((of_a**2).sum() * (of_b**2).sum()))
    if scale == 0.0:
        return RankCorrelation(rho=None, p=None, p_floor=None, n=n, exact=False, state=State.ALL_EQUAL)
    rho = float(np.clip(of_a @ of_b / scale, -1.0, 1.0))
    if n <= EXACT_PAIRS:
        sums = np.abs(of_b[np.array(list(permutations(range(n))))] @ of_a) / scale
        p, floor = float(np.mean(sums >= abs(rho) - 1e-9)), float(np.mean(sums >= sums.max() - 1e-9))
        return RankCorrelation(rho=rho, p=p, p_floor=floor, n=n, exact=True)
    t = rho * sqrt((n - 2) / max(1e-300, 1.0 - rho**2))
    return RankCorrelation(rho=rho, p=t_p_value(t, n - 2.0), p_floor=2.0 / factorial(n), n=n, exact=False)


def mid_ranks(values: Floats) -> Floats:
    """Ranks from 1, smallest first; ties share the mean of their ranks (scipy.stats.rankdata's default)."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2.0)[place]
    return ranks
