"""The Pareto frontier: who is beaten on no axis without beating back on another."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from prony.nouns import Noun
from prony.stats.estimate import Floats, matrix, out_of_range, wrong_shape


class Dominance(StrEnum):
    """Where a contestant stands to the frontier."""

    FRONTIER = "frontier"
    DOMINATED = "dominated"
    INCOMPARABLE = "incomparable"
    """A value is missing: nothing is made up for it."""


class Placement(Noun, frozen=True, kw_only=True):
    """Standing of one contestant. dominated_by: rows that are at least as good on every axis and better on one;
    equal_to: rows that equal it on all."""

    standing: Dominance
    dominated_by: tuple[int, ...] = ()
    equal_to: tuple[int, ...] = ()


def pareto(
    values: ArrayLike, directions: Sequence[int], *, tolerance: float | Sequence[float] = 0.0
) -> tuple[Placement, ...]:
    """One placement per contestant.

    values: contestants x axes, any units, NaN = missing. directions: +1 where more is better, -1 where less is.
    tolerance: differences up to this count as ties, one number or one per axis. Equal contestants are on the frontier
    together. Point estimates only: it says who is ahead in what was seen, not that the lead is decided.
    With a tolerance, domination need not be transitive. Raises E801, E802, E803, E804.
    """
    grid = oriented(values, directions)
    slack = np.broadcast_to(np.asarray(tolerance, dtype=np.float64), (grid.shape[1],))
    if not (slack >= 0.0).all():
        raise out_of_range("a tolerance is negative")
    complete: NDArray[np.bool_] = np.asarray(~np.isnan(grid).any(axis=1))
    placements = []
    for row, here in zip(grid, complete, strict=True):
        if not here:
            placements.append(Placement(standing=Dominance.INCOMPARABLE))
            continue
        with np.errstate(invalid="ignore"):
            lead = grid - row
        as_good, better = complete & (lead >= -slack).all(axis=1), (lead > slack).any(axis=1)
        beaten_by = tuple(int(i) for i in np.flatnonzero(as_good & better))
        equal = complete & (np.abs(lead) <= slack).all(axis=1)
        others = tuple(int(i) for i in np.flatnonzero(equal) if i != len(placements))
        standing = Dominance.DOMINATED if beaten_by else Dominance.FRONTIER
        placements.append(Placement(standing=standing, dominated_by=beaten_by, equal_to=others))
    return tuple(placements)


def oriented(values: ArrayLike, directions: Sequence[int]) -> Floats:
    """`values` (contestants x axes) with every axis turned so that more is better. Raises E801-E804."""
    grid = matrix("values", values, missing=True)
    if len(directions) != grid.shape[1]:
        raise wrong_shape(f"{len(directions)} directions for {grid.shape[1]} axes")
    if any(direction not in (1, -1) for direction in directions):
        raise out_of_range("a direction is neither 1 nor -1", hint="1 where more is better, -1 where less is")
    return grid * np.asarray(directions, dtype=np.float64)
