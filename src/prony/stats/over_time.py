"""The same contestant at two times: has it changed, and how small a change would these runs have shown?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import gcd, log, sqrt

import numpy as np
from msgspec.structs import replace

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.clusters import Tasks, gather
from prony.stats.estimate import Estimand, Estimate, Floats, State, checked_level, normal_quantile, z_quantile

SHUFFLES = 10_000
POWER = 0.80
LARGEST_SUM = 100_000
LOOKS = 2.10975
"""The sum of 1 / ((n + 1) ln^2(n + 1)) over all n from 1 on, rounded up."""
_TINY = 1e-9


class DriftVerdict(StrEnum):
    """What may be said of a contestant at two times; never that it is stable."""

    CHANGED = "changed"
    NO_CHANGE_DETECTED = "no_change_detected"
    NOT_ESTIMABLE = "not_estimable"


class Drift(Noun, frozen=True, kw_only=True):
    """After minus before, on the tasks of both runs, as shares.

    change: with its interval, about this pack (only attempts vary). p: two-sided. smallest_detectable: the least true
    change that these runs would show 4 times of 5; 1 where none is so large. n_common, only_before, only_after: tasks.
    exact: every way to deal a task's attempts to the two runs counted, else `shuffles` seeded ones.
    """

    change: Estimate
    verdict: DriftVerdict
    p: float | None = None
    smallest_detectable: float | None = None
    n_common: int = 0
    only_before: int = 0
    only_after: int = 0
    exact: bool = True
    shuffles: int = 0
    seed: int = 0


def drift(
    before: Mapping[str, Sequence[float]], after: Mapping[str, Sequence[float]], *, level: float = 0.95, seed: int = 0
) -> Drift:
    """Two runs of one contestant with the same fingerprint (a new fingerprint is a new contestant, not drift).

    before, after: task -> scores of its attempts, 0..1. Test: within each task, attempts are dealt anew to the two
    runs; two-sided mid-p of the mean change (twice the smaller tail). Exact by convolution of hypergeometric chances
    where scores are 0 or 1, else from `seed`. Interval: change +- z se, se^2 from the variance of a task's pooled
    attempts plus one pseudo-task of variance 1/4. Smallest detectable: (z + z_power) times the se that such a change
    would have. Both test and interval must exclude 0 for `changed`. Source: Pitman (1937); mid-p: Lancaster (1961).

    State `no_common_tasks`. Raises E802, E803 (a run without attempts), E804.
    """
    checked_level(level)
    old, new = _run("before", before), _run("after", after)
    common = sorted(old.keys() & new.keys())
    samples = sum(len(old[task]) + len(new[task]) for task in common)
    bare = Drift(
        change=Estimate(
            value=None,
            n_tasks=len(common),
            n_samples=samples,
            method="pooled attempts, one pseudo-task",
            target=Estimand.PACK,
            level=level,
            state=State.NO_COMMON_TASKS,
        ),
        verdict=DriftVerdict.NOT_ESTIMABLE,
        n_common=len(common),
        only_before=len(old) - len(common),
        only_after=len(new) - len(common),
        seed=seed,
    )
    if not common:
        return bare
    was, now, pooled = _tasks(common, old), _tasks(common, new), _tasks(common, old, new)
    value = float((now.mean - was.mean).mean())
    se, padded = _errors(was, now, pooled)
    p = _exact_p(was, now) if pooled.binary else None
    result = bare
    if p is None:
        p = _shuffled_p(common, old, new, seed)
        result = replace(bare, exact=False, shuffles=SHUFFLES)
    half = z_quantile(level) * padded
    lo, hi = max(-1.0, value - half), min(1.0, value + half)
    changed = p < 1.0 - level and (lo > 0.0 or hi < 0.0)
    return replace(
        result,
        change=replace(bare.change, value=value, lo=lo, hi=hi, se=se, state=State.ESTIMATED),
        verdict=DriftVerdict.CHANGED if changed else DriftVerdict.NO_CHANGE_DETECTED,
        p=p,
        smallest_detectable=_smallest(was, now, padded, z_quantile(level) + normal_quantile(POWER))
        if _least_p(was, now) < 1.0 - level
        else 1.0,
    )


def error_at(look: int, alpha: float) -> float:
    """What the look numbered `look` (from 1) may spend of `alpha`, so that looks without end spend no more than it.

    alpha / (c (n + 1) ln^2(n + 1)), c the sum of 1 / ((n + 1) ln^2(n + 1)) over all n: who looks at test n at that
    level is wrong at any look, ever, in at most alpha of histories without a change (Bonferroni; no dependence is
    assumed away). Source: alpha spending of online testing (Foster and Stine 2008), with a series that falls slowly.
    """
    return alpha / (LOOKS * (look + 1) * log(look + 1) ** 2)


def _run(name: str, scores: Mapping[str, Sequence[float]]) -> dict[str, Sequence[float]]:
    kept = {task: values for task, values in scores.items() if len(values)}
    if not kept:
        raise EstimateError("E803", f"the run {name} has no attempts", hint="drift needs two runs")
    return kept


def _tasks(common: Sequence[str], *runs: Mapping[str, Sequence[float]]) -> Tasks:
    rows = [(task, score) for run in runs for task in common for score in run[task]]
    return gather([task for task, _ in rows], [score for _, score in rows])


def _errors(was: Tasks, now: Tasks, pooled: Tasks) -> tuple[float, float]:
    """The standard error of the mean change, bare and with a pseudo-task."""
    n = len(pooled.ids)
    dealt = 1.0 / was.count + 1.0 / now.count
    squares = float((pooled.within * dealt).sum())
    return sqrt(squares) / n, sqrt(squares + 0.25 * float(dealt.mean())) / n


GROWN = 0.4
"""How much of change (1 - change) a change adds to the variance between attempts of what was always solved, or never;
less the nearer the rate is to one half. Found by simulation."""


def _least_p(was: Tasks, now: Tasks) -> float:
    """The least p that these attempts can give: of a change from nothing to everything."""
    from scipy import special

    ways = special.gammaln(was.count + now.count + 1) - special.gammaln(was.count + 1) - special.gammaln(now.count + 1)
    return float(np.exp(-ways.sum()))


def _smallest(was: Tasks, now: Tasks, padded: float, reach: float) -> float:
    """The least change that is `reach` of the standard errors that it has itself; at most 1."""
    dealt = float((1.0 / was.count + 1.0 / now.count).sum()) / len(was.ids) ** 2
    change, rate = reach * padded, float((was.mean.mean() + now.mean.mean()) / 2.0)
    steep = GROWN * abs(1.0 - 2.0 * rate)
    for _ in range(60):
        grown = steep * max(0.0, min(change, 1.0) * (1.0 - min(change, 1.0)))
        change = (change + reach * sqrt(padded**2 + grown * dealt)) / 2.0
    return min(1.0, change)


def _exact_p(was: Tasks, now: Tasks) -> float | None:
    """Two-sided mid-p over all deals of 0/1 attempts; None where the sums are too many to lay out."""
    from scipy import special

    # A task's change is x (1/k_new + 1/k_old) - solved/k_old, x hypergeometric; `step` makes all x-steps whole.
    old, new = was.count.astype(int), now.count.astype(int)
    whole = int(np.lcm.reduce(np.concatenate([old, new])))
    steps = [whole // int(a) + whole // int(b) for a, b in zip(old, new, strict=True)]
    shared = 0
    for step in steps:
        shared = gcd(shared, step)
    steps = [step // shared for step in steps]
    if sum(step * int(k) for step, k in zip(steps, new, strict=True)) > LARGEST_SUM:
        return None
    chance = np.ones(1)
    observed = 0
    for step, a, b, mean_old, mean_new in zip(steps, old, new, was.mean, now.mean, strict=True):
        x_new, solved = round(mean_new * b), round(mean_new * b) + round(mean_old * a)
        x = np.arange(b + 1)
        ways = special.comb(solved, x) * special.comb(a + b - solved, b - x)
        spread = np.zeros(step * int(b) + 1)
        spread[::step] = ways / ways.sum()
        chance = np.convolve(chance, spread)
        observed += step * x_new
    at = float(chance[observed])
    below, above = float(chance[:observed].sum()) + at / 2.0, float(chance[observed + 1 :].sum()) + at / 2.0
    return min(1.0, 2.0 * min(below, above))


def _shuffled_p(
    common: Sequence[str], old: Mapping[str, Sequence[float]], new: Mapping[str, Sequence[float]], seed: int
) -> float:
    rng = np.random.default_rng(seed)
    sums = np.zeros(SHUFFLES)
    observed = 0.0
    for task in common:
        # Sorted, so that the order in which attempts are told does not matter.
        values, k = np.sort(np.asarray([*old[task], *new[task]], dtype=np.float64)), len(new[task])
        dealt: Floats = rng.permuted(np.broadcast_to(values, (SHUFFLES, values.size)), axis=1)
        rest = values.size - k
        sums += dealt[:, :k].mean(axis=1) - dealt[:, k:].sum(axis=1) / rest
        observed += float(np.mean(np.asarray(new[task]))) - float(np.mean(np.asarray(old[task])))
    at = float(np.mean(np.abs(sums - observed) <= _TINY)) / 2.0
    below, above = float(np.mean(sums < observed - _TINY)) + at, float(np.mean(sums > observed + _TINY)) + at
    return min(1.0, max(2.0 * min(below, above), 1.0 / (SHUFFLES + 1)))
