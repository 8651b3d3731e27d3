"""Layouts of what stands beside a score: self-reports, agreement of judges, and the bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from support.layouts import Coverage, Told

from prony.stats import cohen_kappa
from prony.stats.bootstrap import bootstrap
from prony.stats.calibration import calibrate


def claims(n: int, bias: float, spread: float) -> Callable[[Generator], Iterator[Told]]:
    """Claimed durations off by `bias` bits on average; log errors normal with SD `spread` bits."""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            actual = 2.0 ** rng.normal(6.0, 1.5, n)
            claim = actual * 2.0 ** rng.normal(bias, spread, n)
            told = calibrate(claim.tolist(), claim.tolist(), actual.tolist()).bias
            yield bias, told.lo, told.hi

    return draw


def judges(n: int, agree: float, common: float) -> Callable[[Generator], Iterator[Told]]:
    """Two judges: with chance `agree` both say the same, else each draws for itself; `common`: share of the one answer.

    Cohen's kappa of this model is `agree`."""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            first, own = rng.random((2, n)) < common
            second = np.where(rng.random(n) < agree, first, own)
            told = cohen_kappa(first.tolist(), second.tolist())
            yield agree, told.lo, told.hi

    return draw


def median_time(n: int) -> Callable[[Generator], Iterator[Told]]:
    """The median of skewed durations, by the bootstrap: nothing better is at hand."""

    def draw(rng: Generator) -> Iterator[Told]:
        for seed in range(10**9):
            seconds = rng.lognormal(2.0, 1.0, n)
            told = bootstrap(n, lambda i, s=seconds: float(np.median(s[i])), draws=400, seed=seed)
            yield float(np.exp(2.0)), told.lo, told.hi

    return draw


LAYOUTS = (
    *(
        Coverage("self-report bias", f"{n} claims, {b:+g} bits, SD {s:g}", claims(n, b, s))
        for n, b, s in ((6, 2.0, 1.0), (20, -0.5, 2.0))
    ),
    *(
        Coverage("agreement of two judges", f"{n} items, kappa {k:g}, {c:.0%} one answer", judges(n, k, c))
        for n, k, c in ((30, 0.6, 0.5), (60, 0.4, 0.7), (200, 0.8, 0.85))
    ),
    *(Coverage("bootstrap", f"median of {n} durations", median_time(n), share=0.15) for n in (25, 60)),
)
