"""The record behind a row: grader versions, its newest attempt, notes."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="record",
    help="grader versions, the newest attempt, notes",
    value=lambda row: row,
    fields=lambda row: {"graders": " ".join(row.graders), "last_at": row.last_at, "notes": "; ".join(row.notes)},
    held=True,
    faces=frozenset({CSV}),
    place=200,
)
