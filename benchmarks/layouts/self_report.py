"""Layouts of what stands beside a score: self-reports, and the bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
from numpy.random import Generator
from support.layout import Coverage, Told

from prony.stats.calibration import calibrate
from prony.stats.resampling import bootstrap


def claims(n: int, bias: float, spread: float) -> Callable[[Generator], Iterator[Told]]:
    """Claimed durations off by `bias` bits on average; log errors normal with SD `spread` bits."""

    def draw(rng: Generator) -> Iterator[Told]:
        while True:
            actual = 2.0 ** rng.normal(6.0, 1.5, n)
            claim = actual * 2.0 ** rng.normal(bias, spread, n)
            told = calibrate(claim.tolist(), claim.tolist(), actual.tolist()).bias
            yield bias, told.lo, told.hi

    return draw


def median_time(n: int) -> Callable[[Generator], Iterator[Told]]:
    """The median of skewed durations, by the bootstrap: nothing better is at hand."""

    def draw(rng: Generator) -> Iterator[Told]:
        for seed in range(10**9):
            seconds = rng.lognormal(2.0, 1.0, n)
            told = bootstrap(n, lambda i, s=seconds: float(np.median(s[i])), draws=300, seed=seed)
            yield float(np.exp(2.0)), told.lo, told.hi

    return draw


LAYOUTS = (
    *(
        Coverage("self-report bias", f"{n} claims, {b:+g} bits, SD {s:g}", claims(n, b, s))
        for n, b, s in ((6, 2.0, 1.0), (20, -0.5, 2.0))
    ),
    *(Coverage("bootstrap", f"median of {n} durations", median_time(n), share=0.25) for n in (25, 60)),
)
