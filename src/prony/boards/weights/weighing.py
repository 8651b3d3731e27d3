"""Weighted evidence: rates and rank sets over the tasks of a stack, each part of it counted by its weight.

A part's weight is spread over its tasks, so that a part with many tasks counts no more than it weighs: the weighted
mean of a contestant is the mean of its means by part (stratified). Where all tasks weigh the same, the ranking is the
board's own; where they do not, pairs are compared by `prony.stats.compare` on weighted tasks, adjusted by Holm.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from prony.boards.board import Rate
from prony.boards.estimates import NOTHING
from prony.boards.ranks import BoardRanking, RankedPair, RankSet, ranking_of

if TYPE_CHECKING:
    from prony.stats import Comparison

Samples = Mapping[str, Sequence[float]]
METHOD = "sign-flip mid-p on weighted tasks, Holm over all pairs"
LARGEST_WHOLE = 1000
"""Weights up to which those of tasks are whole numbers, so that the sign-flip test counts every pattern."""


def task_weights(strata: Mapping[str, Sequence[str]], weights: Mapping[str, Fraction]) -> dict[str, float]:
    """Task -> weight: that of each part spread over its tasks. Equal for weights in the same proportions. Without
    parts, nothing weighs anything."""
    exact: dict[str, Fraction] = {}
    for name, tasks in strata.items():
        for task in tasks:
            exact[task] = exact.get(task, Fraction(0)) + weights[name] / len(tasks)
    exact = {task: weight for task, weight in exact.items() if weight > 0}
    if not exact:
        return {}
    scale = Fraction(math.lcm(*(one.denominator for one in exact.values())))
    step = math.gcd(*(int(one * scale) for one in exact.values()))
    whole = {task: int(one * scale) // step for task, one in exact.items()}
    if max(whole.values()) <= LARGEST_WHOLE:
        return {task: float(number) for task, number in whole.items()}
    mean = Fraction(sum(whole.values()), len(whole))
    return {task: float(number / mean) for task, number in whole.items()}


def weighted_rate(samples: Samples, weights: Mapping[str, float], level: float) -> Rate:
    """The weighted mean over the tasks that weigh something, with its interval."""
    pairs = [(task, value) for task, some in samples.items() if task in weights for value in some]
    if not pairs:
        return NOTHING
    from prony.stats import rate

    found = rate([task for task, _ in pairs], [value for _, value in pairs], weights=dict(weights), level=level)
    return Rate(
        value=found.value,
        lo=found.lo,
        hi=found.hi,
        tasks=found.n_tasks,
        attempts=found.n_samples,
        solved=sum(value == 1.0 for _, value in pairs),
        method=found.method,
        state=found.state.value,
    )


def weighted_ranking(
    samples: Mapping[str, Samples],
    strata: Mapping[str, Sequence[str]],
    weights: Mapping[str, Fraction],
    level: float,
) -> BoardRanking | None:
    """The rank sets of these contestants on the tasks of `strata`; None where there are not two."""
    if len(samples) < 2:
        return None
    whole = task_weights(strata, weights)
    mine = {name: {task: some for task, some in tasks.items() if task in whole} for name, tasks in samples.items()}
    if len(set(whole.values())) == 1:
        return ranking_of(mine, level, every_pair=True)
    return _by_pairs(mine, strata, weights, level)


def compare_weighted(
    a: Samples, b: Samples, strata: Mapping[str, Sequence[str]], weights: Mapping[str, Fraction], level: float
) -> Comparison:
    """A against B on the tasks both tried, parts by their weights whatever either lacks."""
    from prony.stats import compare

    common = {name: [task for task in tasks if task in a and task in b] for name, tasks in strata.items()}
    each = task_weights({name: tasks for name, tasks in common.items() if tasks}, weights)
    return compare(
        {task: a[task] for task in a if task in each},
        {task: b[task] for task in b if task in each},
        weights=each,
        level=level,
    )


def _by_pairs(
    samples: Mapping[str, Samples], strata: Mapping[str, Sequence[str]], weights: Mapping[str, Fraction], level: float
) -> BoardRanking:
    from prony.stats.multiplicity import holm

    whole = task_weights(strata, weights)
    values = {name: weighted_rate(tasks, whole, level).value or 0.0 for name, tasks in samples.items()}
    names = sorted(values, key=lambda name: (-values[name], name))
    every = list(itertools.combinations(names, 2))
    found = {pair: compare_weighted(samples[pair[0]], samples[pair[1]], strata, weights, level) for pair in every}
    tested = [pair for pair in every if found[pair].p is not None]
    adjusted = dict(zip(tested, holm([found[pair].p or 0.0 for pair in tested]) if tested else (), strict=True))
    steps = sorted(tested, key=lambda pair: found[pair].p or 0.0)
    pairs = []
    for pair in every:
        result, p = found[pair], adjusted.get(pair)
        if p is not None:
            # Intervals hold for all pairs at once (Bonferroni's), but that of a pair that Holm decides, by its step.
            error = (1.0 - level) / (len(tested) - steps.index(pair) if p < 1.0 - level else len(tested))
            result = compare_weighted(samples[pair[0]], samples[pair[1]], strata, weights, 1.0 - error)
        pairs.append(_ranked(pair, result, p, level))
    told = any(pair.p is not None for pair in pairs)
    sets = {
        name: RankSet(
            best=1 + sum(pair.decided and pair.behind == name for pair in pairs),
            worst=len(names) - sum(pair.decided and pair.ahead == name for pair in pairs),
        )
        for name in names
    }
    state = "estimated" if told else "too_few_tasks"
    if (
        told
        and len({tuple(sorted((task, tuple(some)) for task, some in one.items())) for one in samples.values()}) == 1
    ):
        state = "all_equal"
    return BoardRanking(method=METHOD, level=level, state=state, tasks=len(whole), sets=sets, pairs=tuple(pairs))


def _ranked(pair: tuple[str, str], result: Comparison, p: float | None, level: float) -> RankedPair:
    value, lo, hi = result.difference.value, result.difference.lo, result.difference.hi
    turned = value is not None and value < 0.0
    if turned and value is not None:
        value, lo, hi = -value, None if hi is None else -hi, None if lo is None else -lo
    one, other = pair[::-1] if turned else pair
    decided = p is not None and p < 1.0 - level and result.decided
    bounds = (lo, hi) if p is not None else (None, None)
    return RankedPair(ahead=one, behind=other, difference=value, lo=bounds[0], hi=bounds[1], p=p, decided=decided)
