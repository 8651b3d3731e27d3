"""Solve rates of one contestant: the effective-n Wilson interval over tasks, and pass@k, pass^k."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from functools import lru_cache
from math import comb, sqrt

import numpy as np
from msgspec.structs import replace

from prony.errors import EstimateError
from prony.stats.clusters import Tasks, gather, group_sums, groups_of, kish, own_groups, weights_of
from prony.stats.estimate import (
    Estimand,
    Estimate,
    Floats,
    Indices,
    State,
    checked_count,
    checked_level,
    out_of_range,
    t_quantile,
    z_quantile,
)

_TINY = 1e-12


def rate(
    task_ids: Sequence[str],
    scores: Sequence[float] | Floats,
    *,
    groups: Mapping[str, Hashable] | None = None,
    weights: Mapping[str, float] | None = None,
    target: Estimand | str = Estimand.POPULATION,
    level: float = 0.95,
) -> Estimate:
    """The mean score over tasks with its confidence interval; value, lo, hi, se are shares (0..1).

    task_ids, scores: one entry per attempt; a score is 0, 1 or partial credit between. groups: task -> group, where
    tasks of one group stand or fall together (one repository, one template). weights: task -> weight of its mean.
    target `population`: tasks like these (the default); `pack`: these tasks and no others, so only repeats vary.

    Method, population: attempts averaged within tasks; standard error over tasks (or groups) by linearisation;
    n_effective = p(1-p)/se^2 * (z/t)^2 with df = tasks - 1 (Kish's effective number where weighted), kept between 1
    and a cap; the Wilson interval at n_effective. No spread at all counts as one attempt per task. The cap,
    tasks * max(2, tasks * min(p, 1-p)), holds where the standard error of a few near-perfect tasks is too small to be
    believed; so does the number of attempts, of which those that are copies of others on every task count once. One
    attempt per task, each 0 or 1: Wilson at n, modified near 0 and 1.
    Method, pack: variance of repeats within tasks, smoothed by half an attempt each way; Satterthwaite df.
    Source: Korn and Graubard (1998) for the effective n; Wilson (1927); Brown, Cai and DasGupta (2001), eq. 10.

    States: `saturated`, `floor` (a rate of 1, of 0, with its interval), `one_task` (population: one task or one group),
    `no_repeats` (pack: some task was tried once).
    Raises E801 (lengths, task without group or weight), E802 (NaN), E803 (no attempts), E804 (score outside 0..1).
    """
    checked_level(level)
    wanted = _target(target)
    return rate_of_tasks(gather(task_ids, scores), groups=groups, weights=weights, target=wanted, level=level)


def rate_of_tasks(
    tasks: Tasks,
    *,
    groups: Mapping[str, Hashable] | None = None,
    weights: Mapping[str, float] | None = None,
    target: Estimand | str = Estimand.POPULATION,
    level: float = 0.95,
) -> Estimate:
    """`rate` of attempts that are averaged within their tasks already. Raises E801, E804."""
    checked_level(level)
    wanted = _target(target)
    groups = own_groups(tasks.ids, tasks.groups) if groups is None else groups
    weight = weights_of(tasks.ids, weights)
    bare = Estimate(
        value=min(1.0, float(weight @ tasks.mean / weight.sum())),  # a sum of floats may pass 1 by a hair
        n_tasks=len(tasks.ids),
        n_samples=tasks.samples,
        method="effective-n Wilson",
        target=wanted,
        level=level,
        state=State.ONE_TASK,
    )
    if wanted is Estimand.PACK:
        return _of_pack(bare, tasks, weight)
    return _of_population(bare, tasks, weight, groups_of(tasks.ids, groups), weights is None and groups is None)


def wilson(share: float, n: float, level: float = 0.95) -> tuple[float, float]:
    """The Wilson score interval of a share (0..1) of `n` attempts; `n` may be fractional. Bounds are shares.

    Source: Wilson (1927); equals statsmodels `proportion_confint(method="wilson")`. Raises E804.
    """
    checked_level(level)
    if not 0.0 <= share <= 1.0:
        raise out_of_range(f"a share of {share}")
    if not n > 0.0:
        raise EstimateError("E803", f"an interval of {n} attempts", hint="a rate needs at least one attempt")
    z = z_quantile(level)
    spread = z * sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n))
    scale = 1.0 + z * z / n
    middle = share + z * z / (2.0 * n)
    lo = 0.0 if share <= 0.0 else max(0.0, (middle - spread) / scale)
    hi = 1.0 if share >= 1.0 else min(1.0, (middle + spread) / scale)
    return lo, hi


def modified_wilson(solved: int, n: int, level: float = 0.95) -> tuple[float, float]:
    """The Wilson interval with Poisson bounds where only one to three are solved, or failed; bounds are shares.

    (Up to two where n <= 50.) Wilson alone covers as little as 83 % at rates near 0 and 1.
    Source: Brown, Cai and DasGupta (2001), eq. 10.
    Raises E803, E804.
    """
    from scipy import special

    checked_count("n", n)
    if not 0 <= checked_count("solved", solved, 0) <= n:
        raise out_of_range(f"{solved} solved of {n}")
    lo, hi = wilson(solved / n, n, level)
    few = 2 if n <= 50 else 3
    if 1 <= solved <= few:
        lo = min(lo, float(special.chdtri(2 * solved, level)) / (2.0 * n))
    if 1 <= n - solved <= few:
        hi = max(hi, 1.0 - float(special.chdtri(2 * (n - solved), level)) / (2.0 * n))
    return lo, hi


COARSE = 8
"""Tasks below which Wilson's interval covers some rates too seldom: at four tasks and a rate of 49 % 87.5 %, at seven
and 36 % 89.4 %."""


ENDS = 6
"""Tasks from which on Wilson's interval of all, or of none, covers as it should."""


@lru_cache(maxsize=4096)
def _of_outcomes(solved: int, n: int, level: float) -> tuple[float, float]:
    """The modified Wilson interval; below `COARSE` tasks never narrower than the exact one by mid-p."""
    lo, hi = modified_wilson(solved, n, level)
    if n >= COARSE or (n >= ENDS and solved in (0, n)):
        return lo, hi
    return min(lo, _mid_p_bound(solved, n, level)), max(hi, 1.0 - _mid_p_bound(n - solved, n, level))


def _mid_p_bound(solved: int, n: int, level: float) -> float:
    """The rate at which so many solved, or more, half of so many, have a chance of (1 - level)/2 (Lancaster 1961)."""
    from scipy import special

    if solved == 0:
        return 0.0
    low, high = 0.0, solved / n
    for _ in range(60):
        p = (low + high) / 2.0
        more, as_many = float(special.bdtrc(solved, n, p)), float(special.bdtrc(solved - 1, n, p))
        low, high = (p, high) if (more + as_many) / 2.0 < (1.0 - level) / 2.0 else (low, p)
    return low


def pass_at_k(n: int, c: int, k: int) -> float | None:
    """The chance that at least one of `k` attempts is correct, from `c` correct of `n`: 1 - C(n-c,k)/C(n,k).

    None where n < k: fewer attempts than asked about say nothing unbiased. Source: Chen et al. (2021), section 2.1.
    Raises E804 (c outside 0..n, k < 1).
    """
    _counts(n, c, k)
    return None if n < k else 1.0 - comb(n - c, k) / comb(n, k)


def pass_hat_k(n: int, c: int, k: int) -> float | None:
    """pass^k: the chance that all of `k` attempts are correct, from `c` correct of `n`: C(c,k)/C(n,k).

    None where n < k. Source: Yao et al., tau-bench (2024). Raises E804 (c outside 0..n, k < 1).
    """
    _counts(n, c, k)
    return None if n < k else comb(c, k) / comb(n, k)


def pass_rate(
    attempts: Mapping[str, tuple[int, int]],
    k: int,
    *,
    every: bool = False,
    groups: Mapping[str, Hashable] | None = None,
    weights: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> Estimate:
    """pass@k (or with `every` pass^k) over tasks, with the effective-n Wilson interval of the per-task values.

    attempts: task -> (attempts n, correct c). Tasks with n < k are left out, told in flags as `tasks_below_k:COUNT`;
    `too_few_tasks` where none is left. Value, lo, hi are shares. Raises E801-E804.
    """
    if not attempts:
        raise EstimateError("E803", "no tasks", hint="an estimate needs at least one sample")
    one = pass_hat_k if every else pass_at_k
    values = {task: one(n, c, k) for task, (n, c) in attempts.items()}
    known = {task: value for task, value in values.items() if value is not None}
    name = f"pass^{k}" if every else f"pass@{k}"
    samples = sum(attempts[task][0] for task in known)
    left_out = (f"tasks_below_k:{len(values) - len(known)}",) if len(known) < len(values) else ()
    if not known:
        return Estimate(
            value=None, n_tasks=0, n_samples=0, method=name, level=level, flags=left_out, state=State.TOO_FEW_TASKS
        )
    result = rate(list(known), list(known.values()), groups=groups, weights=weights, level=level)
    flags = tuple(flag for flag in result.flags if flag not in ("single_run", "partial_credit")) + left_out
    return replace(result, n_samples=samples, method=f"{name}, {result.method}", flags=flags)


def _of_population(bare: Estimate, tasks: Tasks, weight: Floats, group: Indices, plain: bool) -> Estimate:
    """`bare` with its interval over tasks like these."""
    assert bare.value is not None
    value, level = bare.value, bare.level
    units = group_sums(weight, group)
    live = units[units > 0.0]
    bare = replace(bare, flags=_flags(tasks, live.size, weight))
    if live.size < 2:
        return bare
    deviations = group_sums(weight * (tasks.mean - value), group) / weight.sum()
    se = sqrt(live.size / (live.size - 1) * float((deviations**2).sum()))
    made = _attempts_once(tasks)
    if plain and tasks.binary and made.max() == 1.0:
        n = len(tasks.ids)
        lo, hi = _of_outcomes(round(value * n), n, level)
        known = replace(bare, se=se, df=n - 1.0, n_effective=float(n), method="Wilson, modified")
        return replace(known, lo=lo, hi=hi, state=_end_of_scale(value))
    worth = kish(live)
    df = max(worth - 1.0, 1.0)
    cap = worth * max(2.0, worth * min(value, 1.0 - value))
    if tasks.binary:
        cap = min(cap, _independent_attempts(made, weight))
    n_effective = _effective_n(value, se, df, level, at_zero=worth, cap=cap)
    lo, hi = wilson(value, n_effective, level)
    return replace(bare, se=se, df=df, n_effective=n_effective, lo=lo, hi=hi, state=_end_of_scale(value))


def _of_pack(bare: Estimate, tasks: Tasks, weight: Floats) -> Estimate:
    """`bare` with its interval over further repeats of these very tasks."""
    assert bare.value is not None
    value, level = bare.value, bare.level
    counted = weight > 0.0
    bare = replace(bare, method="effective-n Wilson, pack", flags=_flags(tasks, int(counted.sum()), weight))
    if tasks.count[counted].min() < 2.0:
        return replace(bare, state=State.NO_REPEATS)
    share = weight / weight.sum()
    se = sqrt(float((share**2 * tasks.within / tasks.count).sum()))
    smoothed = (tasks.mean * tasks.count + 0.5) / (tasks.count + 1.0)
    # No repeat that differs is no proof that none would: half an attempt each way keeps every task's variance above 0.
    parts = share**2 * np.maximum(tasks.within, smoothed * (1.0 - smoothed) if tasks.binary else 0.0) / tasks.count
    df = float(parts.sum() ** 2 / (parts[counted] ** 2 / (tasks.count[counted] - 1.0)).sum()) if parts.any() else 1.0
    attempts = _independent_attempts(tasks.count, weight)
    spread = sqrt(float(parts.sum()))
    # Attempts at tasks of different difficulty vary less than as many at one: never worth less than their number.
    n_effective = max(attempts, _effective_n(value, spread, df, level, at_zero=attempts, cap=attempts**2))
    lo, hi = wilson(value, n_effective, level)
    return replace(bare, se=se, df=df, n_effective=n_effective, lo=lo, hi=hi, state=_end_of_scale(value))


def _end_of_scale(value: float) -> State:
    """The state of a rate that has an interval."""
    return {1.0: State.SATURATED, 0.0: State.FLOOR}.get(value, State.ESTIMATED)


def _attempts_once(tasks: Tasks) -> Floats:
    """How many attempts each task has, where all of them are copies of fewer, of those: of two that agree everywhere,
    one. So that what was told twice narrows nothing."""
    if not tasks.binary:
        return tasks.count
    count, ones = tasks.count.astype(np.int64), np.rint(tasks.mean * tasks.count).astype(np.int64)
    return tasks.count / float(np.gcd.reduce(np.concatenate([count, ones])))


def _independent_attempts(count: Floats, weight: Floats) -> float:
    """How many equally weighted attempts these are worth, were tasks all alike. count: attempts at each."""
    return float(weight.sum() ** 2 / (weight**2 / count).sum())


def _effective_n(value: float, se: float, df: float, level: float, *, at_zero: float, cap: float) -> float:
    """How many independent attempts would give `se`, shrunk for its df; between 1 and `cap`."""
    if se <= _TINY:
        n = at_zero
    else:
        n = value * (1.0 - value) / se**2 * (z_quantile(level) / t_quantile(level, df)) ** 2
    return float(min(max(n, 1.0), max(cap, 1.0)))


def _flags(tasks: Tasks, units: int, weight: Floats) -> tuple[str, ...]:
    flags = []
    if tasks.count.max() == 1.0:
        flags.append("single_run")
    elif tasks.count.min() < tasks.count.max():
        flags.append("uneven_repeats")
    if not tasks.binary:
        flags.append("partial_credit")
    if weight.min() < weight.max():
        flags.append("weighted")
    if units < int((weight > 0.0).sum()):
        flags.append(f"groups:{units}")
    return tuple(flags)


def _target(target: Estimand | str) -> Estimand:
    try:
        return Estimand(target)
    except ValueError:
        raise out_of_range(f"no target is called {target!r}", hint="population or pack") from None


def _counts(n: int, c: int, k: int) -> None:
    checked_count("n", n, 0)
    checked_count("k", k)
    if not 0 <= checked_count("c", c, 0) <= n:
        raise out_of_range(f"{c} correct of {n} attempts")
