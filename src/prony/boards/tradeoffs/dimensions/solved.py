"""Tasks solved."""

from __future__ import annotations

from prony.boards.estimates import outcomes_by_task
from prony.boards.tradeoffs.dimensions.contest import by_task, share_of
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension

TRADE = TradeDimension(
    name="solved",
    header="solved %",
    help="the share of tasks solved: the mean over tasks",
    unit="%",
    amount=share_of(outcomes_by_task),
    contest=by_task(outcomes_by_task),
    share=True,
    usual=True,
    superlative="the one that solves most",
    place=10,
)
