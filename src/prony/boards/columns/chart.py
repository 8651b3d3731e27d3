"""The interval, drawn for a page."""

from prony.boards.columns.column import PAGE, BoardColumn

COLUMN = BoardColumn(
    header="interval, drawn",
    help="the interval from 0 to 100 %, the estimate as a dot",
    value=lambda row: row.solved,
    held=True,
    faces=frozenset({PAGE}),
    place=84,
    page="always",
    page_cell="chart",
)
