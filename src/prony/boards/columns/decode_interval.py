"""The interval of the median decode rate."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="tok/s interval",
    help=(
        "the 95 % interval of the median over tasks of the median decode rate at each, from 20 tasks on "
        "([medians](statistics.md#medians))"
    ),
    value=lambda row: row.amounts.get("decode_tokens_per_s"),
    text=lambda amount: "--" if amount is None else amount.interval(),
    fields=lambda amount: amount_fields(amount, "decode_median_over_tasks", "tokens_per_s"),
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=154,
    priority=22,
    shown=lambda board: any(
        "decode_tokens_per_s" in row.amounts and row.amounts["decode_tokens_per_s"].lo for row in board.rows
    ),
)
