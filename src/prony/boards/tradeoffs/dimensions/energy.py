"""Watt-hours of an attempt."""

from __future__ import annotations

from prony.boards.tradeoffs.dimensions.contest import by_ratio, mean_of, spent_on
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

READ = spent_on("energy_wh", "energies")
TRADE = TradeDimension(
    name="wh",
    header="Wh/attempt",
    help="watt-hours of a scored attempt: the mean over all; where they were captured of every one, of the same parts "
    "of a machine",
    unit="Wh",
    amount=mean_of(READ, "energy_wh"),
    contest=by_ratio(READ),
    usual=True,
    superlative="the one with the fewest watt-hours",
    place=60,
)
