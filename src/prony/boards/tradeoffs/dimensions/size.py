"""Size of the model file."""

from __future__ import annotations

from prony.boards.board import Row
from prony.boards.tradeoffs.dimensions.contest import exact_amount, exactly
from prony.boards.tradeoffs.dimensions.dimension import TradeDimension


def gigabytes(row: Row) -> float | None:
    """The size of the model file in GB, 10^9 bytes."""
    return None if row.size_bytes is None else row.size_bytes / 1e9


TRADE = TradeDimension(
    name="gb",
    header="GB",
    help="size of the model file, 10^9 bytes; what a context needs beside it is not in it",
    unit="GB",
    amount=exact_amount(gigabytes),
    contest=exactly(gigabytes),
    estimated=False,
    usual=True,
    superlative="the smallest",
    place=50,
)
