"""What models are weighed by, one file each: what is solved, and what that takes.

`dimension` says what a dimension is; every other module is one. A number that comes to be captured later, such as
watt-hours or money, needs its columns among what the index sums up, and nothing here but the file that it has.
"""

from __future__ import annotations

import difflib

from prony.boards.tradeoffs.dimensions.dimension import TradeDimension
from prony.errors import JournalError
from prony.registry import Registry

TRADES: Registry[TradeDimension] = Registry(
    "dimension of trade-offs",
    "prony.boards.tradeoffs.dimensions",
    "TRADE",
    besides=("dimension", "contest"),
)


def trades() -> list[TradeDimension]:
    """All dimensions, in the order in which they are shown."""
    return sorted(TRADES.values(), key=lambda one: one.place)


def trade_of(name: str) -> TradeDimension:
    """The dimension called `name`. Raises JournalError E680 where there is none."""
    known = {one.name: one for one in trades()}
    if name not in known:
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}? " if near else ""
        raise JournalError("E680", f"models are not weighed by {name}", hint=f"{hint}dimensions are {', '.join(known)}")
    return known[name]
