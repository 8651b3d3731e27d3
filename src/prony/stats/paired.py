"""A against B on the tasks both tried: the difference, its interval, a test, and a decision where both agree."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import sqrt

import numpy as np
from msgspec.structs import replace

from prony.errors import EstimateError
from prony.nouns import Noun
from prony.stats.clusters import Tasks, gather, group_sums, groups_of, kish, own_groups, weights_of
from prony.stats.estimate import Estimate, Floats, State, checked_level, out_of_range, t_quantile, z_quantile
from prony.stats.planning import LEAST_TASKS, e_value_of
from prony.stats.power import FULL_P, shown_by
from prony.stats.samples import Samples
from prony.stats.signflip import SignFlip, common_unit, sign_flip


class Decision(StrEnum):
    """What a comparison may claim."""

    A_BETTER = "a_better"
    B_BETTER = "b_better"
    NOT_DECIDED = "not_decided"
    SATURATED = "saturated"
    """Both solve every common task: only harder tasks tell more."""
    FLOOR = "floor"
    """Neither solves any common task: only easier tasks tell more."""
    TOO_FEW_TASKS = "too_few_tasks"
    NO_COMMON_TASKS = "no_common_tasks"


class Comparison(Noun, frozen=True, kw_only=True):
    """A minus B on common tasks. Shares throughout: 0.12 is 12 points.

    difference: A - B with its interval. p: two-sided, None below six tasks. p_full: the exact test's, with all of what
    was observed. p_floor: the least p that the differing tasks could have given. e_value: evidence that may be looked
    at while a run goes on (`planning.e_value_of`). resolution: the least true difference that tasks such as these would
    decide 4 times of 5, None where they could decide none. only_a, only_b: tasks that one of them has alone.
    missing_as_zero: the difference over all tasks with 0 for what is absent, None where nothing is. a_value, b_value:
    mean scores on common tasks. a_ahead, b_ahead, level_tasks: tasks by who scored more.
    """

    difference: Estimate
    decision: Decision
    p: float | None = None
    p_full: float | None = None
    p_floor: float | None = None
    test: str = "sign-flip mid-p"
    a_value: float | None = None
    b_value: float | None = None
    n_common: int = 0
    only_a: int = 0
    only_b: int = 0
    a_ahead: int = 0
    b_ahead: int = 0
    level_tasks: int = 0
    resolution: float | None = None
    e_value: float = 1.0
    missing_as_zero: Estimate | None = None
    level: float = 0.95

    @property
    def settled(self) -> Decision:
        """The decision that holds however often one looked while the run went on: e_value >= 1/(1 - level)."""
        if self.difference.value is None or self.e_value < 1.0 / (1.0 - self.level):
            return Decision.NOT_DECIDED
        return Decision.A_BETTER if self.difference.value > 0.0 else Decision.B_BETTER

    @property
    def decided(self) -> bool:
        """Whether test and interval both name the better one."""
        return self.decision in (Decision.A_BETTER, Decision.B_BETTER)


def compare(
    a: Mapping[str, Sequence[float]],
    b: Mapping[str, Sequence[float]],
    *,
    groups: Mapping[str, Hashable] | None = None,
    weights: Mapping[str, float] | None = None,
    level: float = 0.95,
    seed: int = 0,
) -> Comparison:
    """A against B on the tasks that both have attempts at.

    a, b: task -> scores of its attempts, each 0..1; a task with no scores counts as absent. groups: task -> group
    (whole groups are flipped and vary together). weights: task -> weight. seed: of the flips, used only where the
    exact distribution is out of reach.

    Test: `signflip.sign_flip` on differences of task means. Interval: mean difference +- z * se, where two pseudo-tasks
    that differ by s each way enter the variance, se^2 = (sum (d - mean)^2 + 2 s^2) / (n (n + 1)), and s^2 is the share
    of the variance of an attempt that lies between tasks (`share_between`, the larger of A's and B's, at least 1/4), so
    that repeats which agree narrow nothing; widened where weights are unequal. After Agresti and Min (2005) and Bonett
    and Price (2012), who add pseudo-observations to paired binary outcomes. A plain paired t covers less than 30 % near
    a rate of 1. Decision: p is below 1 - level, the p with all of what was observed is no more than 1.3 times that (so
    that equals are called different in at most 6.5 % of cases, whatever the tasks), and the interval excludes 0.

    Raises E801 (no group or weight for a task), E802, E803 (one of them empty), E804 (a score outside 0..1).
    """
    checked_level(level)
    a, b = _tried("A", a), _tried("B", b)
    common = _common(a, b)
    if groups is None:
        groups = own_groups(sorted(a.keys() | b.keys()), *_told_groups(a, b))
    samples = _attempts(a, common) + _attempts(b, common)
    nothing = Estimate(
        value=None, n_tasks=len(common), n_samples=samples, method=_METHOD, level=level, state=State.NO_COMMON_TASKS
    )
    bare = Comparison(
        difference=nothing,
        decision=Decision.NO_COMMON_TASKS,
        n_common=len(common),
        only_a=len(a) - len(common),
        only_b=len(b) - len(common),
        level=level,
    )
    if not common:
        return bare
    pairs = _pairs(a, b, common, groups, weights)
    ahead = pairs.a.mean - pairs.b.mean
    result = replace(
        bare,
        difference=_difference(pairs, nothing),
        decision=Decision.TOO_FEW_TASKS,
        a_value=pairs.mean_of(pairs.a),
        b_value=pairs.mean_of(pairs.b),
        a_ahead=int((ahead > _TINY).sum()),
        b_ahead=int((ahead < -_TINY).sum()),
        level_tasks=int((np.abs(ahead) <= _TINY).sum()),
        e_value=e_value_of(np.clip(pairs.sums / pairs.units.max(), -1.0, 1.0)),
        missing_as_zero=_missing_as_zero(a, b, groups, weights, nothing),
    )
    if len(pairs.units) < LEAST_TASKS:
        return result
    return _decide(result, sign_flip(pairs.sums, unit=pairs.unit, seed=seed), pairs)


class SolvedAndScored(Noun, frozen=True, kw_only=True):
    """The same two contestants by what they solve, and by what they score where credit is partial."""

    solved: Comparison
    scored: Comparison

    @property
    def partial(self) -> bool:
        """Whether some score is neither all nor nothing, so that scores say more than what is solved."""
        return "partial_credit" in self.scored.difference.flags

    @property
    def differing(self) -> int:
        """Tasks on which the two differ, in what is solved or in points."""
        return max(one.a_ahead + one.b_ahead for one in (self.solved, self.scored))


class NonInferiority(StrEnum):
    """What a comparison says of `A is worse than B by less than the margin`."""

    SHOWN = "shown"
    NOT_SHOWN = "not_shown"
    REFUTED = "refuted"
    NOT_ESTIMABLE = "not_estimable"


def non_inferior(comparison: Comparison, margin: float) -> NonInferiority:
    """Whether A is worse than B by less than `margin` (a share, > 0): the interval's lower end lies above -margin.

    `refuted` where the whole interval lies below -margin and the comparison decides for B: who is not decided to be
    worse at all is not refuted to be no worse. One-sided error (1 - level)/2. Source: ICH E9 (1998), 3.3.2.
    Raises E804 (margin not in 0..1, exclusive).
    """
    if not 0.0 < margin < 1.0:
        raise out_of_range(f"the margin is {margin}", hint="a share between 0 and 1: 0.05 allows five points")
    if comparison.difference.lo is None or comparison.difference.hi is None or comparison.p is None:
        return NonInferiority.NOT_ESTIMABLE
    if comparison.difference.lo > -margin:
        return NonInferiority.SHOWN
    worse = comparison.decision is Decision.B_BETTER and comparison.difference.hi < -margin
    return NonInferiority.REFUTED if worse else NonInferiority.NOT_SHOWN


_METHOD = "paired, two pseudo-tasks"
LEAST_PSEUDO = 0.25
"""The least squared difference of a pseudo-task, however finely scores are graded."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Common tasks of A and B, in the same order."""

    a: Tasks
    b: Tasks
    weight: Floats
    units: Floats
    """Weight of each group of tasks (of each task where none are grouped)."""
    sums: Floats
    """Weighted difference A - B summed within each group."""
    unit: int
    pseudo: float
    """The squared difference of a pseudo-task."""

    def mean_of(self, tasks: Tasks) -> float:
        """The weighted mean score."""
        return float(self.weight @ tasks.mean / self.weight.sum())

    def everywhere(self, score: float) -> bool:
        """Whether both have `score` on every task that counts."""
        counted = self.weight > 0.0
        return bool((self.a.mean[counted] == score).all() and (self.b.mean[counted] == score).all())


