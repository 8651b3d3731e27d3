"""What contestants say of themselves against what was measured: claimed durations, and claims to have succeeded."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from prony.nouns import Noun
from prony.stats.correlation import RankCorrelation, spearman
from prony.stats.estimate import Estimate, Floats, State, checked_level, out_of_range, same_length, t_quantile, vector
from prony.stats.rates import rate

LEAST_CLAIMS = 5
"""Tasks with a claim below which nothing is said of a contestant's calibration."""
BINS = 10


class Calibration(Noun, frozen=True, kw_only=True):
    """Claimed against measured quantities, in bits (log2 of the ratio): +1 bit claims twice as much as was.

    bias: mean of log2(claim/actual), the claim taken at its geometric middle, with a t interval. error: mean absolute
    log2 ratio at the middle. outside: the same, 0 inside the claimed interval. within2: share within a factor of two.
    skill: 1 - error / error of the best constant claim; 0 or less means that always saying one number is as good; None
    where that constant has no error. tracking: rank correlation of claim and actual (a constant claim tracks nothing).
    """

    bias: Estimate
    error: float | None
    outside: float | None
    within2: Estimate | None
    best_constant_error: float | None
    skill: float | None
    tracking: RankCorrelation | None
    n: int
    state: State = State.ESTIMATED


def calibrate(lo: Sequence[float], hi: Sequence[float], actual: Sequence[float], *, level: float = 0.95) -> Calibration:
    """How well claims [lo, hi] (equal for a point claim) foretell `actual`; one entry per task, all > 0, one unit.

    Never compare bias between contestants that took different times without `skill`: the same claim is further off for
    the faster one. State `too_few_tasks` below five claims. Source: the best constant is the median of log2(actual);
    skill is that of forecast verification (Murphy 1988) with absolute error. Raises E801-E804.
    """
    checked_level(level)
    low, high = _positive("lo", lo), _positive("hi", hi)
    real = _positive("actual", actual)
    n = same_length(lo=low, hi=high, actual=real)
    if (low > high).any():
        raise out_of_range("a claim's lower end is above its upper end")
    logs, target = (np.log2(low) + np.log2(high)) / 2.0, np.log2(real)
    off = logs - target
    bare = Estimate(
        value=float(off.mean()), n_tasks=n, n_samples=n, method="t over tasks", level=level, state=State.TOO_FEW_TASKS
    )
    if n < LEAST_CLAIMS:
        nothing = replace(bare, value=None)
        return Calibration(
            bias=nothing,
            error=None,
            outside=None,
            within2=None,
            best_constant_error=None,
            skill=None,
            tracking=None,
            n=n,
            state=State.TOO_FEW_TASKS,
        )
    outside = np.maximum(np.log2(low) - target, 0.0) + np.maximum(target - np.log2(high), 0.0)
    error = float(np.abs(off).mean())
    constant = float(np.abs(target - np.median(target)).mean())
    return Calibration(
        bias=_mean_of(bare, off),
        error=error,
        outside=float(outside.mean()),
        within2=rate([str(i) for i in range(n)], (np.abs(off) <= 1.0).astype(float), level=level),
        best_constant_error=constant,
        skill=1.0 - error / constant if constant > 0.0 else None,
        tracking=spearman(logs, target),
        n=n,
    )


class ClaimCheck(Noun, frozen=True, kw_only=True):
    """Claims of success against hidden tests.

    false_claims: share of claimed successes that failed. missed_claims: share of unclaimed attempts that had passed.
    Each None where there are no such attempts. brier: mean squared error of stated confidence, 0..1. calibration_error:
    mean gap between confidence and success over ten bins, weighted by size. Both None where none was stated.
    """

    false_claims: Estimate | None
    missed_claims: Estimate | None
    brier: float | None = None
    calibration_error: float | None = None
    n_tasks: int
    n_samples: int


def check_claims(
    task_ids: Sequence[str],
    claimed: Sequence[bool],
    passed: Sequence[bool],
    *,
    confidence: Sequence[float] | None = None,
    level: float = 0.95,
) -> ClaimCheck:
    """How far a contestant's word can be taken; one entry per attempt, shares with effective-n Wilson over tasks.

    confidence: its stated chance of success, 0..1. Sources: Brier (1950); expected calibration error: Naeini et al.
    (2015). Raises E801-E804.
    """
    checked_level(level)
    said, true = vector("claimed", claimed, low=0.0, high=1.0), vector("passed", passed, low=0.0, high=1.0)
    same_length(task_ids=task_ids, claimed=said, passed=true)
    ids = np.array(list(task_ids), dtype=object)

    def share(chosen: Floats, scores: Floats) -> Estimate | None:
        mask = chosen > 0.5
        return rate(ids[mask].tolist(), scores[mask], level=level) if mask.any() else None

    result = ClaimCheck(
        false_claims=share(said, 1.0 - true),
        missed_claims=share(1.0 - said, true),
        n_tasks=len(set(task_ids)),
        n_samples=len(task_ids),
    )
    if confidence is None:
        return result
    stated = vector("confidence", confidence, low=0.0, high=1.0)
    same_length(confidence=stated, passed=true)
    bins = np.minimum((stated * BINS).astype(np.intp), BINS - 1)
    gaps = np.abs(np.bincount(bins, stated - true, minlength=BINS))
    return replace(
        result, brier=float(((stated - true) ** 2).mean()), calibration_error=float(gaps.sum() / len(stated))
    )


def _positive(name: str, values: Sequence[float]) -> Floats:
    array = vector(name, values, low=0.0)
    if array.min() <= 0.0:
        raise out_of_range(f"{name} holds a zero", hint="ratios need quantities above zero")
    return array


def _mean_of(bare: Estimate, off: Floats) -> Estimate:
    n = off.size
    se = float(np.std(off, ddof=1)) / float(np.sqrt(n))
    assert bare.value is not None
    if se <= 1e-12:
        return replace(bare, se=0.0, state=State.ALL_EQUAL)
    half = t_quantile(bare.level, n - 1.0) * se
    return replace(
        bare,
        lo=bare.value - half,
        hi=bare.value + half,
        se=se,
        df=n - 1.0,
        n_effective=float(n),
        state=State.ESTIMATED,
    )
