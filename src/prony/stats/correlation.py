"""Rank correlation with an exact p on few pairs, and the least p that so few could give."""

from __future__ import annotations

from itertools import permutations
from math import atanh, erfc, factorial, sqrt, tanh

import numpy as np

from prony.nouns import Noun
from prony.stats.estimate import Floats, State, checked_level, same_length, t_p_value, t_quantile, vector

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


class OrderAgreement(Noun, frozen=True, kw_only=True):
    """tau: Kendall's tau-b, -1..1, with its interval. p: two-sided. concordant, discordant: pairs that stand alike, and
    the other way round; the others are tied on one side.

    None where one side does not vary (state `all_equal`) or with fewer than five values (`too_few_tasks`).
    """

    tau: float | None
    lo: float | None = None
    hi: float | None = None
    p: float | None = None
    n: int
    concordant: int = 0
    discordant: int = 0
    exact: bool = False
    level: float = 0.95
    state: State = State.ESTIMATED


LEAST_ORDERED = 5
"""Values below which nothing is said about the agreement of two orders."""


def kendall(
    x: Floats | list[float] | tuple[float, ...], y: Floats | list[float] | tuple[float, ...], *, level: float = 0.95
) -> OrderAgreement:
    """How far two orders of the same things agree: Kendall's tau-b of paired values.

    p: all n! orders where n <= 8, else normal with the variance for ties, as scipy.stats.kendalltau. Interval: Fisher's
    z with variance 0.437 / (n - 4) and Student's quantile at n - 3, from a tau that is kept two discordant pairs away
    from +-1. Sources: Kendall (1945); Fieller, Hartley and Pearson (1957); the two pairs and the quantile are ours.
    Raises E801, E802, E803, E804 (level).
    """
    checked_level(level)
    a, b = vector("x", x), vector("y", y)
    n = same_length(x=a, y=b)
    if n < LEAST_ORDERED:
        return OrderAgreement(tau=None, n=n, level=level, state=State.TOO_FEW_TASKS)
    of_a, of_b = _ahead(a), _ahead(b)
    product = of_a * of_b
    concordant, discordant = int((product > 0).sum()), int((product < 0).sum())
    scale = sqrt(float(np.abs(of_a).sum()) * float(np.abs(of_b).sum()))
    if scale == 0.0:
        return OrderAgreement(tau=None, n=n, level=level, state=State.ALL_EQUAL)
    tau = (concordant - discordant) / scale
    away = 4.0 / len(of_a)
    z = atanh(min(max(tau, -1.0 + away), 1.0 - away))
    half = t_quantile(level, n - 3.0) * sqrt(0.437 / (n - 4))
    return OrderAgreement(
        tau=tau,
        lo=min(tau, tanh(z - half)),
        hi=max(tau, tanh(z + half)),
        p=_order_p(a, b, of_a, concordant - discordant),
        n=n,
        concordant=concordant,
        discordant=discordant,
        exact=n <= EXACT_PAIRS,
        level=level,
    )


def _ahead(values: Floats) -> Floats:
    """For each pair of values the sign of their difference."""
    first, second = np.triu_indices(len(values), 1)
    signs: Floats = np.sign(values[first] - values[second])
    return signs


def _order_p(a: Floats, b: Floats, of_a: Floats, score: int) -> float:
    """How often orders that have nothing to do with each other agree, or disagree, as much."""
    n = len(a)
    if n <= EXACT_PAIRS:
        first, second = np.triu_indices(n, 1)
        orders = np.array(list(permutations(range(n))))
        scores = np.sign(b[orders[:, first]] - b[orders[:, second]]) @ of_a
        return float(np.mean(np.abs(scores) >= abs(score) - 1e-9))
    ties = [np.unique(values, return_counts=True)[1].astype(float) for values in (a, b)]
    v0 = n * (n - 1.0) * (2.0 * n + 5.0)
    ones, twos, threes = ([float(f(t).sum()) for t in ties] for f in (_pairs_of, _triples_of, _weighted))
    variance = (v0 - threes[0] - threes[1]) / 18.0
    variance += ones[0] * ones[1] / (2.0 * n * (n - 1.0))
    variance += twos[0] * twos[1] / (9.0 * n * (n - 1.0) * (n - 2.0))
    return erfc(abs(score) / sqrt(2.0 * variance)) if variance > 0.0 else 1.0


def _pairs_of(counts: Floats) -> Floats:
    return counts * (counts - 1.0)


def _triples_of(counts: Floats) -> Floats:
    return counts * (counts - 1.0) * (counts - 2.0)


def _weighted(counts: Floats) -> Floats:
    return counts * (counts - 1.0) * (2.0 * counts + 5.0)


def mid_ranks(values: Floats) -> Floats:
    """Ranks from 1, smallest first; ties share the mean of their ranks (scipy.stats.rankdata's default)."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    ranks: Floats = (last - (counts - 1) / 2.0)[place]
    return ranks
