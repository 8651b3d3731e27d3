"""Languages compared on one machine: what a program in one takes, told from the same problem in another. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence

from prony.grading.calibration.measure import ReferenceUse
from prony.nouns import Noun

BASE = "python"
"""The language that others are compared with."""

LEAST_WORK_S = 0.02
"""A problem of which the base language computes for less, beside starting, compares starts alone."""

LEAST_PROBLEMS = 3
"""Fewer problems compare nothing."""


class Pace(Noun, frozen=True, kw_only=True):
    """A language beside the base language, over the problems that have references in both.

    A program takes `start_s`, and of the time that one in the base language computes, beside its own start, `middle`
    times as much; over the problems it was from `low` to `high` times.
    """

    problems: int
    base_start_s: float
    start_s: float
    low: float
    middle: float
    high: float


def pace_of(pairs: Sequence[tuple[ReferenceUse, ReferenceUse]]) -> Pace | None:
    """The pace of a language, of pairs (in the base language, in this one); None where they are too few to tell."""
    if not pairs:
        return None
    base_start_s = min(base.fastest_s for base, _ in pairs)
    start_s = min(other.fastest_s for _, other in pairs)
    ratios = sorted(
        max(0.0, other.slowest_s - start_s) / (base.slowest_s - base_start_s)
        for base, other in pairs
        if base.slowest_s - base_start_s >= LEAST_WORK_S
    )
    if len(ratios) < LEAST_PROBLEMS:
        return None
    return Pace(
        problems=len(ratios),
        base_start_s=base_start_s,
        start_s=start_s,
        low=_quantile(ratios, 0.1),
        middle=_quantile(ratios, 0.5),
        high=_quantile(ratios, 0.9),
    )


def expected_use(base: ReferenceUse, pace: Pace) -> ReferenceUse:
    """What a reference would use in the other language, at the slow end of what was seen, so that none would fail."""
    work_s = max(0.0, base.slowest_s - pace.base_start_s)
    return ReferenceUse(slowest_s=pace.start_s + pace.high * work_s, fastest_s=pace.start_s)


def _quantile(ordered: Sequence[float], share: float) -> float:
    """The value that at least this share of `ordered` does not exceed."""
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]
