"""The mean score."""

from prony.boards import words
from prony.boards.columns.column import BoardColumn

COLUMN = BoardColumn(
    header="score %",
    help="the mean share of full marks, with partial credit; a fault scores nothing",
    value=lambda row: row.score,
    text=words.percent_of,
    fields=lambda rate: rate.fields("score"),
    held=True,
    place=120,
    record_place=90,
    priority=9,
    page="w2",
    phrase="score {} %",
)
