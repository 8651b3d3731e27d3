"""Tokens a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prony.boards.tradeoffs.dimensions.contest import by_ratio, mean_of
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.journal.packed import Costs

if TYPE_CHECKING:
    from prony.stats.cost import Spending


def rates(costs: Costs) -> Spending | None:
    """The median decode rate at each task that has one."""
    import numpy as np

    from prony.stats.cost import Spending

    values = np.asarray(costs.columns["decode_tokens_per_s"], dtype=np.float64)
    at = np.flatnonzero(~np.isnan(values)).tolist()
    if not at:
        return None
    ones = np.ones(len(at), dtype=np.int64)
    return Spending.of(tuple(costs.tasks[i] for i in at), values[at], ones.astype(np.float64), ones)


TRADE = TradeDimension(
    name="tok/s",
    header="tok/s",
    help="decode rate on the client's side: the mean over tasks of the median at each",
    unit="tok/s",
    amount=mean_of(rates),
    contest=by_ratio(rates),
    more_is_better=True,
    timed=True,
    superlative="the one that decodes fastest",
    place=90,
)
