"""The share solved."""

from prony.boards import words
from prony.boards.columns.column import MARKDOWN, PAGE, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="%",
    help="the mean over tasks; repeats are averaged within their task first ([rates](statistics.md#rates))",
    value=lambda row: row.solved,
    text=words.percent_of,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, PAGE}),
    place=82,
    priority=1,
    page="always",
    page_cell="share",
)
