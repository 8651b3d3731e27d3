"""Money for each solved attempt."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="cost/solved",
    help=(
        "what all scored attempts cost by the prices given, the failed ones too, for each that solved, with the 95 % "
        "interval over tasks; where every one has its price, all in one currency ([money](energy.md#money))"
    ),
    value=lambda row: row.amounts.get("money_per_solved"),
    text=lambda amount: "--" if amount is None else amount.text(amount.unit),
    fields=lambda amount: {
        **{name.removesuffix("_"): value for name, value in amount_fields(amount, "money_per_solved", "").items()},
        "currency": (amount.unit if amount is not None else "") or None,
    },
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    shown=lambda board: any(
        (amount := row.amounts.get("money_per_solved")) is not None and amount.state != "not_captured"
        for row in board.rows
    ),
    place=159,
    priority=16,
)
