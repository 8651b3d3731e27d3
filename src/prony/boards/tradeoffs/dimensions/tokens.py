"""Tokens of an attempt."""

from __future__ import annotations

from prony.boards.tradeoffs.dimensions.contest import by_ratio, mean_of, spent_on
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

READ = spent_on("completion_tokens", "completions")
TRADE = TradeDimension(
    name="tokens",
    header="tok/attempt",
    help="completion tokens of a scored attempt: the mean over all",
    unit="tokens",
    amount=mean_of(READ),
    contest=by_ratio(READ),
    usual=True,
    superlative="the one with the fewest tokens",
    place=40,
)
