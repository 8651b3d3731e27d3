"""Layouts of a margin: how often one who is worse by exactly that much is shown to be no worse, or refuted to be."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from numpy.random import Generator
from support.layout import FAMILY, FalseClaims
from support.simulation import contestants

from prony.stats import compare, non_inferior
from prony.stats.paired import NonInferiority


def at_the_margin(
    n: int,
    k: int,
    mean: float,
    margin: float,
    verdict: NonInferiority,
    *,
    drop: float = 0.0,
    subtests: int = 0,
    copies: int = 1,
) -> Callable[[Generator], Iterator[bool]]:
    """A is worse than B by the margin, neither more nor less: is this said all the same?"""
    how = {"drop": drop, "subtests": subtests, "copies": copies}

    def draw(rng: Generator) -> Iterator[bool]:
        for a, b in contestants(rng, (mean - margin / 2, mean + margin / 2), n, (k, k), **how):  # type: ignore[arg-type]
            yield non_inferior(compare(a, b), margin) is verdict

    return draw


LAYOUTS = (
    *(
        FalseClaims(
            f"{verdict.value.replace('_', ' ')} at the margin",
            f"{n} x {k} at {p:.0%}, {m:.0%} worse{said}",
            at_the_margin(n, k, p, m, verdict, **how),
            most=FAMILY,
        )
        for verdict in (NonInferiority.SHOWN, NonInferiority.REFUTED)
        for n, k, p, m, said, how in (
            (14, 1, 0.5, 0.3, "", {}),
            (20, 3, 0.9, 0.1, "", {}),
            (50, 1, 0.95, 0.05, "", {}),
            (100, 1, 0.7, 0.1, "", {}),
            (200, 1, 0.5, 0.05, "", {}),
            (20, 1, 0.9, 0.1, ", five times over", {"copies": 5}),
            (50, 1, 0.9, 0.05, ", partial credit", {"subtests": 20}),
            (60, 2, 0.7, 0.1, ", 20% lost", {"drop": 0.2}),
        )
    ),
)
