"""Whether the model thinks, where any may."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="thinking",
    help="whether the model reasons before it answers, in tables only where any may",
    value=lambda row: row.thinking,
    text=words.known,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN}),
    place=14,
    priority=3,
    left=True,
    shown=lambda board: any(row.thinking in ("on", "off") for row in board.rows),
)
