"""The quantization of the weights."""

from prony.boards import words
from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn

COLUMN = BoardColumn(
    header="quant",
    help="how the weights are quantized, as the file says",
    value=lambda row: row.quantization,
    text=words.known,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=20,
    priority=8,
    left=True,
)
