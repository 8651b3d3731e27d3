"""The contestant's label, told apart from the others' of its board."""

from prony.boards.columns.column import BoardColumn, plainly

COLUMN = BoardColumn(
    header="model",
    help="the contestant's label; where another looks like it, with the fewest traits in which they differ",
    value=lambda row: row.label,
    text=plainly,
    fields=lambda label: {"label": label},
    held=True,
    place=10,
    priority=0,
    left=True,
    cap=44,
    page="always",
    page_header="Contestant",
    page_cell="name",
)
