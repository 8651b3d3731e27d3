"""Solved attempts of the scored ones."""

from prony.boards import words
from prony.boards.columns.column import BoardColumn

COLUMN = BoardColumn(
    header="solved",
    help=(
        "solved attempts / scored attempts. Scored are `solved`, `failed`, `faulted` and `void`; `infra` and `missing` "
        "are counted under *not solved*, never in a rate"
    ),
    value=lambda row: row.solved,
    text=words.count_of,
    fields=lambda rate: rate.fields("solved"),
    held=True,
    place=80,
    priority=0,
    page="always",
    page_cell="strong",
)