def _told_groups(*sides: Mapping[str, Sequence[float]]) -> list[Mapping[str, str] | None]:
    return [side.groups for side in sides if isinstance(side, Samples)]


def _tried(name: str, scores: Mapping[str, Sequence[float]]) -> Mapping[str, Sequence[float]]:
    if isinstance(scores, Samples) and scores:
        return scores
    kept = {task: values for task, values in scores.items() if len(values)}
    if not kept:
        raise EstimateError("E803", f"{name} has no attempts", hint="a comparison needs attempts of both")
    return kept


def _pairs(
    a: Mapping[str, Sequence[float]],
    b: Mapping[str, Sequence[float]],
    common: Sequence[str],
    groups: Mapping[str, Hashable] | None,
    weights: Mapping[str, float] | None,
) -> _Pairs:
    of_a, of_b = _gathered(a, common), _gathered(b, common)
    weight = weights_of(common, weights)
    group = groups_of(common, groups)
    units, sums = group_sums(weight, group), group_sums(weight * (of_a.mean - of_b.mean), group)
    live = units > 0.0
    binary = of_a.binary and of_b.binary
    whole = binary and bool((weight == np.rint(weight)).all())
    unit = common_unit(of_a.count, of_b.count) if whole else 0
    seen = [group_sums(weight * tasks.mean, group)[live] / units[live] for tasks in (of_a, of_b)]
    pseudo = max(LEAST_PSEUDO, *(share_between(means, units[live]) for means in seen))
    return _Pairs(of_a, of_b, weight, units[live], sums[live], unit, pseudo)


