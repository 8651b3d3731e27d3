"""Layouts of suites that state each problem in several languages: the problem is what varies."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from scipy import special
from support.layout import FAMILY, Coverage, FalseClaims, Told
from support.simulation import mean_over_normal, skill_for

from prony.stats import compare, rank_sets
from prony.stats.rates import rate_of_tasks
from prony.stats.samples import Samples
from prony.stats.spread import gaps_to

EASE, LUCK = 1.5, 0.7
"""SDs in logits: of a problem, in all languages alike; of one contestant at one problem in one language."""


def solved(rng: Generator, skill: float, ease: np.ndarray, languages: int, k: int) -> Samples:
    """One contestant at every problem in every language, `k` times."""
    n = len(ease)
    chance = special.expit(skill + ease[:, None] + rng.normal(0.0, LUCK, (n, languages)))
    names = [f"p{p:03d}-l{number:02d}" for p in range(n) for number in range(languages)]
    ones = rng.binomial(k, chance).ravel()
    count = np.full(n * languages, k, dtype=np.int64)
    return Samples.of_counts(tuple(names), count, ones, {name: name[:4] for name in names})


def _skill(mean: float) -> float:
    return skill_for(mean, float(np.hypot(EASE, LUCK)))


def rates(n: int, languages: int, k: int, mean: float) -> Callable[[Generator], Iterator[Told]]:
    """Does the interval hold the rate over all problems?"""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            told = rate_of_tasks(solved(rng, _skill(mean), rng.normal(0.0, EASE, n), languages, k).tasks())
            yield mean, told.lo, told.hi

    return draw


def differences(n: int, languages: int, k: int, means: tuple[float, float]) -> Callable[[Generator], Iterator[Told]]:
    """Does the interval hold the difference of two contestants over all languages?"""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            told = compare(*(solved(rng, _skill(mean), ease, languages, k) for mean in means)).difference
            yield means[0] - means[1], told.lo, told.hi

    return draw


def equals(n: int, languages: int, contestants: int, mean: float) -> Callable[[Generator], Iterator[bool]]:
    """Is one of several equals called better than another?"""

    def draw(rng: Generator) -> Iterator[bool]:
        while True:
            ease, fit = rng.normal(0.0, EASE, n), rng.normal(0.0, 0.5, (contestants, n))
            field = {f"m{i}": solved(rng, _skill(mean), ease + fit[i], languages, 1) for i in range(contestants)}
            yield any(pair.decided for pair in rank_sets(field).pairs)

    return draw


def against_one(n: int, means: tuple[float, ...], k: int) -> Callable[[Generator], Iterator[Told]]:
    """Do all intervals of languages less a named one hold at once? Told as the one that is furthest out."""
    skills = [_skill(mean) for mean in means]
    true = [mean_over_normal(lambda x, s=s: special.expit(s + x), float(np.hypot(EASE, LUCK))) for s in skills]

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            ease = rng.normal(0.0, EASE, n)
            groups = {
                f"l{i}": {f"{i}-{p}": some for p, some in enumerate(_each(rng, skill, ease, k))}
                for i, skill in enumerate(skills)
            }
            problems = {task: task.partition("-")[2] for mine in groups.values() for task in mine}
            told = [
                (true[int(gap.one[1:])] - true[0], gap.lo, gap.hi) for gap in gaps_to(groups, "l0", problems=problems)
            ]
            yield next((one for one in told if not one[1] - 1e-12 <= one[0] <= one[2] + 1e-12), told[0])

    return draw


def _each(rng: Generator, skill: float, ease: np.ndarray, k: int) -> list[list[float]]:
    chance = special.expit(skill + ease + rng.normal(0.0, LUCK, len(ease)))
    return (rng.random((len(ease), k)) < chance[:, None]).astype(float).tolist()  # type: ignore[no-any-return]


LAYOUTS = (
    *(
        Coverage("rate, problems in several languages", f"{n} x {m} x {k} at {p:.0%}", rates(n, m, k, p), share=0.6)
        for n, m, k, p in ((20, 12, 1, 0.5), (40, 3, 1, 0.8), (40, 12, 2, 0.9), (100, 12, 1, 0.6), (8, 4, 1, 0.5))
    ),
    *(
        Coverage(
            "difference, problems in several languages",
            f"{n} x {m} x {k}, {means[0]:.0%} and {means[1]:.0%}",
            differences(n, m, k, means),
            share=0.6,
        )
        for n, m, k, means in (
            (20, 12, 1, (0.5, 0.5)),
            (40, 3, 1, (0.8, 0.6)),
            (40, 12, 2, (0.95, 0.9)),
            (10, 4, 1, (0.5, 0.5)),
        )
    ),
    *(
        FalseClaims(
            "better, whole board, problems in several languages",
            f"{c} equals, {n} x {m} at {p:.0%}",
            equals(n, m, c, p),
            most=FAMILY,
            share=0.3,
        )
        for c, n, m, p in ((5, 20, 12, 0.5), (10, 40, 3, 0.7), (4, 40, 12, 0.9))
    ),
    *(
        Coverage(
            "all languages against one, at once",
            f"{len(means)} languages, {n} problems x {k}",
            against_one(n, means, k),
            share=0.4,
        )
        for n, means, k in ((30, (0.5,) * 12, 1), (40, (0.7, 0.6, 0.5, 0.4), 1), (100, (0.9,) * 6, 2))
    ),
)
