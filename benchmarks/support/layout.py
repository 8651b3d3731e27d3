"""What a layout is: one kind of bench, and what the public function of `prony.stats` said of it, over and over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from math import sqrt

from numpy.random import Generator

Told = tuple[float, float | None, float | None]
"""The truth, and the interval told (None: none was told)."""
INTERVALS, COST_INTERVALS = (92.0, 100.0), (91.0, 100.0)
"""How often intervals hold the truth, percent; those of cost for each correct answer."""
ONE_PAIR, FAMILY = 6.5, 5.0
"""How often equals are told apart, percent, at most: by a comparison of two, and by anything that is picked, looked at
while it goes on, or one of many."""
POWER = (75.0, 90.0)
"""How often the difference is decided that tasks are said to show, percent."""


@dataclass(frozen=True)
class Coverage:
    """Does the interval hold the truth as often as it says? draw: endless (truth, lo, hi)."""

    family: str
    name: str
    draw: Callable[[Generator], Iterator[Told]]
    share: float = 1.0
    """Of the simulations asked for: less for the slow ones."""
    limits: tuple[float, float] = INTERVALS
    heading = "covers"


@dataclass(frozen=True)
class FalseClaims:
    """How often is something claimed that is not so? draw: endless; True where a false claim was made."""

    family: str
    name: str
    draw: Callable[[Generator], Iterator[bool]]
    most: float = ONE_PAIR
    """Percent."""
    share: float = 1.0
    heading = "claims"

    @property
    def limits(self) -> tuple[float, float]:
        """Percent."""
        return 0.0, self.most


@dataclass(frozen=True)
class Power:
    """How often is the difference decided that a bench of equals was said to show? draw: endless; True where it was."""

    family: str
    name: str
    draw: Callable[[Generator], Iterator[bool]]
    share: float = 1.0
    limits: tuple[float, float] = POWER
    heading = "power"


Layout = Coverage | FalseClaims | Power


def misses(layout: Layout, percent: float, sims: int) -> bool:
    """Whether a result is outside the layout's limits by more than two standard errors of the simulation."""
    low, high = layout.limits
    return percent < low - 2.0 * _error(low, sims) or percent > high + 2.0 * _error(high, sims)


def _error(percent: float, sims: int) -> float:
    return sqrt(percent * (100.0 - percent) / sims)


def by_weights(tasks: list[str], weights: tuple[float, ...]) -> dict[str, float] | None:
    """`weights` repeated over the tasks; None where none are given."""
    return {task: weights[i % len(weights)] for i, task in enumerate(tasks)} if weights else None


def by_groups(tasks: list[str], grouped: int) -> dict[str, int] | None:
    """Task -> group of `grouped` tasks; None where tasks stand alone."""
    return {task: i // grouped for i, task in enumerate(tasks)} if grouped else None
