"""Attempts at all, those tried again after `infra` included."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="tries",
    help="attempts at all, those made again after `infra` included",
    value=lambda row: row.tries,
    held=True,
    faces=frozenset({CSV}),
    place=140,
)
