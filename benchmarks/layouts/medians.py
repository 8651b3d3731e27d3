"""Layouts of the median over tasks, of durations that are skewed, or tied."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from support.layout import Coverage, Told

from prony.stats.medians import median_over_tasks


def median_of(n: int, digits: int) -> Callable[[Generator], Iterator[Told]]:
    """Log-normal durations, rounded to so many decimals, so that some are equal."""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            told = median_over_tasks(np.round(rng.lognormal(0.7, 0.8, n), digits))
            yield float(np.round(np.exp(0.7), digits)), told.lo, told.hi

    return draw


LAYOUTS = (
    *(Coverage("median over tasks", f"{n} tasks", median_of(n, 6)) for n in (20, 48, 200)),
    Coverage("median over tasks", "48 tasks, whole seconds", median_of(48, 0)),
)
