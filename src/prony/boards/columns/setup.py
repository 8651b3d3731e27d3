"""Engine, harness and thinking, as records have them."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="setup",
    help="engine, harness and thinking",
    value=lambda row: {"engine": row.engine, "harness": row.harness, "thinking": row.thinking},
    fields=lambda setup: setup,
    held=True,
    faces=frozenset({CSV}),
    place=50,
)
