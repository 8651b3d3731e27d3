"""The interval of the mean score, where partial credit occurs."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, PAGE, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="score interval",
    help=(
        "the 95 % interval of the score over tasks ([rates](statistics.md#rates)); in tables only where partial credit "
        "occurs"
    ),
    value=lambda row: row.score,
    text=words.interval_of,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, PAGE}),
    place=122,
    priority=9,
    page="w2",
    shown=lambda board: any(row.score.value != row.solved.value for row in board.rows),
)