def share_between(means: Floats, weight: Floats) -> float:
    """How much of the variance of an attempt lies between tasks, 0..1: 1 where repeats agree, 1/k where tasks do.

    The variance of task means m over p (1 - p), which is the variance of an attempt scored 0 or 1; for partial credit,
    how near it is to all or nothing. Both with two more tasks, one solved and one not, so that a few near-perfect tasks
    are no proof that none fails. Copies of the attempts leave the means as they are, and this.
    """
    w = weight / weight.mean()
    m, w = np.concatenate([means, [0.0, 1.0]]), np.concatenate([w, [1.0, 1.0]])
    p = float(w @ m / w.sum())
    return min(1.0, float(w @ (m - p) ** 2 / w.sum()) / (p * (1.0 - p)))


def _common(a: Mapping[str, Sequence[float]], b: Mapping[str, Sequence[float]]) -> list[str]:
    """The tasks of both, sorted."""
    if isinstance(a, Samples) and isinstance(b, Samples) and a.ids == b.ids:
        return list(a.ids)
    return sorted(a.keys() & b.keys())


def _attempts(scores: Mapping[str, Sequence[float]], tasks: Sequence[str]) -> int:
    if isinstance(scores, Samples):
        at = scores.at(tasks)
        return int((scores.count if at is None else scores.count[at]).sum())
    return sum(len(scores[task]) for task in tasks)


def _gathered(scores: Mapping[str, Sequence[float]], common: Sequence[str]) -> Tasks:
    if isinstance(scores, Samples):
        return scores.tasks(scores.at(common))
    return gather([task for task in common for _ in scores[task]], [score for task in common for score in scores[task]])


