"""The rate with languages weighed by a stack, its interval, and the places by it."""

from collections.abc import Mapping

from prony.boards.board import WeightedRate
from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, Scalar
from prony.readable import interval, percent


def text(found: WeightedRate | None) -> str:
    """Percent, interval, and places."""
    if found is None or not found.rate.attempts:
        return "--"
    rank = f" {found.rank.text}" if found.rank is not None else ""
    return f"{percent(found.rate.value)} [{interval(found.rate.lo, found.rate.hi)}]{rank}"


def fields(found: WeightedRate | None) -> Mapping[str, Scalar]:
    """Share, bounds and places."""
    rate, rank = (None, None) if found is None else (found.rate, found.rank)
    return {
        "weighted_share": None if rate is None else rate.value,
        "weighted_lo_share": None if rate is None else rate.lo,
        "weighted_hi_share": None if rate is None else rate.hi,
        "weighted_rank_best": None if rank is None else rank.best,
        "weighted_rank_worst": None if rank is None else rank.worst,
    }


COLUMN = BoardColumn(
    header="by stack",
    help=(
        "with `--stack`: the mean over the stack's languages, each counted by its weight, with its 95 % interval over "
        "tasks, and the places by it; rank sets are computed for this weighting alone"
    ),
    value=lambda row: row.weighted,
    text=text,
    fields=fields,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=76,
    priority=2,
    left=True,
    shown=lambda board: board.stack is not None,
)
