"""The harness, where models differ in it."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="harness",
    help="what drove the model, in tables only where models differ in it",
    value=lambda row: row.harness,
    text=words.known,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN}),
    place=12,
    priority=3,
    left=True,
    shown=lambda board: len({row.harness for row in board.rows if row.harness and not row.reference}) > 1,
)