def _difference(pairs: _Pairs, bare: Estimate) -> Estimate:
    """`bare` with A - B, its standard error, and the interval with two pseudo-tasks."""
    n = len(pairs.units)
    total = float(pairs.units.sum())
    value = float(pairs.sums.sum()) / total
    bare = replace(bare, value=value, state=State.ONE_TASK, flags=_flags(pairs))
    if n < 2:
        return bare
    se = sqrt(n / (n - 1) * float(((pairs.sums - value * pairs.units) ** 2).sum())) / total
    half = _spread(pairs) * _quantile(pairs, bare.level)
    lo, hi = max(-1.0, value - half), min(1.0, value + half)
    return replace(bare, lo=lo, hi=hi, se=se, n_effective=kish(pairs.units), state=State.ESTIMATED)


def _spread(pairs: _Pairs) -> float:
    """The standard error of the mean difference with two pseudo-tasks in its variance."""
    n, total = len(pairs.units), float(pairs.units.sum())
    value = float(pairs.sums.sum()) / total
    squares = float(((pairs.sums - value * pairs.units) ** 2).sum())
    pseudo = 2.0 * pairs.pseudo * float(pairs.units.mean()) ** 2
    return sqrt((squares + pseudo) * n / (n + 1.0)) / total


def _quantile(pairs: _Pairs, level: float) -> float:
    """The normal quantile, widened by t(Kish)/t(n) where unequal weights leave fewer units than there seem to be."""
    worth, n = kish(pairs.units), len(pairs.units)
    return z_quantile(level) * t_quantile(level, max(worth - 1.0, 1.0)) / t_quantile(level, n - 1.0)


def _decide(result: Comparison, test: SignFlip, pairs: _Pairs) -> Comparison:
    """`result` with p, decision, and how far these tasks reach."""
    difference, alpha = result.difference, 1.0 - result.level
    assert difference.value is not None
    assert difference.lo is not None
    assert difference.hi is not None
    decision = Decision.NOT_DECIDED
    differs = test.p < alpha and test.full <= FULL_P * alpha
    if differs and difference.lo > 0.0:
        decision = Decision.A_BETTER
    elif differs and difference.hi < 0.0:
        decision = Decision.B_BETTER
    elif pairs.everywhere(1.0):
        decision = Decision.SATURATED
    elif pairs.everywhere(0.0):
        decision = Decision.FLOOR
    shown = shown_by(pairs.sums / pairs.units, pairs.units, pseudo=pairs.pseudo, level=result.level)
    return replace(result, decision=decision, p=test.p, p_full=test.full, p_floor=test.floor, resolution=shown)


def _missing_as_zero(
    a: Mapping[str, Sequence[float]],
    b: Mapping[str, Sequence[float]],
    groups: Mapping[str, Hashable] | None,
    weights: Mapping[str, float] | None,
    bare: Estimate,
) -> Estimate | None:
    """The difference over all tasks, 0 for a task that one of them lacks; None where both have the same."""
    if a.keys() == b.keys():
        return None
    every = sorted(a.keys() | b.keys())
    filled_a = {task: a.get(task, (0.0,)) for task in every}
    filled_b = {task: b.get(task, (0.0,)) for task in every}
    samples = sum(len(scores) for scores in (*a.values(), *b.values()))
    return _difference(
        _pairs(filled_a, filled_b, every, groups, weights), replace(bare, n_tasks=len(every), n_samples=samples)
    )


def _flags(pairs: _Pairs) -> tuple[str, ...]:
    flags = []
    if max(pairs.a.count.max(), pairs.b.count.max()) == 1.0:
        flags.append("single_run")
    if not np.array_equal(pairs.a.count, pairs.b.count):
        flags.append("uneven_repeats")
    if not (pairs.a.binary and pairs.b.binary):
        flags.append("partial_credit")
    if pairs.weight.min() < pairs.weight.max():
        flags.append("weighted")
    if len(pairs.units) < int((pairs.weight > 0.0).sum()):
        flags.append(f"groups:{len(pairs.units)}")
    return tuple(flags)
