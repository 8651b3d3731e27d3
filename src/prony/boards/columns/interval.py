"""The interval of the share solved."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, PAGE, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="95 % interval",
    help=(
        "its 95 % interval over tasks: Wilson's, of as many attempts as the tasks are worth "
        "([rates](statistics.md#rates)). Bounds are rounded outwards"
    ),
    value=lambda row: row.solved,
    text=words.interval_of,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, PAGE}),
    place=86,
    priority=2,
    page="w2",
)
