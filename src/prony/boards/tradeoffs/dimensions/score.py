"""The score: the share of full marks, with partial credit."""

from __future__ import annotations

from prony.boards.estimates import scores_by_task
from prony.boards.tradeoffs.dimensions.contest import by_task, share_of
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

TRADE = TradeDimension(
    name="score",
    header="score %",
    help="the mean share of full marks, with partial credit",
    unit="%",
    amount=share_of(scores_by_task),
    contest=by_task(scores_by_task),
    share=True,
    superlative="the one that scores most",
    place=20,
)
