"""Money for an attempt."""

from __future__ import annotations

from prony.boards.tradeoffs.dimensions.contest import by_ratio, mean_of, spent_on
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

READ = spent_on("money", "prices")
TRADE = TradeDimension(
    name="money",
    header="money/attempt",
    help="what a scored attempt costs by the prices given: the mean over all; where every one has its price, in one "
    "currency",
    unit="money",
    amount=mean_of(READ, "money"),
    contest=by_ratio(READ),
    usual=True,
    superlative="the cheapest",
    place=70,
)
