"""Solved of scored in each slice of the tasks: a column each."""

from collections.abc import Mapping

from prony.boards import words
from prony.boards.board import Board, Row, SliceRate
from prony.boards.columns.column import BoardColumn, Scalar
from prony.boards.dimensions import dimension_of
from prony.plain import clean_line


def columns(board: Board) -> list[BoardColumn]:
    """A column for each value of the board's dimension."""
    dimension = dimension_of(board.by)

    def column(value: str) -> BoardColumn:
        prefix = f"{dimension.prefix}{clean_line(value) or 'other'}_"

        def found(row: Row) -> SliceRate | None:
            return next((one for one in row.slices if one.name == value), None)

        def fields(one: SliceRate | None) -> Mapping[str, Scalar]:
            told = one.rate.fields("solved") if one is not None else {}
            return {f"{prefix}{name}": number for name, number in told.items()}

        return BoardColumn(
            name=value,
            header=clean_line(dimension.short(value)) or "other",
            help=f"solved / scored on the tasks of {value}",
            value=found,
            text=words.count_in,
            fields=fields,
            held=True,
            place=COLUMN.place,
            priority=COLUMN.priority,
            page=COLUMN.page,
            page_header=clean_line(dimension.short(value)) or "other",
            page_cell=COLUMN.page_cell,
        )

    return [column(value) for value in board.slices]


COLUMN = BoardColumn(
    header="py, js ...",
    help=(
        "solved / scored on the tasks of one language, or of one value of what `--by` names. Below 20 tasks that is "
        "too few to be read on its own (`few` in JSON)"
    ),
    value=lambda row: row.slices,
    held=True,
    place=110,
    priority=5,
    page="always",
    page_cell="slice",
    spread=columns,
)
