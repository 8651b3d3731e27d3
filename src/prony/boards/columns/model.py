"""The contestant's label."""

from prony.boards.columns.column import BoardColumn, plainly

COLUMN = BoardColumn(
    header="model",
    help="the contestant's label",
    value=lambda row: row.label,
    text=plainly,
    fields=lambda label: {"label": label},
    held=True,
    place=10,
    priority=0,
    left=True,
    cap=32,
    page="always",
    page_header="Contestant",
    page_cell="name",
)
