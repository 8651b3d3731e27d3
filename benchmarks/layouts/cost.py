"""Layouts of cost per correct answer: skewed costs that go with difficulty, few tasks, near 1, and two contestants."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import COST_INTERVALS, Coverage, Told
from support.simulation import attempts, names, skill_for

from prony.stats.cost import cost_per_correct, cost_ratio
from prony.stats.incremental import cost_of_further_correct

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
    n: int, k: int, mean: float, *, harder_is_dearer: float = 0.3, flat: bool = False, uneven: bool = False
) -> Callable[[Generator], Iterator[Told]]:
    """uneven: a task has 1 to `k` attempts, whatever came of them."""
    skill, tasks = skill_for(mean, EASE), names(n)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            right = attempts(rng, special.expit(skill + ease), k)
            spent = costs(rng, ease, k, harder_is_dearer, flat)
            made = np.arange(k) < (rng.integers(1, k + 1, n) if uneven else np.full(n, k))[:, None]
            ids = [tasks[i] for i in np.nonzero(made)[0]]
            told = cost_per_correct(ids, spent[made].tolist(), right[made].tolist()).per_correct
            yield mean_cost(flat) / mean, told.lo, told.hi

    return draw


def two(
    rng: Generator, skills: list[float], n: int, k: int, dearer: float, *, flat: bool, all_solved: bool = False
) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """What two contestants spend and get right, tasks x k each; the first spends `dearer` times as much."""
    ease = rng.normal(0.0, EASE, n)
    level = costs(rng, ease, 1, 0.3, flat)
    spent = [level * (np.ones((n, k)) if flat else np.exp(ATTEMPT_SD * rng.normal(size=(n, k)))) for _ in skills]
    right = [np.ones((n, k)) if all_solved else attempts(rng, special.expit(skill + ease), k) for skill in skills]
    return [spent[0] * dearer, spent[1]], right


def ratio(
    n: int, k: int, means: tuple[float, float], *, flat: bool = False, dearer: float = 1.0, all_solved: bool = False
) -> Callable[[Generator], Iterator[Told]]:
    """all_solved: what boards ask of seconds for each attempt, solved or not."""
    skills = [skill_for(mean, EASE) for mean in means]
    ids = [task for task in names(n) for _ in range(k)]
    truth = dearer * (1.0 if all_solved else means[1] / means[0])

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            spent, right = two(rng, skills, n, k, dearer, flat=flat, all_solved=all_solved)
            sides = [(ids, c.ravel().tolist(), y.ravel().tolist()) for c, y in zip(spent, right, strict=True)]
            told = cost_ratio(*sides)
            yield truth, told.lo, told.hi

    return draw


def further(n: int, k: int, means: tuple[float, float], dearer: float) -> Callable[[Generator], Iterator[Told]]:
    """What each task costs that the better one solves beyond the other's, where that can be told."""
    skills, tasks = [skill_for(mean, EASE) for mean in means], names(n)
    truth = (dearer - 1.0) * mean_cost(False) / (means[0] - means[1])

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            spent, right = two(rng, skills, n, k, dearer, flat=False)
            a, b = (
                (dict(zip(tasks, c.tolist(), strict=True)), dict(zip(tasks, y.tolist(), strict=True)))
                for c, y in zip(spent, right, strict=True)
            )
            told = cost_of_further_correct(a, b)
            yield truth, told.lo, told.hi

    return draw


def of_cost(family: str, name: str, draw: Callable[[Generator], Iterator[Told]], share: float = 1.0) -> Coverage:
    return Coverage(family, name, draw, share=share, limits=COST_INTERVALS)


LAYOUTS = (
    *(
        of_cost("cost per correct", f"{n} x {k} at {p:.0%}", per_correct(n, k, p))
        for n, k in ((6, 1), (6, 5), (10, 1), (20, 4), (50, 1), (100, 1))
        for p in (0.3, 0.7, 0.95)
    ),
    *(
        of_cost("cost per correct", f"{n} x {k} at {p:.0%}, hard is dear", per_correct(n, k, p, harder_is_dearer=0.8))
        for n, k, p in ((10, 1, 0.7), (20, 1, 0.95), (20, 4, 0.3))
    ),
    *(
        of_cost("cost per correct", f"{n} x {k} at {p:.0%}, equal costs", per_correct(n, k, p, flat=True))
        for n, k, p in ((10, 1, 0.7), (20, 4, 0.95), (100, 1, 0.95), (6, 5, 0.7), (14, 3, 0.97))
    ),
    *(
        of_cost("cost per correct", f"{n} x {k} at {p:.0%}, few tasks", per_correct(n, k, p))
        for n, k, p in ((2, 1, 0.7), (3, 3, 0.5), (4, 1, 0.5), (5, 5, 0.9))
    ),
    *(
        of_cost("cost per correct", f"{n} x 1 to {k} at {p:.0%}", per_correct(n, k, p, uneven=True))
        for n, k, p in ((14, 5, 0.7), (50, 3, 0.9))
    ),
    *(
        of_cost("cost ratio", f"{n} x {k} at {a:.0%} and {b:.0%}", ratio(n, k, (a, b)))
        for n, k in ((6, 5), (20, 1), (48, 3))
        for a, b in ((0.5, 0.5), (0.8, 0.6), (0.97, 0.9))
    ),
    *(
        of_cost("cost ratio", f"{n} x {k} at {a:.0%} and {b:.0%}, equal costs", ratio(n, k, (a, b), flat=True))
        for n, k, a, b in ((20, 1, 0.95, 0.9), (6, 5, 0.7, 0.7), (14, 3, 0.97, 0.97))
    ),
    *(
        of_cost("cost ratio", f"seconds an attempt, {n} x {k}", ratio(n, k, (0.5, 0.5), dearer=1.3, all_solved=True))
        for n, k in ((6, 3), (20, 1), (48, 3))
    ),
    *(
        of_cost(
            "cost of further correct", f"{n} x {k} at {a:.0%} and {b:.0%}, twice as dear", further(n, k, (a, b), 2.0)
        )
        for n, k, a, b in ((20, 5, 0.8, 0.4), (50, 1, 0.8, 0.5), (200, 1, 0.9, 0.8))
    ),
)
