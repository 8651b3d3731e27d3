"""The least and the most that the share of all tasks can be."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="bounds",
    help="the share of all tasks if those without a scored attempt were all failed, or all solved",
    value=lambda row: (row.at_least, row.at_most),
    fields=lambda bounds: {"at_least_share": bounds[0], "at_most_share": bounds[1]},
    held=True,
    faces=frozenset({CSV}),
    place=100,
)
