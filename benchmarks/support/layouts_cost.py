"""Layouts of cost per correct answer: skewed costs that go with difficulty, few tasks, near 1, and two contestants."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layouts import Coverage, Told
from support.simulation import attempts, names, skill_for

from prony.stats.cost import cost_per_correct, cost_ratio

EASE = 1.6
TASK_SD, ATTEMPT_SD = 0.8, 0.3
"""SDs of log cost over tasks and over attempts: a factor of five between a cheap and a dear task is common."""


def mean_cost(flat: bool) -> float:
    """The mean of what `costs` draws."""
    return 1.0 if flat else float(np.exp((TASK_SD**2 + ATTEMPT_SD**2) / 2.0))


def costs(rng: Generator, ease: np.ndarray, k: int, harder_is_dearer: float, flat: bool) -> np.ndarray:
    """Log-normal costs, tasks x k; harder_is_dearer: correlation of a task's log cost with its difficulty."""
    if flat:
        return np.ones((len(ease), k))
    own = np.sqrt(1.0 - harder_is_dearer**2) * rng.normal(size=len(ease)) - harder_is_dearer * ease / EASE
    return np.exp(TASK_SD * own[:, None] + ATTEMPT_SD * rng.normal(size=(len(ease), k)))


def per_correct(
    n: int, k: int, mean: float, *, harder_is_dearer: float = 0.3, flat: bool = False
) -> Callable[[Generator], Iterator[Told]]:
    skill = skill_for(mean, EASE)
    ids = [task for task in names(n) for _ in range(k)]

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            right = attempts(rng, special.expit(skill + ease), k)
            spent = costs(rng, ease, k, harder_is_dearer, flat)
            told = cost_per_correct(ids, spent.ravel().tolist(), right.ravel().tolist()).per_correct
            yield mean_cost(flat) / mean, told.lo, told.hi

    return draw


def ratio(n: int, k: int, means: tuple[float, float], *, flat: bool = False) -> Callable[[Generator], Iterator[Told]]:
    skills = [skill_for(mean, EASE) for mean in means]
    ids = [task for task in names(n) for _ in range(k)]

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            level = costs(rng, ease, 1, 0.3, flat)
            sides = []
            for skill in skills:
                right = attempts(rng, special.expit(skill + ease), k)
                spent = level * (np.ones((n, k)) if flat else np.exp(ATTEMPT_SD * rng.normal(size=(n, k))))
                sides.append((ids, spent.ravel().tolist(), right.ravel().tolist()))
            told = cost_ratio(*sides)
            yield means[1] / means[0], told.lo, told.hi

    return draw


LAYOUTS = (
    *(
        Coverage("cost per correct", f"{n} x {k} at {p:.0%}", per_correct(n, k, p))
        for n, k in ((6, 1), (6, 5), (10, 1), (20, 4), (50, 1), (100, 1))
        for p in (0.3, 0.7, 0.95)
    ),
    *(
        Coverage("cost per correct", f"{n} x {k} at {p:.0%}, hard is dear", per_correct(n, k, p, harder_is_dearer=0.8))
        for n, k, p in ((10, 1, 0.7), (20, 1, 0.95), (20, 4, 0.3))
    ),
    *(
        Coverage("cost per correct", f"{n} x {k} at {p:.0%}, equal costs", per_correct(n, k, p, flat=True))
        for n, k, p in ((10, 1, 0.7), (20, 4, 0.95), (100, 1, 0.95))
    ),
    *(
        Coverage("cost ratio", f"{n} x {k} at {a:.0%} and {b:.0%}", ratio(n, k, (a, b)))
        for n, k in ((6, 5), (20, 1), (48, 3))
        for a, b in ((0.5, 0.5), (0.8, 0.6), (0.97, 0.9))
    ),
    Coverage("cost ratio", "20 x 1 at 95% and 90%, equal costs", ratio(20, 1, (0.95, 0.9), flat=True)),
)
