"""Completion tokens for each solved attempt."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="tok/solved",
    help=(
        "completion tokens of all scored attempts, the failed ones too, for each that solved, with the 95 % interval "
        "over tasks ([cost](statistics.md#cost))"
    ),
    value=lambda row: row.amounts.get("completion_tokens_per_solved"),
    text=lambda amount: "--" if amount is None else amount.text(),
    fields=lambda amount: amount_fields(amount, "completion_per_solved", "tokens"),
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    place=157,
    priority=19,
)
