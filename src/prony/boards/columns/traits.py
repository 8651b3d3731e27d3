"""A column for each field in which the models of a board differ."""

from prony.boards.board import Board, Row
from prony.boards.columns.column import MARKDOWN, PAGE, TERMINAL, BoardColumn
from prony.plain import clean_line
from prony.readable import UNKNOWN


def columns(board: Board) -> list[BoardColumn]:
    """One for each field, called by its last part."""
    names = list(dict.fromkeys(name for row in board.rows for name in row.traits))

    def column(name: str) -> BoardColumn:
        def value(row: Row) -> str:
            return row.traits.get(name, "--" if row.reference else UNKNOWN)

        header = clean_line(name.rpartition(".")[2].replace("_", " "))
        return BoardColumn(
            name=name,
            header=header,
            help=f"the field {name} of the fingerprint",
            value=value,
            held=True,
            faces=COLUMN.faces,
            place=COLUMN.place,
            priority=COLUMN.priority,
            left=True,
            cap=20,
            page=COLUMN.page,
        )

    return [column(name) for name in names]


COLUMN = BoardColumn(
    header="temperature ...",
    help=(
        "a column for each field of the fingerprint in which the models differ and that no other column shows; of "
        "sampling, what was in effect"
    ),
    value=lambda row: row.traits,
    held=True,
    faces=frozenset({TERMINAL, MARKDOWN, PAGE}),
    place=16,
    priority=4,
    left=True,
    page="w1",
    spread=columns,
)
