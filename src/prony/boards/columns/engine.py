"""The engine and its version."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="engine",
    help="the engine and its version",
    value=lambda row: row.engine,
    text=words.known,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN}),
    place=190,
    priority=17,
    left=True,
    cap=24,
)
