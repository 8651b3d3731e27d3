"""Who is decidedly dominated: by somebody who is decidedly no worse in any dimension and decidedly better in one."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from enum import StrEnum

from prony.boards.amount import Amount
from prony.boards.tradeoffs.contests import AS_GOOD, DimensionContest, Stands, by_pair
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.boards.view import View


class TradeStanding(StrEnum):
    """Where a model stands."""

    DOMINATED = "dominated"
    """Decidedly."""
    NOT_DOMINATED = "not_dominated"
    """Nobody decidedly dominates it; somebody may."""
    NOT_COMPARED = "not_compared"
    """A number of it was not captured."""


class DecidedDominance(View, frozen=True, kw_only=True):
    """One model decidedly dominates another: it is no worse in any dimension, and better in those named."""

    by: str
    over: str
    better_in: tuple[str, ...]
    no_worse_in: tuple[str, ...]
    contests: tuple[DimensionContest, ...]


def dominances(
    contestants: Sequence[str], dimensions: Sequence[TradeDimension], contests: Sequence[DimensionContest]
) -> tuple[DecidedDominance, ...]:
    """Every one that decidedly dominates another."""
    pairs, names = by_pair(contests), [dimension.name for dimension in dimensions]
    found = []
    for one in contestants:
        for other in contestants:
            pair = pairs.get((one, other), {})
            if one == other or pair.keys() < set(names):
                continue
            stands = {name: pair[name].stands(one) for name in names}
            better = tuple(name for name in names if stands[name] is Stands.BETTER)
            if better and set(stands.values()) <= AS_GOOD:
                found.append(
                    DecidedDominance(
                        by=one,
                        over=other,
                        better_in=better,
                        no_worse_in=tuple(name for name in names if name not in better),
                        contests=tuple(pair[name] for name in names),
                    )
                )
    return tuple(found)


def on_frontier(amounts: Sequence[Mapping[str, Amount]], dimensions: Sequence[TradeDimension]) -> list[bool | None]:
    """Whether no other one is at least as good in every dimension and better in one, of estimates: what a chart's line
    joins, and no claim. None where a number was not captured."""
    from prony.stats import pareto
    from prony.stats.frontier import Dominance as Place

    values = [[_value(mine[dimension.name]) for dimension in dimensions] for mine in amounts]
    if not values:
        return []
    places = pareto(values, [1 if dimension.better_up else -1 for dimension in dimensions])
    return [None if place.standing is Place.INCOMPARABLE else place.standing is Place.FRONTIER for place in places]


def _value(amount: Amount) -> float:
    return math.nan if amount.value is None else amount.value
