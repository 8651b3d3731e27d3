"""The sign-flip test of paired differences: were A and B alike, each difference might as well have the other sign."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import lcm

import numpy as np
from numpy.typing import NDArray

from prony.nouns import Noun
from prony.stats.estimate import Floats, vector

Whole = NDArray[np.int64]

ENUMERATED = 16
"""Differences up to which all sign patterns are tried where the differences share no unit."""
FLIPS = 10_000
AT_ONCE = 500
"""Flips that are multiplied at once."""
LARGEST_SUM = 200_000
"""Units up to which the exact distribution is built by convolution."""


class SignFlip(Noun, frozen=True, kw_only=True):
    """p: two-sided mid-p, 0..1. full: the same with all of what was observed instead of half; among equals it is below
    x in at most a share x of cases, whatever the differences. floor: the smallest p that these differences could have
    given, signs aside.

    n: differences that are not zero. exact: every sign pattern counted; else `flips` seeded draws.
    """

    p: float
    full: float
    floor: float
    n: int
    exact: bool
    flips: int = 0
    seed: int = 0


def sign_flip(differences: Floats, *, unit: int = 0, seed: int = 0) -> SignFlip:
    """The two-sided mid-p of sum(differences) under random signs; 1.0 where all differences are zero.

    differences: one per task (or per group of tasks), any scale. unit: a whole number that makes all of them whole
    when multiplied (the common denominator of scores), 0 where there is none. Exact by convolution where a unit is
    known, by enumeration up to 16 differences, else 10,000 flips drawn from `seed` (then p is at least 1/10001).
    On binary outcomes tried once it equals McNemar's mid-p (Fagerland, Lydersen and Laake 2013).
    Source: Fisher (1935); mid-p: Lancaster (1961). Raises E801, E802, E803.
    """
    return sign_flips([differences], unit=unit, seed=seed)[0]


def sign_flips(many: Sequence[Floats], *, unit: int = 0, seed: int = 0) -> list[SignFlip]:
    """`sign_flip` of each, at less expense: where flips are drawn, the same serve all. The drawn p of one may
    differ from that of `sign_flip` by as much as that of another seed would."""
    values = [vector("differences", differences) for differences in many]
    sizes = [np.sort(np.abs(mine[np.abs(mine) > 1e-12])) for mine in values]
    totals = [abs(float(mine.sum())) for mine in values]
    found = [_counted(mine, total, unit) for mine, total in zip(sizes, totals, strict=True)]
    left = [at for at, result in enumerate(found) if result is None]
    sums = dict(zip(left, _drawn_sums([sizes[at] for at in left], seed), strict=True))
    return [_drawn(sums[at], totals[at], sizes[at], seed) if one is None else one for at, one in enumerate(found)]


def _counted(sizes: Floats, total: float, unit: int) -> SignFlip | None:
    """The test by all sign patterns; None where these are too many."""
    if sizes.size == 0:
        return SignFlip(p=1.0, full=1.0, floor=1.0, n=0, exact=True)
    counts = np.rint(sizes * unit).astype(np.int64)
    if unit and np.abs(sizes * unit - counts).max() < 1e-6 and counts.sum() <= LARGEST_SUM:
        p, full = _by_convolution(counts, round(total * unit))
    elif sizes.size <= ENUMERATED:
        p, full = _shares(np.abs(_signs(sizes.size) @ sizes), total, sizes)
    else:
        return None
    return SignFlip(p=p, full=full, floor=_floor(sizes.size), n=int(sizes.size), exact=True)


def _drawn(sums: Floats, total: float, sizes: Floats, seed: int) -> SignFlip:
    least = 1.0 / (FLIPS + 1)
    p, full = (max(share, least) for share in _shares(sums, total, sizes))
    return SignFlip(p=p, full=full, floor=least, n=int(sizes.size), exact=False, flips=FLIPS, seed=seed)


def _drawn_sums(sizes: Sequence[Floats], seed: int) -> list[Floats]:
    """The absolute sums of each under `FLIPS` random signs: the same signs for all, and some flips at a time, which
    keeps memory flat."""
    if not sizes:
        return []
    most = max(mine.size for mine in sizes)
    columns = np.column_stack([np.pad(mine, (0, most - mine.size)) for mine in sizes])
    pluses = np.random.default_rng(seed).integers(0, 2, (FLIPS, most), dtype=np.int8)
    parts = [pluses[at : at + AT_ONCE].astype(np.float64) @ columns for at in range(0, FLIPS, AT_ONCE)]
    return list(np.abs(2.0 * np.concatenate(parts) - columns.sum(axis=0)).T)


def common_unit(counts_a: Floats, counts_b: Floats) -> int:
    """The least number that makes differences of shares of `counts_a` and `counts_b` attempts whole; 0 if too large."""
    unit = lcm(*{int(count) for count in np.concatenate([counts_a, counts_b])})
    return unit if unit <= LARGEST_SUM else 0


def _by_convolution(counts: Whole, observed: int) -> tuple[float, float]:
    """P(|S| > s) + P(|S| = s)/2, and P(|S| >= s), for S = sum of +-counts, built one difference at a time."""
    step = int(np.gcd.reduce(counts))
    counts, observed = counts // step, observed // step
    reach = int(counts.sum())
    chance = np.zeros(reach + 1)
    chance[0] = 1.0
    top = 0
    for count in counts:
        top += int(count)
        # chance[w] is the chance that the differences with a plus add up to w; S = 2 w - reach.
        chance[count : top + 1] = chance[count : top + 1] + chance[: top + 1 - count]
        chance[: top + 1] *= 0.5
    sums = 2 * np.arange(reach + 1) - reach
    above, at = float(chance[sums > observed].sum()), float(chance[sums == observed].sum())
    return min(1.0, 2.0 * above + at), min(1.0, 2.0 * (above + at))


def _shares(sums: Floats, total: float, sizes: Floats) -> tuple[float, float]:
    """The mid-p of `total` among `sums`, and its p with all of what was observed."""
    slack = 1e-9 * float(sizes.sum())
    above = float(np.mean(sums > total + slack))
    at = float(np.mean(np.abs(sums - total) <= slack))
    return min(1.0, above + (0.5 * at if total > slack else at)), min(1.0, above + at)


def _floor(n: int) -> float:
    """All differences on one side: one pattern of 2^n each way, half of it counted."""
    return 2.0**-n


@lru_cache(maxsize=ENUMERATED)
def _signs(n: int) -> Floats:
    """Every sign pattern of n differences, up to reversal: the first sign is plus."""
    patterns = np.arange(2 ** (n - 1))[:, None] >> np.arange(n - 1) & 1
    return np.hstack([np.ones((len(patterns), 1)), 2.0 * patterns - 1.0])
