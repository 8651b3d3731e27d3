"""The share of scored attempts that touched what they must not."""

from prony import readable
from prony.boards.board import Row
from prony.boards.columns.column import BoardColumn


def share(row: Row) -> float | None:
    """Void attempts of the scored ones; None of none."""
    return row.outcomes.void / row.outcomes.scored if row.outcomes.scored else None


COLUMN = BoardColumn(
    header="void %",
    help="the share of scored attempts that touched what they must not",
    value=share,
    text=readable.percent,
    place=132,
    priority=4,
)
