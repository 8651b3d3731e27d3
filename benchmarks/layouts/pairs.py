"""Layouts of two contestants: the interval of their difference, its noise, and how often a tie is called a lead."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import Coverage, FalseClaims, Told, by_groups, by_weights
from support.simulation import NEARLY, attempts, contestants, names, skill_for

from prony.stats import compare
from prony.stats.over_time import drift
from prony.stats.planning import StopDecision, may_stop, noise_floor


def difference(
    n: int,
    k: int,
    mean: float,
    gap: float,
    *,
    k_b: int = 0,
    weights: tuple[float, ...] = (),
    grouped: int = 0,
    drop: float = 0.0,
    subtests: int = 0,
    ease: float = 1.5,
    fit: float = 0.9,
    copies: int = 1,
    nearly: float = 0.0,
    uneven: bool = False,
) -> Callable[[Generator], Iterator[Told]]:
    """A and B at mean +- gap/2; k_b: repeats of B where they differ from those of A."""
    weight, group = by_weights(names(n), weights), by_groups(names(n), grouped)
    how = {"drop": drop, "grouped": grouped, "subtests": subtests, "ease": ease, "fit": fit}
    how |= {"copies": copies, "nearly": nearly, "uneven": uneven}
    gap_told = gap * (1.0 - NEARLY * nearly)

    def draw(rng: Generator) -> Iterator[Told]:
        for a, b in contestants(rng, (mean + gap / 2, mean - gap / 2), n, (k, k_b or k), **how):  # type: ignore[arg-type]
            told = compare(a, b, weights=weight, groups=group).difference
            yield gap_told, told.lo, told.hi

    return draw


def no_difference(
    n: int,
    k: int,
    mean: float,
    *,
    weights: tuple[float, ...] = (),
    grouped: int = 0,
    drop: float = 0.0,
    subtests: int = 0,
    copies: int = 1,
    nearly: float = 0.0,
    uneven: bool = False,
) -> Callable[[Generator], Iterator[bool]]:
    """A and B equally good: is one called better?"""
    weight, group = by_weights(names(n), weights), by_groups(names(n), grouped)
    how = {"drop": drop, "grouped": grouped, "subtests": subtests, "copies": copies, "nearly": nearly}
    how |= {"uneven": uneven}

    def draw(rng: Generator) -> Iterator[bool]:
        for a, b in contestants(rng, (mean, mean), n, (k, k), **how):  # type: ignore[arg-type]
            yield compare(a, b, weights=weight, groups=group).decided

    return draw


def rare_losses(n: int) -> Callable[[Generator], Iterator[bool]]:
    """Equals in points, of which A is 5 points ahead on nine tasks of ten, and 45 behind on the tenth."""
    tasks = names(n)

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            lost = rng.random(n) < 0.1
            a = {task: [0.5 if x else 0.95] for task, x in zip(tasks, lost, strict=True)}
            b = {task: [0.95 if x else 0.9] for task, x in zip(tasks, lost, strict=True)}
            yield compare(a, b).decided

    return draw


def all_differ(n: int) -> Callable[[Generator], Iterator[bool]]:
    """Equals of which exactly one solves each task."""
    tasks = names(n)

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            ahead = rng.random(n) < 0.5
            a = {task: [float(x)] for task, x in zip(tasks, ahead, strict=True)}
            yield compare(a, {task: [1.0 - row[0]] for task, row in a.items()}).decided

    return draw


def stopping(n: int) -> Callable[[Generator], Iterator[bool]]:
    """Equals, looked at after every one of `n` tasks on which they differ: does the e-process ever decide?"""

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            ahead = np.cumsum(rng.random(n) < 0.5)
            yield any(may_stop(int(a), i + 1 - int(a)) is not StopDecision.GO_ON for i, a in enumerate(ahead))

    return draw


def change(
    n: int, k: tuple[int, int], mean: float, shift: float, subtests: int = 0
) -> Callable[[Generator], Iterator[Told]]:
    """One contestant at two times on the same tasks; shift: of its skill, in logits."""
    skill, tasks = skill_for(mean, 1.6), names(n)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            logit = skill + rng.normal(0.0, 1.6, n)
            was, now = special.expit(logit), special.expit(logit + shift)
            runs = [
                dict(zip(tasks, attempts(rng, chance, each, subtests).tolist(), strict=True))
                for chance, each in ((was, k[0]), (now, k[1]))
            ]
            told = drift(*runs).change
            yield float((now - was).mean()), told.lo, told.hi

    return draw


def noise(n: int, k: int, mean: float) -> Callable[[Generator], Iterator[Told]]:
    """Two runs of one contestant: does their difference stay under the floor that a third run foretold?"""
    skill, tasks = skill_for(mean, 1.6), names(n)

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            chance = special.expit(skill + rng.normal(0.0, 1.6, n))
            first, second, third = (attempts(rng, chance, k) for _ in range(3))
            floor = noise_floor(dict(zip(tasks, third.tolist(), strict=True)), repeats=k).difference
            yield float(first.mean() - second.mean()), None if floor is None else -floor, floor

    return draw


LAYOUTS = (
    *(
        Coverage("difference, few tasks", f"{n} x 1 at {p:.0%}, gap {g:.0%}", difference(n, 1, p, g))
        for n in (6, 10)
        for p, g in ((0.5, 0.0), (0.5, 0.3), (0.9, 0.1))
    ),
    *(
        Coverage("difference, near 0 and 1", f"{n} x {k} at {p:.0%}, gap {g:.0%}", difference(n, k, p, g))
        for n, k in ((10, 4), (20, 1), (50, 1))
        for p, g in ((0.97, 0.04), (0.03, 0.0))
    ),
    *(
        Coverage("difference, clustered repeats", f"{n} x {k} at {p:.0%}, gap {g:.0%}", difference(n, k, p, g))
        for n, k in ((6, 5), (20, 4), (48, 3))
        for p, g in ((0.5, 0.16), (0.9, 0.1))
    ),
    *(
        Coverage(
            "difference, repeats that agree",
            f"{n} x 1 five times over, at {p:.0%}, gap {g:.0%}",
            difference(n, 1, p, g, copies=5),
        )
        for n, p, g in ((6, 0.7, 0.3), (14, 0.9, 0.1), (20, 0.95, 0.08), (20, 0.5, 0.16), (50, 0.95, 0.04))
    ),
    *(
        Coverage(
            "difference, nearly all or nothing",
            f"{n} x {k} at {p:.0%}, gap {g:.0%}, {share:.0%} of solved get 0.95",
            difference(n, k, p, g, nearly=share),
        )
        for n, k, p, g, share in (
            (6, 1, 0.9, 0.1, 0.2),
            (14, 1, 0.9, 0.1, 0.2),
            (20, 1, 0.95, 0.08, 0.2),
            (20, 3, 0.9, 0.1, 0.8),
            (50, 1, 0.95, 0.04, 0.5),
        )
    ),
    Coverage(
        "difference, clustered repeats", "12 x 2, tasks far apart", difference(12, 2, 0.5, 0.4, ease=3.0, fit=2.0)
    ),
    *(
        Coverage(
            "difference, incomplete", f"{n} x {k} at 70%, gap 16%, 20% lost", difference(n, k, 0.7, 0.16, drop=0.2)
        )
        for n, k in ((12, 1), (30, 3))
    ),
    Coverage("difference, incomplete", "20 x 4 to 20 x 1 at 70%, gap 16%", difference(20, 4, 0.7, 0.16, k_b=1)),
    *(
        Coverage(
            "difference, weighted",
            f"{n} x {k} at 80%, gap 16%, 4:1:1",
            difference(n, k, 0.8, 0.16, weights=(4, 1, 1)),
        )
        for n, k in ((9, 1), (20, 3), (48, 1))
    ),
    *(
        Coverage(
            "difference, grouped",
            f"{n // 5} groups of 5 at {p:.0%}, gap 10%",
            difference(n, 1, p, 0.1, grouped=5),
        )
        for n, p in ((40, 0.5), (100, 0.9))
    ),
    *(
        Coverage("difference, partial credit", f"{n} x 1 at {p:.0%}, gap {g:.0%}", difference(n, 1, p, g, subtests=20))
        for n in (6, 20, 48)
        for p, g in ((0.5, 0.16), (0.97, 0.04))
    ),
    *(
        Coverage("difference, 2 to 5 tasks", f"{n} x {k} at {p:.0%}, gap {g:.0%}", difference(n, k, p, g))
        for n, k, p, g in ((2, 1, 0.5, 0.0), (2, 5, 0.7, 0.3), (3, 1, 0.9, 0.1), (4, 3, 0.5, 0.3), (5, 1, 0.5, 0.5))
    ),
    *(
        Coverage(
            "difference, uneven repeats", f"{n} x 1 to {k} at {p:.0%}, gap {g:.0%}", difference(n, k, p, g, uneven=True)
        )
        for n, k, p, g in ((6, 5, 0.7, 0.3), (14, 5, 0.5, 0.16), (50, 3, 0.9, 0.1))
    ),
    *(
        Coverage("drift", f"{n} x {k[0]} to {k[1]} at {p:.0%}, shift {s:g}", change(n, k, p, s))
        for n, k, p, s in (
            (6, (3, 3), 0.5, 0.0),
            (20, (1, 1), 0.7, 1.0),
            (20, (3, 3), 0.95, -1.0),
            (48, (3, 1), 0.7, 0.5),
        )
    ),
    Coverage("drift", "12 x 3 to 3 at 70%, partial credit", change(12, (3, 3), 0.7, 0.5, subtests=20), share=0.1),
    *(Coverage("noise floor", f"{n} x {k} at {p:.0%}", noise(n, k, p)) for n, k, p in ((10, 3, 0.5), (48, 3, 0.9))),
    *(
        FalseClaims("better, one pair", f"{n} x {k} at {p:.0%}", no_difference(n, k, p))
        for n, k in ((6, 1), (6, 5), (10, 4), (20, 1), (20, 5), (50, 1), (100, 1))
        for p in (0.5, 0.9)
    ),
    FalseClaims("better, one pair", "48 x 3 at 97%", no_difference(48, 3, 0.97)),
    FalseClaims("better, one pair", "14 x 1 to 5 at 70%", no_difference(14, 5, 0.7, uneven=True)),
    FalseClaims("better, one pair", "48 x 1 to 3 at 50%", no_difference(48, 3, 0.5, uneven=True)),
    FalseClaims("better, one pair", "20 x 4 at 70%, 30% lost", no_difference(20, 4, 0.7, drop=0.3)),
    FalseClaims("better, one pair", "20 x 2 at 70%, 4:1:1", no_difference(20, 2, 0.7, weights=(4, 1, 1))),
    FalseClaims("better, one pair", "10 groups of 5 at 70%", no_difference(50, 1, 0.7, grouped=5)),
    FalseClaims("better, one pair", "20 x 1 five times over, at 70%", no_difference(20, 1, 0.7, copies=5)),
    FalseClaims("better, one pair", "20 x 1 at 70%, half of solved get 0.95", no_difference(20, 1, 0.7, nearly=0.5)),
    *(
        FalseClaims("better, one pair", f"{n} tasks, ahead a little and seldom far behind", rare_losses(n))
        for n in (8, 12, 20, 60)
    ),
    *(FalseClaims("better, one pair", f"{n} tasks that all differ", all_differ(n)) for n in (8, 16)),
    FalseClaims("better, one pair", "12 x 1 at 70%, partial credit", no_difference(12, 1, 0.7, subtests=20)),
    FalseClaims("better, one pair", "e-process, a look after each of 200 tasks", stopping(200)),
)
