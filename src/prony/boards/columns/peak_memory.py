"""The most memory that the engine was seen with."""

from prony import readable
from prony.boards.board import Row
from prony.boards.columns.column import BoardColumn


def value(row: Row) -> int | None:
    """Bytes."""
    return row.swept.peak_bytes if row.swept is not None else None


COLUMN = BoardColumn(
    header="peak GB",
    help="the most resident memory of the engine's processes while `prony speed` measured them, 10^9 bytes",
    value=value,
    text=readable.gigabytes,
    fields=lambda found: {"peak_bytes": found},
    held=True,
    place=171,
    priority=11,
    page="w1",
    shown=lambda board: any(value(row) is not None for row in board.rows),
)
