"""Bits for each weight, from the file."""

from prony import readable
from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="bits/w",
    help="bits for each weight: the file's bits over its parameters",
    value=lambda row: row.bits_per_weight,
    text=lambda bits: readable.fixed(bits, 2),
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=30,
    priority=12,
)
