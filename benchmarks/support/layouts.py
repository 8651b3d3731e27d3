"""What a layout is: one kind of bench, and what the public function of `prony.stats` said of it, over and over."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from numpy.random import Generator

Told = tuple[float, float | None, float | None]
"""The truth, and the interval told (None: none was told)."""


@dataclass(frozen=True)
class Coverage:
    """Does the interval hold the truth as often as it says? draw: endless (truth, lo, hi)."""

    family: str
    name: str
    draw: Callable[[Generator], Iterator[Told]]
    share: float = 1.0
    """Of the simulations asked for: less for the slow ones."""


@dataclass(frozen=True)
class FalseClaims:
    """How often is a contestant called better that is not? draw: endless; True where a false claim was made.

    whole: whether a board of many contestants is meant (family-wise error), or one pair.
    """

    family: str
    name: str
    draw: Callable[[Generator], Iterator[bool]]
    whole: bool = False
    share: float = 1.0


@dataclass(frozen=True)
class Power:
    """How often is the difference decided that a bench of equals was said to show? draw: endless; True where it was."""

    family: str
    name: str
    draw: Callable[[Generator], Iterator[bool]]
    share: float = 1.0


Layout = Coverage | FalseClaims | Power


def by_weights(tasks: list[str], weights: tuple[float, ...]) -> dict[str, float] | None:
    """`weights` repeated over the tasks; None where none are given."""
    return {task: weights[i % len(weights)] for i, task in enumerate(tasks)} if weights else None


def by_groups(tasks: list[str], grouped: int) -> dict[str, int] | None:
    """Task -> group of `grouped` tasks; None where tasks stand alone."""
    return {task: i // grouped for i, task in enumerate(tasks)} if grouped else None
