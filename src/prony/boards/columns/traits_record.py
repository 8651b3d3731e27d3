"""The fields in which the models of a board differ, in one field of a record."""

from prony.boards.columns.column import CSV, BoardColumn

COLUMN = BoardColumn(
    header="traits",
    help="the fields of the fingerprint in which the models differ and that have no field of their own",
    value=lambda row: row.traits,
    fields=lambda traits: {"traits": "; ".join(f"{name}={word}" for name, word in traits.items())},
    held=True,
    faces=frozenset({CSV}),
    place=60,
)
