"""Seconds until the first token."""

from __future__ import annotations

from prony.boards.amount import NOT_CAPTURED, Amount
from prony.boards.tradeoffs.dimensions.contest import Contender, untold
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension


def median(one: Contender, level: float) -> Amount:
    """The median over scored attempts. No interval: the index keeps no first tokens by task."""
    value = one.row.speed.ttft_p50_s
    return NOT_CAPTURED if value is None else Amount(value=value, state="no_interval")


TRADE = TradeDimension(
    name="ttft",
    header="first token s",
    help="seconds until the first token, median over scored attempts; no interval, so nothing is decided in it",
    unit="s",
    amount=median,
    contest=untold,
    timed=True,
    superlative="the quickest to begin",
    place=80,
)
