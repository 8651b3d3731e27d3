"""Simulated benches whose truth is known: contestants, tasks and duels by a logistic model.

A contestant solves task t with probability expit(skill + ease_t + fit_t). Ease is shared by all contestants, fit is a
contestant's own; both are normal and drawn anew for each bench, so that the truth is the mean over all tasks that might
have been drawn.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.random import Generator
from scipy import optimize, special

NEARLY = 0.05
"""What an attempt that is nearly perfect falls short by."""
_NODES, _MASS = np.polynomial.hermite_e.hermegauss(80)

Scores = dict[str, list[float]]
"""Task -> scores of its attempts."""


def mean_over_normal(function, spread: float) -> float:  # type: ignore[no-untyped-def]
    """The expectation of function(spread * N(0, 1))."""
    return float((function(spread * _NODES) * _MASS).sum() / _MASS.sum())


def skill_for(mean: float, spread: float) -> float:
    """The skill whose mean share of solved tasks is `mean`, where ease and fit together have SD `spread`."""
    return float(
        optimize.brentq(lambda skill: mean_over_normal(lambda x: special.expit(skill + x), spread) - mean, -40.0, 40.0)
    )


def names(n: int) -> list[str]:
    return [f"t{i}" for i in range(n)]


def spread_out(values: np.ndarray, grouped: int) -> np.ndarray:
    """`values`, one per group, repeated for each of its tasks."""
    return np.repeat(values, grouped) if grouped else values


def attempts(rng: Generator, chance: np.ndarray, k: int, subtests: int = 0) -> np.ndarray:
    """Scores, tasks x k: 0 or 1, or partial credit in steps of 1/subtests."""
    if subtests:
        return rng.binomial(subtests, np.repeat(chance[:, None], k, 1)) / subtests
    return (rng.random((len(chance), k)) < chance[:, None]).astype(float)


def contestants(
    rng: Generator,
    means: tuple[float, ...],
    n: int,
    k: tuple[int, ...],
    *,
    ease: float = 1.5,
    fit: float = 0.9,
    drop: float | tuple[float, ...] = 0.0,
    grouped: int = 0,
    subtests: int = 0,
    copies: int = 1,
    nearly: float = 0.0,
    uneven: bool = False,
) -> Iterator[list[Scores]]:
    """Benches without end: each contestant's scores on the same `n` tasks, with its own number of repeats `k`.

    drop: share of tasks that a contestant lacks, at random; of each, or of all. grouped: tasks a group; ease and fit
    are the group's.
    copies: how often each attempt stands there, as greedy repeats do. nearly: share of solved attempts that get 0.95.
    uneven: a task has one to `k` attempts of a contestant, whatever came of them.
    """
    spread = float(np.hypot(ease, fit))
    skills = [skill_for(mean, spread) for mean in means]
    tasks, units = names(n), n // grouped if grouped else n
    drops = drop if isinstance(drop, tuple) else (drop,) * len(means)
    while True:
        shared = spread_out(rng.normal(0.0, ease, units), grouped)
        bench = []
        for skill, repeats, lost in zip(skills, k, drops, strict=True):
            chance = special.expit(skill + shared + spread_out(rng.normal(0.0, fit, units), grouped))
            scores = attempts(rng, chance, repeats, subtests)
            scores -= NEARLY * ((scores == 1.0) & (rng.random(scores.shape) < nearly)) if nearly else 0.0
            rows = np.repeat(scores, copies, axis=1).tolist()
            if uneven:
                rows = [row[:made] for row, made in zip(rows, rng.integers(1, repeats + 1, n), strict=True)]
            there = rng.random(n) >= lost
            bench.append({task: row for task, row, here in zip(tasks, rows, there, strict=True) if here})
        yield bench
