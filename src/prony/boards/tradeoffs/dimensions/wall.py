"""Seconds of an attempt."""

from __future__ import annotations

from prony.boards.tradeoffs.dimensions.contest import by_ratio, mean_of, spent_on
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

READ = spent_on("wall_s", "walls")
TRADE = TradeDimension(
    name="wall",
    header="s/attempt",
    help="seconds of a scored attempt, harness and engine together: the mean over all",
    unit="s",
    amount=mean_of(READ),
    contest=by_ratio(READ),
    timed=True,
    usual=True,
    superlative="the fastest",
    place=30,
)
