"""Seconds for each solved attempt."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="s/solved",
    help=(
        "seconds of all scored attempts, the failed ones too, for each that solved, with the 95 % interval over tasks "
        "([cost](statistics.md#cost))"
    ),
    value=lambda row: row.amounts.get("wall_per_solved_s"),
    text=lambda amount: "--" if amount is None else amount.text("s"),
    fields=lambda amount: amount_fields(amount, "wall_per_solved", "s"),
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=152,
    priority=18,
)
