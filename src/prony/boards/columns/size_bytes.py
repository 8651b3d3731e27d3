"""Size of the model file."""

from prony import readable
from prony.boards.columns.column import BoardColumn

COLUMN = BoardColumn(
    header="GB",
    help="size of the model file, 10^9 bytes",
    value=lambda row: row.size_bytes,
    text=readable.gigabytes,
    held=True,
    place=170,
    record_place=40,
    priority=10,
    page="w1",
    phrase="{} GB",
)
