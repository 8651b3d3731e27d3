"""Seconds that the newest cold load took."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="load",
    help="seconds that the newest cold load of the model took",
    value=lambda row: row.speed.load_s,
    held=True,
    faces=frozenset({CSV}),
    place=158,
)
