"""Cost per correct answer (money, seconds, tokens, watt-hours) with its interval; the failure cost that breaks even.

All spend counts, that of failed attempts too; what infrastructure wasted is told apart and enters nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, hypot, log, sqrt

import numpy as np
from msgspec.structs import replace
from numpy.typing import NDArray

from prony.nouns import Noun
from prony.stats.clusters import group_sums, groups_of, own_groups
from prony.stats.estimate import (
    Estimate,
    Floats,
    State,
    checked_level,
    same_length,
    t_quantile,
    vector,
)
from prony.stats.rates import rate, rate_of_tasks, wilson
from prony.stats.samples import Samples

ONE_COST = "one_cost"
_NO_SPREAD = 1e-10
"""A standard error of a log ratio below this is the rounding of sums."""


class CostPerCorrect(Noun, frozen=True, kw_only=True):
    """Spend for one correct answer, in the unit of the costs given.

    per_correct: total / correct with its interval; value None where nothing was correct. at_least: a lower bound that
    holds even then (total spend over the most that the tasks might have yielded). correct: sum of scores.
    infrastructure: spend on attempts that never counted, not part of `total`.
    """

    per_correct: Estimate
    total: float
    correct: float
    at_least: float
    infrastructure: float = 0.0


def cost_per_correct(
    task_ids: Sequence[str],
    costs: Sequence[float],
    scores: Sequence[float],
    *,
    groups: Mapping[str, Hashable] | None = None,
    infrastructure: float = 0.0,
    level: float = 0.95,
) -> CostPerCorrect:
    """Total cost over total correct, clustered by task (or group); one entry per scored attempt.

    costs: >= 0, any one unit (money, seconds, tokens, Wh). scores: 0, 1 or partial credit. infrastructure: spend of
    attempts that infrastructure ended, told beside the result.

    R = sum c / sum y; interval R exp(+-t se/R), se = SD(c_g - R y_g) / sqrt(G) / mean(y_g), df = G - 1.
    Never narrower than the t interval of log cost and the solve rate's own interval put together in quadrature: near a
    rate of 1, where few failures are seen, the ratio alone covers as little as 88 %.
    Source: the delta method for a ratio of cluster totals (Cochran 1977, section 6.3), on the log scale; the quadrature
    is Zou and Donner's (2008) for independent parts.

    States: `nothing_solved` (value, lo, hi None), `one_task`, `all_equal` (nothing was spent: no interval). Flag
    `ONE_COST`: an attempt cost the same on every task, so that the interval is of what is solved alone, and nothing
    tells how costs vary. Raises E801-E804.
    """
    checked_level(level)
    spent = _spending(task_ids, costs, scores, groups)
    solving = rate(task_ids, scores, groups=groups, level=level) if spent.correct.sum() > 0.0 else None
    return _per_correct(
        spent, solving, infrastructure, level, (f"groups:{spent.cost.size}",) if groups is not None else ()
    )


def cost_per_correct_of(costs: Floats, scores: Samples, *, level: float = 0.95) -> CostPerCorrect:
    """`cost_per_correct` of attempts that are summed up within their tasks already. costs: what the attempts of each
    task took together. Raises E801-E804."""
    checked_level(level)
    spent = Spending.of(scores.ids, costs, scores.total, scores.count, scores.groups).gathered
    solving = rate_of_tasks(scores.tasks(), level=level) if spent.correct.sum() > 0.0 else None
    flags = (f"groups:{spent.cost.size}",) if spent.cost.size < len(spent.ids) else ()
    return _per_correct(spent, solving, 0.0, level, flags)


def _per_correct(
    spent: Spending, solving: Estimate | None, infrastructure: float, level: float, flags: tuple[str, ...] = ()
) -> CostPerCorrect:
    aside = float(vector("infrastructure", [infrastructure], low=0.0)[0])
    n = spent.cost.size
    bare = Estimate(
        value=None,
        n_tasks=len(spent.ids),
        n_samples=spent.samples,
        method="ratio of totals, log delta",
        level=level,
        flags=flags,
        state=State.NOTHING_SOLVED,
    )
    total, correct = float(spent.cost.sum()), float(spent.correct.sum())
    most = wilson(min(1.0, correct / spent.samples), float(min(n, spent.samples)), level)[1] * spent.samples
    result = CostPerCorrect(per_correct=bare, total=total, correct=correct, at_least=total / most, infrastructure=aside)
    if correct <= 0.0 or solving is None:
        return result
    ratio = total / correct
    if n < 2:
        return replace(result, per_correct=replace(bare, value=ratio, state=State.ONE_TASK))
    se = _log_se(_influence(spent), n)
    t = t_quantile(level, n - 1.0)
    below, above = _apart(spent, solving, t)
    if total <= 0.0:
        return replace(result, per_correct=replace(bare, value=0.0, state=State.ALL_EQUAL))
    known = replace(bare, value=ratio, se=ratio * se, df=n - 1.0, n_effective=float(n), state=State.ESTIMATED)
    if spent.even:
        known = replace(known, flags=(*known.flags, ONE_COST))
    lo, hi = ratio * exp(-max(t * se, below)), ratio * exp(max(t * se, above))
    return replace(result, per_correct=replace(known, lo=lo, hi=hi))


def cost_ratio(
    a: tuple[Sequence[str], Sequence[float], Sequence[float]],
    b: tuple[Sequence[str], Sequence[float], Sequence[float]],
    *,
    groups: Mapping[str, Hashable] | None = None,
    level: float = 0.95,
) -> Estimate:
    """How many times A's cost per correct answer is B's, paired by task; value, lo, hi are factors.

    a, b: (task ids, costs, scores), one entry per scored attempt; only common tasks enter, the rest is flagged
    `only_a:COUNT`, `only_b:COUNT`. log(R_a/R_b) +- t se, se from the difference of both influences per task.
    States: `no_common_tasks`, `nothing_solved`, `one_task`, `all_equal` (one ratio on every task: a value, and nothing
    that tells how it would vary). Raises E801-E804.
    """
    checked_level(level)
    common = set(a[0]) & set(b[0])
    sides = [_spending(*_only(rows, common), groups) for rows in (a, b)] if common else []
    return _ratio(sides, len(common), len(set(a[0])), len(set(b[0])), level)


def cost_ratio_of(a: Spending, b: Spending, *, level: float = 0.95) -> Estimate:
    """`cost_ratio` of attempts that are summed up within their tasks already. Raises E804."""
    checked_level(level)
    common = len(a.ids) if a.ids == b.ids else len(set(a.ids) & set(b.ids))
    sides = [a, b] if common == len(a.ids) == len(b.ids) else [a.at(b.ids), b.at(a.ids)] if common else []
    return _ratio([side.gathered for side in sides], common, len(a.ids), len(b.ids), level)


def _ratio(sides: Sequence[Spending], common: int, tasks_a: int, tasks_b: int, level: float) -> Estimate:
    """A's cost per correct over B's. sides: of both, on common tasks; nothing where there are none."""
    flags = tuple(
        f"{name}:{count}" for name, count in (("only_a", tasks_a - common), ("only_b", tasks_b - common)) if count
    )
    bare = Estimate(
        value=None,
        n_tasks=common,
        n_samples=0,
        method="log ratio of ratios, paired",
        level=level,
        flags=flags,
        state=State.NO_COMMON_TASKS,
    )
    if not sides:
        return bare
    bare = replace(bare, n_samples=sides[0].samples + sides[1].samples, state=State.NOTHING_SOLVED)
    if min(side.correct.sum() for side in sides) <= 0.0 or min(side.cost.sum() for side in sides) <= 0.0:
        return bare
    value = log(sides[0].ratio / sides[1].ratio)
    n = sides[0].cost.size
    if n < 2:
        return replace(bare, value=exp(value), state=State.ONE_TASK)
    se = _log_se(_influence(sides[0]) - _influence(sides[1]), n, unseen=any(side.alike for side in sides))
    if se <= _NO_SPREAD:
        return replace(bare, value=exp(value), state=State.ALL_EQUAL)
    half = t_quantile(level, n - 1.0) * se
    return replace(
        bare,
        value=exp(value),
        lo=exp(value - half),
        hi=exp(value + half),
        se=exp(value) * se,
        df=n - 1.0,
        n_effective=float(n),
        state=State.ESTIMATED,
    )


def decision_cost(cost: float, solve_rate: float, failure_cost: float) -> float | None:
    """What one correct answer costs where each failed attempt costs `failure_cost` beside the attempt's own `cost`.

    (c + (1 - p) h) / p, all in one unit; None at a rate of 0. Raises E804.
    """
    c = float(vector("cost", [cost], low=0.0)[0])
    p = float(vector("solve_rate", [solve_rate], low=0.0, high=1.0)[0])
    h = float(vector("failure_cost", [failure_cost], low=0.0)[0])
    return None if p == 0.0 else (c + (1.0 - p) * h) / p


class BreakEven(Noun, frozen=True, kw_only=True):
    """Where two contestants cost the same. cheaper_below, cheaper_above: `a`, `b` or `equal`, on either side of it.

    failure_cost: None where one is never dearer, whatever a failure costs.
    """

    failure_cost: float | None
    cheaper_below: str
    cheaper_above: str


def break_even(cost_a: float, rate_a: float, cost_b: float, rate_b: float) -> BreakEven | None:
    """The failure cost h at which A and B cost the same per correct answer; None where one of them never solves.

    cost: of one attempt. h = (c_b/p_b - c_a/p_a) / (1/p_a - 1/p_b), where `decision_cost` of both is equal.
    A point, no interval: vary the inputs over theirs. Raises E804.
    """
    free_a, free_b = decision_cost(cost_a, rate_a, 0.0), decision_cost(cost_b, rate_b, 0.0)
    if free_a is None or free_b is None:
        return None
    slope = 1.0 / rate_a - 1.0 / rate_b
    near = _cheaper(free_a - free_b)
    far = _cheaper(slope) if slope != 0.0 else near
    if near == "equal":
        return BreakEven(failure_cost=None, cheaper_below=far, cheaper_above=far)
    if far in (near, "equal"):
        return BreakEven(failure_cost=None, cheaper_below=near, cheaper_above=near)
    return BreakEven(failure_cost=(free_b - free_a) / slope, cheaper_below=near, cheaper_above=far)


@dataclass(frozen=True, slots=True)
class Spending:
    """What attempts took and yielded, summed up within units."""

    ids: tuple[str, ...]
    cost: Floats
    """Total of each unit (task, or group of tasks)."""
    correct: Floats
    attempts: Floats
    """Scored attempts of each unit."""
    groups: Mapping[str, Hashable] | None = None
    """Task -> the group that it stands or falls with; None where each is its own."""

    @classmethod
    def of(
        cls,
        ids: tuple[str, ...],
        cost: Floats,
        correct: Floats,
        attempts: NDArray[np.int64],
        groups: Mapping[str, Hashable] | None = None,
    ) -> Spending:
        """Of each task. Raises E801-E804."""
        same_length(task_ids=ids, costs=cost, scores=correct)
        return cls(ids, vector("costs", cost, low=0.0), correct, attempts.astype(np.float64), groups)

    def at(self, tasks: Collection[str]) -> Spending:
        """The same of those of its tasks that are among these."""
        wanted = set(tasks)
        kept = [place for place, task in enumerate(self.ids) if task in wanted]
        ids = tuple(self.ids[place] for place in kept)
        return Spending(ids, self.cost[kept], self.correct[kept], self.attempts[kept], self.groups)

    @property
    def gathered(self) -> Spending:
        """The same with tasks of one group summed up."""
        groups = own_groups(self.ids, self.groups)
        if groups is None:
            return self
        unit = groups_of(self.ids, groups)
        cost, correct, attempts = (group_sums(column, unit) for column in (self.cost, self.correct, self.attempts))
        return Spending(self.ids, cost, correct, attempts)

    @property
    def samples(self) -> int:
        """All scored attempts."""
        return int(self.attempts.sum())

    @property
    def alike(self) -> bool:
        """Whether every unit yielded the same share: then nothing seen tells how yields vary."""
        yields = self.correct / self.attempts
        return bool(yields.max() - yields.min() < 1e-12)

    @property
    def even(self) -> bool:
        """Whether an attempt cost the same in every unit."""
        each = self.cost / self.attempts
        return bool(each.max() - each.min() <= 1e-12 * each.max())

    @property
    def ratio(self) -> float:
        """Cost per correct."""
        return float(self.cost.sum() / self.correct.sum())


def _spending(
    task_ids: Sequence[str],
    costs: Sequence[float],
    scores: Sequence[float],
    groups: Mapping[str, Hashable] | None,
) -> Spending:
    cost = vector("costs", costs, low=0.0)
    score = vector("scores", scores, low=0.0, high=1.0)
    same_length(task_ids=task_ids, costs=cost, scores=score)
    ids = tuple(sorted(set(task_ids)))
    place = {task: i for i, task in enumerate(ids)}
    unit = groups_of(ids, groups)[np.array([place[task] for task in task_ids])]
    return Spending(ids, group_sums(cost, unit), group_sums(score, unit), np.bincount(unit).astype(np.float64))


def _only(
    rows: tuple[Sequence[str], Sequence[float], Sequence[float]], common: set[str]
) -> tuple[list[str], list[float], list[float]]:
    same_length(task_ids=rows[0], costs=rows[1], scores=rows[2])
    kept = [row for row in zip(*rows, strict=True) if row[0] in common]
    return [row[0] for row in kept], [row[1] for row in kept], [row[2] for row in kept]


def _influence(spent: Spending) -> Floats:
    """What each unit adds to log R: (c - R y) / sum c."""
    deviations: Floats = (
        (spent.cost - spent.ratio * spent.correct) / spent.cost.sum() if spent.cost.sum() else spent.cost
    )
    return deviations


def _apart(spent: Spending, solving: Estimate, t: float) -> tuple[float, float]:
    """How far down and up log R reaches if cost and yield vary independently of each other."""
    assert solving.value is not None
    assert solving.lo is not None
    assert solving.hi is not None
    n, mean = spent.cost.size, float(spent.cost.mean())
    costs = t * float(np.std(spent.cost / mean, ddof=1)) / sqrt(n) if mean > 0.0 else 0.0
    down = log(solving.hi / solving.value)
    up = log(solving.value / solving.lo) if solving.lo > 0.0 else 0.0
    return hypot(costs, down), hypot(costs, up)


def _log_se(influence: Floats, n: int, *, unseen: bool = False) -> float:
    """The standard error of a log ratio; `unseen` adds a pseudo-task of mean cost and no yield, of influence 1/n."""
    return sqrt(n / (n - 1.0) * (float((influence**2).sum()) + (1.0 / n**2 if unseen else 0.0)))


def _cheaper(difference: float) -> str:
    return "equal" if abs(difference) < 1e-15 else "a" if difference < 0.0 else "b"
