"""The interval of the median seconds."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="wall interval",
    help=(
        "the 95 % interval of the median over tasks of the median seconds at each, from 20 tasks on "
        "([medians](statistics.md#medians))"
    ),
    value=lambda row: row.amounts.get("wall_p50_s"),
    text=lambda amount: "--" if amount is None else amount.interval(),
    fields=lambda amount: amount_fields(amount, "wall_median_over_tasks", "s"),
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=151,
    priority=21,
    shown=lambda board: any("wall_p50_s" in row.amounts and row.amounts["wall_p50_s"].lo for row in board.rows),
)
