"""Layouts of one contestant's solve rate: few tasks, near 0 and 1, repeats, gaps, weights, groups, partial credit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import Coverage, Told, by_groups, by_weights
from support.simulation import attempts, mean_over_normal, names, skill_for, spread_out

from prony.stats import rate
from prony.stats.rates import pass_rate

SPREAD = 1.6
"""SD of a task's ease in logits: about what coding suites show."""


def population(
    n: int,
    k: int,
    mean: float,
    *,
    spread: float = SPREAD,
    weights: tuple[float, ...] = (),
    grouped: int = 0,
    drop: float = 0.0,
    subtests: int = 0,
    uneven: bool = False,
) -> Callable[[Generator], Iterator[Told]]:
    """Tasks drawn from a population whose mean rate is the truth. drop: share of attempts missing at random. uneven: a
    task has one to `k` attempts."""
    skill, tasks = skill_for(mean, spread), names(n)
    weight, group = by_weights(tasks, weights), by_groups(tasks, grouped)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = spread_out(rng.normal(0.0, spread, n // grouped if grouped else n), grouped)
            scores = attempts(rng, special.expit(skill + ease), k, subtests)
            kept = rng.random((n, k)) >= drop
            kept &= np.arange(k) < (rng.integers(1, k + 1, n) if uneven else np.full(n, k))[:, None]
            ids = [tasks[i] for i in np.nonzero(kept)[0]]
            told = rate(ids, scores[kept].tolist(), weights=weight, groups=group)
            yield mean, told.lo, told.hi

    return draw


def pack(n: int, k: int, mean: float, spread: float) -> Callable[[Generator], Iterator[Told]]:
    """The same tasks again: the truth is the mean of these tasks' own chances."""
    skill = skill_for(mean, spread)
    ids = [task for task in names(n) for _ in range(k)]

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            chance = special.expit(skill + rng.normal(0.0, spread, n))
            told = rate(ids, attempts(rng, chance, k).ravel().tolist(), target="pack")
            yield float(chance.mean()), told.lo, told.hi

    return draw


def at_k(
    n: int, attempts_each: int, k: int, mean: float, *, every: bool = False
) -> Callable[[Generator], Iterator[Told]]:
    """pass@k, or pass^k with `every`: the truth is E[1 - (1 - p)^k], or E[p^k]."""
    skill, tasks = skill_for(mean, SPREAD), names(n)

    def of_task(x: np.ndarray) -> np.ndarray:
        p = special.expit(skill + x)
        return p**k if every else 1.0 - (1.0 - p) ** k

    truth = mean_over_normal(of_task, SPREAD)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            right = rng.binomial(attempts_each, special.expit(skill + rng.normal(0.0, SPREAD, n)))
            told = pass_rate({t: (attempts_each, int(c)) for t, c in zip(tasks, right, strict=True)}, k, every=every)
            yield truth, told.lo, told.hi

    return draw


LAYOUTS = (
    *(Coverage("rate, few tasks", f"6 x 1 at {p:.0%}", population(6, 1, p)) for p in (0.05, 0.3, 0.7, 0.95)),
    *(Coverage("rate, few tasks", f"10 x 1 at {p:.0%}", population(10, 1, p)) for p in (0.1, 0.5, 0.9)),
    *(
        Coverage("rate, 2 to 5 tasks", f"{n} x {k} at {p:.0%}", population(n, k, p))
        for n, k, p in ((2, 1, 0.5), (2, 5, 0.7), (3, 1, 0.9), (3, 3, 0.5), (4, 1, 0.3), (5, 5, 0.9))
    ),
    *(
        Coverage("rate, uneven repeats", f"{n} x 1 to {k} at {p:.0%}", population(n, k, p, uneven=True))
        for n, k, p in ((6, 5, 0.5), (14, 5, 0.9), (50, 3, 0.7))
    ),
    *(Coverage("rate, near 0 and 1", f"20 x 1 at {p:.0%}", population(20, 1, p)) for p in (0.01, 0.03, 0.97, 0.99)),
    *(Coverage("rate, near 0 and 1", f"50 x 4 at {p:.0%}", population(50, 4, p)) for p in (0.01, 0.03, 0.97, 0.99)),
    Coverage("rate, near 0 and 1", "10 x 10 at 97%", population(10, 10, 0.97)),
    *(Coverage("rate, clustered repeats", f"6 x 5 at {p:.0%}", population(6, 5, p)) for p in (0.1, 0.5, 0.9)),
    *(Coverage("rate, clustered repeats", f"20 x 4 at {p:.0%}", population(20, 4, p)) for p in (0.1, 0.5, 0.9)),
    Coverage("rate, clustered repeats", "20 x 4 at 90%, tasks far apart", population(20, 4, 0.9, spread=4.0)),
    Coverage("rate, clustered repeats", "100 x 10 at 70%", population(100, 10, 0.7)),
    Coverage("rate, clustered repeats", "50 x 4 at 70%, tasks alike", population(50, 4, 0.7, spread=0.01)),
    *(Coverage("rate, incomplete", f"20 x 4 at {p:.0%}, 30% lost", population(20, 4, p, drop=0.3)) for p in (0.5, 0.9)),
    Coverage("rate, incomplete", "10 x 2 at 90%, 40% lost", population(10, 2, 0.9, drop=0.4)),
    *(
        Coverage("rate, weighted", f"10 x 1 at {p:.0%}, 4:1:1", population(10, 1, p, weights=(4, 1, 1)))
        for p in (0.5, 0.97)
    ),
    *(
        Coverage("rate, weighted", f"20 x 4 at {p:.0%}, 4:1:1", population(20, 4, p, weights=(4, 1, 1)))
        for p in (0.1, 0.7)
    ),
    Coverage("rate, weighted", "50 x 2 at 90%, 10:1:1:1", population(50, 2, 0.9, weights=(10, 1, 1, 1))),
    *(Coverage("rate, grouped", f"10 groups of 5 x 2 at {p:.0%}", population(50, 2, p, grouped=5)) for p in (0.5, 0.9)),
    Coverage("rate, grouped", "20 groups of 5 x 1 at 97%", population(100, 1, 0.97, grouped=5)),
    *(
        Coverage("rate, partial credit", f"{n} x 1 at {p:.0%}", population(n, 1, p, subtests=20))
        for n in (6, 20)
        for p in (0.5, 0.9)
    ),
    Coverage("rate, partial credit", "50 x 3 at 97%", population(50, 3, 0.97, subtests=20)),
    *(
        Coverage("rate, this pack", f"{n} x {k} at {p:.0%}", pack(n, k, p, 2.0))
        for n, k, p in ((6, 5, 0.5), (20, 2, 0.9), (20, 5, 0.97))
    ),
    Coverage("rate, this pack", "20 x 5 at 50%, tasks alike", pack(20, 5, 0.5, 0.01)),
    Coverage("pass@k", "pass@3 of 5, 20 tasks at 50%", at_k(20, 5, 3, 0.5)),
    Coverage("pass@k", "pass@5 of 10, 50 tasks at 20%", at_k(50, 10, 5, 0.2)),
    Coverage("pass@k", "pass^3 of 5, 20 tasks at 70%", at_k(20, 5, 3, 0.7, every=True)),
)
