"""Watt-hours for each solved attempt."""

from prony.boards.columns.column import CSV, MARKDOWN, TERMINAL, BoardColumn, amount_fields

COLUMN = BoardColumn(
    header="Wh/solved",
    help=(
        "watt-hours of all scored attempts, the failed ones too, for each that solved, with the 95 % interval over "
        "tasks; where they were captured of every one, and cover the same ([energy](energy.md))"
    ),
    value=lambda row: row.amounts.get("energy_wh_per_solved"),
    text=lambda amount: "--" if amount is None else amount.text("Wh"),
    fields=lambda amount: {
        **amount_fields(amount, "energy_per_solved", "wh"),
        "energy_covers": (amount.unit if amount is not None else "") or None,
    },
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, CSV}),
    shown=lambda board: any(
        (amount := row.amounts.get("energy_wh_per_solved")) is not None and amount.state != "not_captured"
        for row in board.rows
    ),
    place=158,
    priority=17,
)
