"""The median of a few repeats, with an interval from order statistics."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from typing import NamedTuple

LEVEL = 0.95


class Median(NamedTuple):
    """A median of `n` values. `coverage`: the least chance that lo to hi holds the median of such values; None of all
    where there is no value."""

    value: float | None = None
    lo: float | None = None
    hi: float | None = None
    n: int = 0
    coverage: float | None = None


def median_of(values: Sequence[float], level: float = LEVEL) -> Median:
    """The median, and the r-th smallest and r-th largest value, r the largest rank that holds at `level`.

    Below six values no rank does at 95 %: then the least and the greatest, whose coverage is less (five: 93.75 %).
    Source: David and Nagaraja, Order Statistics (2003), section 7.1.
    """
    ranked, n = sorted(values), len(values)
    if n == 0:
        return Median()
    if n == 1:
        return Median(value=ranked[0], n=1)
    rank = 1
    while rank < n // 2 and 2 * _below(n, rank + 1) <= 1 - level:
        rank += 1
    return Median(
        value=statistics.median(ranked),
        lo=ranked[rank - 1],
        hi=ranked[n - rank],
        n=n,
        coverage=1 - 2 * _below(n, rank),
    )


def _below(n: int, rank: int) -> float:
    """P(Binomial(n, 1/2) < rank)."""
    return float(sum(math.comb(n, k) for k in range(rank)) / 2**n)
