"""The assurance of the grade that is easiest to forge."""

from prony.boards import words
from prony.boards.columns.column import BoardColumn

COLUMN = BoardColumn(
    header="assurance",
    help="how hard the weakest of its grades is to forge: A, B or C ([assurance](concepts.md))",
    value=lambda row: row.assurance,
    text=words.known,
    held=True,
    place=180,
    priority=16,
    left=True,
    page_header="Ass.",
)
