"""Layouts of judges: intervals of agreement beyond chance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from support.layout import Coverage, Told

from prony.stats import cohen_kappa, krippendorff_alpha
from prony.stats.agreement import Agreement

BALANCED, SKEWED = (0.5, 0.5), (0.8, 0.2)
GRADES, FEW_HIGH = (0.2,) * 5, (0.5, 0.3, 0.15, 0.05)
ENDLESS = 40_000


def judged(
    rng: Generator, n: int, use: tuple[float, ...], skill: float, judges: int, gaps: float
) -> list[list[int | None]]:
    """Judges who see each item's true category with chance `skill` and else guess; `use`: how often each occurs."""
    truth = rng.choice(len(use), n, p=use)
    seen = [np.where(rng.random(n) < skill, truth, rng.choice(len(use), n, p=use)) for _ in range(judges)]
    return [[None if gone else int(c) for c, gone in zip(row, rng.random(n) < gaps, strict=True)] for row in seen]


def agreement(
    n: int, use: tuple[float, ...], skill: float, scale: str, *, judges: int = 2, gaps: float = 0.0
) -> Callable[[Generator], Iterator[Told]]:
    """Kappa of two judges without gaps, else alpha; the truth is that of an endless sample."""

    def measure(ratings: list[list[int | None]]) -> Agreement:
        if judges == 2 and not gaps:
            return cohen_kappa(*ratings, scale=scale)
        return krippendorff_alpha(ratings, scale=scale)

    def draw(rng: Generator) -> Iterator[Told]:
        truth = measure(judged(np.random.default_rng(7), ENDLESS, use, skill, judges, gaps)).value
        assert truth is not None
        while True:
            told = measure(judged(rng, n, use, skill, judges, gaps))
            yield truth, told.lo, told.hi

    return draw


LAYOUTS = (
    *(
        Coverage(
            "kappa of two judges", f"{n} items, {name}, {scale}, skill {skill}", agreement(n, use, skill, scale), 0.5
        )
        for n, name, use, skill, scale in (
            (20, "2 even", BALANCED, 0.6, "nominal"),
            (50, "2 even", BALANCED, 0.95, "nominal"),
            (100, "2, one rare", SKEWED, 0.3, "nominal"),
            (100, "2, one rare", SKEWED, 0.8, "nominal"),
            (30, "5 grades", GRADES, 0.6, "quadratic"),
            (80, "5 grades", GRADES, 0.9, "quadratic"),
            (80, "4, few high", FEW_HIGH, 0.8, "linear"),
        )
    ),
    *(
        Coverage(
            "alpha of three judges, 20% gaps",
            f"{n} items, {name}, {scale}, skill {skill}",
            agreement(n, use, skill, scale, judges=3, gaps=0.2),
            0.25,
        )
        for n, name, use, skill, scale in (
            (40, "2 even", BALANCED, 0.6, "nominal"),
            (80, "5 grades", GRADES, 0.3, "ordinal"),
            (80, "4, few high", FEW_HIGH, 0.9, "interval"),
        )
    ),
)
