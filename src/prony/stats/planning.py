"""How much these tasks can show: tasks needed, the noise of a contestant against itself, and when to stop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from math import ceil, exp, lgamma, log, sqrt

import numpy as np
from msgspec.structs import replace

from prony.nouns import Noun
from prony.stats.clusters import gather, weights_of
from prony.stats.estimate import (
    Floats,
    State,
    checked_count,
    checked_level,
    normal_quantile,
    out_of_range,
    vector,
    z_quantile,
)


def tasks_needed(
    difference: float,
    *,
    omega2: float,
    within_a: float,
    within_b: float,
    repeats: int = 1,
    power: float = 0.8,
    level: float = 0.95,
) -> float:
    """How many common tasks decide a true `difference` (share) with chance `power`.

    omega2: variance over tasks of the true difference. within_a, within_b: variance between attempts at one task.
    All in squared shares. n = (z + z_power)^2 (omega2 + (within_a + within_b)/repeats) / difference^2.
    Source: Miller (2024), Adding Error Bars to Evals, section 5. Raises E804 (difference 0, a negative variance).
    """
    if difference == 0.0 or not np.isfinite(difference):
        raise out_of_range(f"a difference of {difference}", hint="no number of tasks decides between equals")
    return _reach(power, level) ** 2 * _spread(omega2, within_a, within_b, repeats) / difference**2


def tasks_to_decide(
    difference: float,
    *,
    omega2: float,
    within_a: float,
    within_b: float,
    repeats: int = 1,
    power: float = 0.8,
    level: float = 0.95,
) -> int:
    """As many tasks as `paired.compare` needs to decide `difference` with chance `power`: `tasks_needed` and its two
    pseudo-tasks, whose square is at most 1 less what repeats tell of an attempt's variance; at least six.

    n (n + 1) = (z + z_power)^2 (n variance + 2 s^2) / difference^2. Raises E804.
    """
    n = tasks_needed(
        difference, omega2=omega2, within_a=within_a, within_b=within_b, repeats=repeats, power=power, level=level
    )
    reach = _reach(power, level) ** 2 / difference**2
    pseudo = _pseudo(within_a, within_b, repeats)
    middle = (n - 1.0) / 2.0
    return max(LEAST_TASKS, ceil(middle + sqrt(middle**2 + 2.0 * pseudo * reach)))


def smallest_difference(
    tasks: int,
    *,
    omega2: float,
    within_a: float,
    within_b: float,
    repeats: int = 1,
    power: float = 0.8,
    level: float = 0.95,
) -> float:
    """The least true difference (share) that `tasks` common tasks decide with chance `power`: `tasks_needed` inverted.

    May be above 1: then these tasks decide nothing. Raises E804.
    """
    n = checked_count("tasks", tasks)
    return _reach(power, level) * sqrt(_spread(omega2, within_a, within_b, repeats) / n)


def difference_to_decide(
    tasks: int,
    *,
    omega2: float,
    within_a: float,
    within_b: float,
    repeats: int = 1,
    power: float = 0.8,
    level: float = 0.95,
) -> float | None:
    """The least true difference (share) that `paired.compare` decides on so many tasks with chance `power`:
    `tasks_to_decide` turned round. None where they would not decide even the largest. Raises E804."""
    n = checked_count("tasks", tasks)
    variance, reach = _spread(omega2, within_a, within_b, repeats), _reach(power, level)
    pseudo = _pseudo(within_a, within_b, repeats)
    found = reach * sqrt((n * variance + 2.0 * pseudo) / (n * (n + 1.0)))
    if found > 1.0 or n < LEAST_TASKS:
        return None
    return found


class Variances(Noun, frozen=True, kw_only=True):
    """What decides how much tasks show: over tasks, of the true difference of two contestants; and between attempts at
    one task. Squared shares."""

    omega2: float
    within: float


TYPICAL = Variances(omega2=0.058, within=0.155)
"""Of coding tasks that two contestants solve about half of: where most tasks are solved, or few, there is less, and
less is shown as well. docs/statistics.md says where they are from."""

LEAST_TASKS = 6
"""Tasks below which no sign pattern can decide at 5 %."""


class NoiseFloor(Noun, frozen=True, kw_only=True):
    """What a contestant differs by from itself.

    difference: in `level` of all pairs of runs, the two differ by no more than this share. se: of one such difference.
    repeats: attempts a task in each of the two runs. None where no task was tried twice (state `no_repeats`).
    """

    difference: float | None
    se: float | None
    repeats: int
    n_tasks: int
    n_samples: int
    level: float = 0.95
    state: State = State.ESTIMATED


def noise_floor(
    attempts: Mapping[str, Sequence[float]],
    *,
    repeats: int = 1,
    weights: Mapping[str, float] | None = None,
    level: float = 0.95,
) -> NoiseFloor:
    """The baseline against itself: how far two runs of it, `repeats` attempts a task each, differ by chance alone.

    attempts: task -> scores (0..1); variance between attempts is taken from tasks tried at least twice and applied to
    all. One pseudo-task is added, so that attempts that never differed are no proof of no noise: of variance 1/4, and
    for partial credit of that times the share of tasks, with one more, whose attempts agree. At most 1.
    A difference below the floor is no improvement, however small its p on other tasks. Raises E801-E804.
    """
    checked_level(level)
    each = checked_count("repeats", repeats)
    rows = [(task, score) for task, scores in attempts.items() for score in scores]
    tasks = gather([task for task, _ in rows], [score for _, score in rows])
    weight = weights_of(tasks.ids, weights)
    twice = (tasks.count >= 2.0) & (weight > 0.0)
    bare = NoiseFloor(
        difference=None,
        se=None,
        repeats=each,
        n_tasks=len(tasks.ids),
        n_samples=tasks.samples,
        level=level,
        state=State.NO_REPEATS,
    )
    if not twice.any():
        return bare
    squares = weight[twice] ** 2
    agree = 1.0 if tasks.binary else (1.0 + float((tasks.within[twice] == 0.0).sum())) / (1.0 + float(twice.sum()))
    within = float((squares @ tasks.within[twice] + agree * squares.mean() / 4.0) / squares.sum())
    share = weight / weight.sum()
    se = sqrt(2.0 * within * float((share**2).sum()) / each)
    return replace(bare, difference=min(1.0, z_quantile(level) * se), se=se, state=State.ESTIMATED)


def e_value(ahead: int, behind: int) -> float:
    """Evidence against `neither is better` from tasks on which A was ahead, and behind; ties carry none.

    B(b + 1/2, c + 1/2) / B(1/2, 1/2) * 2^(b + c): the wealth of a bettor who mixes over all chances by Jeffreys' prior.
    By Ville's inequality it exceeds 1/alpha with chance at most alpha however often one looks.
    Source: Ramdas, Gruenwald, Vovk and Shafer (2023), section 2. Raises E804.
    """
    return exp(_log_e_value(checked_count("ahead", ahead, 0), checked_count("behind", behind, 0)))


def e_value_of(differences: Sequence[float] | Floats) -> float:
    """The same evidence from the differences of tasks, each -1..1, which need not be all or nothing.

    The wealth of a bettor who stakes a share x of it on each task and multiplies it by 1 + x d: the mean over x =
    cos(pi u), u uniform, which is Jeffreys' prior. On differences of -1, 0 and 1 it is `e_value`. Valid however often
    one looks if, between equals, what a task will show is 0 on average whatever was seen before: tasks in an order that
    does not hang on who solves them. The same for more repeats of the same tasks, whose means come nearer together.
    Source: Waudby-Smith and Ramdas (2024), section 4; repeats: Manole and Ramdas (2023). Raises E801-E804.
    """
    d = vector("differences", differences, low=-1.0, high=1.0)
    # As many nodes as make the mean of a polynomial of this degree exact, up to what is worth it.
    nodes = min(256, len(d) // 2 + 1)
    stakes = np.cos(np.pi * (np.arange(nodes) + 0.5) / nodes)
    moved = d[np.abs(d) > 1e-12]
    sizes, counts = np.unique(moved, return_counts=True)
    with np.errstate(divide="ignore"):
        grown = np.log1p(np.maximum(stakes[:, None] * sizes, -1.0)) @ counts if len(sizes) else np.zeros(nodes)
    return float(np.exp(min(700.0, np.logaddexp.reduce(grown) - log(nodes))))


class StopDecision(StrEnum):
    """Whether a run that goes on until decided may end."""

    A_BETTER = "a_better"
    B_BETTER = "b_better"
    GO_ON = "go_on"


def may_stop(ahead: int, behind: int, *, level: float = 0.95) -> StopDecision:
    """Whether the e-process has decided, valid at every look: e_value >= 1/(1 - level). Raises E804.

    Looking at a p every ten tasks until it falls below 5 % decides wrongly in a quarter of runs; this in less than 5 %.
    """
    checked_level(level)
    grown = _log_e_value(checked_count("ahead", ahead, 0), checked_count("behind", behind, 0))
    if grown < -log(1.0 - level):
        return StopDecision.GO_ON
    return StopDecision.A_BETTER if ahead > behind else StopDecision.B_BETTER


def _log_e_value(ahead: int, behind: int) -> float:
    mixed = lgamma(ahead + 0.5) + lgamma(behind + 0.5) - lgamma(ahead + behind + 1.0) - 2.0 * lgamma(0.5)
    return mixed + (ahead + behind) * log(2.0)


def _pseudo(within_a: float, within_b: float, repeats: int) -> float:
    """The squared difference of a pseudo-task."""
    return max(0.25, 1.0 - 4.0 * min(within_a, within_b) * (1.0 - 1.0 / repeats))


def _reach(power: float, level: float) -> float:
    if not 0.0 < power < 1.0:
        raise out_of_range(f"a power of {power}", hint="a share between 0 and 1, such as 0.8")
    return z_quantile(checked_level(level)) + normal_quantile(power)


def _spread(omega2: float, within_a: float, within_b: float, repeats: int) -> float:
    for name, value in (("omega2", omega2), ("within_a", within_a), ("within_b", within_b)):
        if not (value >= 0.0 and np.isfinite(value)):
            raise out_of_range(f"{name} is {value}", hint="a variance in squared shares, not negative")
    return omega2 + (within_a + within_b) / checked_count("repeats", repeats)
