"""The columns of a board, one file each: the same value for a terminal, Markdown, CSV, JSON and a page.

`column` says what a column is; every other module is one. A measured number has its column in its own file
(`prony.journal.measures`). Another package brings either by an entry point of the group `prony.columns`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter
from typing import Any

from msgspec.structs import replace

from prony.boards.board import Board, Row, Speed
from prony.boards.columns.column import CSV, PAGE, BoardColumn, Scalar, always, is_column
from prony.journal.measures import MEASURES, Measure
from prony.plain import clean, one_line
from prony.readable import UNKNOWN
from prony.registry import Registry

COLUMNS: Registry[BoardColumn] = Registry(
    "column",
    "prony.boards.columns",
    "COLUMN",
    besides=("column",),
    group="prony.columns",
    check=is_column,
)
"""Every column but those of measured numbers. Its name with `_` for `-` is what records call its value."""


def every_column() -> list[BoardColumn]:
    """All columns, those of measures included, each with its name; from left to right."""
    own = [_named(name, column) for name, column in COLUMNS.items()]
    measured = [_of_measure(name, measure) for name, measure in MEASURES.items()]
    return sorted([*own, *measured], key=attrgetter("place", "name"))


def columns_on(board: Board, face: str) -> list[BoardColumn]:
    """The columns of a board on a face, from left to right; those that stand for several are spread."""
    found: list[BoardColumn] = []
    for column in every_column():
        if face in column.faces and column.shown(board):
            found += column.spread(board) if column.spread is not None else [column]
    return found


def record_of(columns: Iterable[BoardColumn], row: Row) -> dict[str, Scalar]:
    """The fields of a row in these columns, by name with their unit."""
    record: dict[str, Scalar] = {}
    for column in columns:
        record |= column.record(row)
    return record


def records(board: Board) -> list[tuple[Row, dict[str, Scalar]]]:
    """Each row of a board with its fields, in the order that records have."""
    columns = sorted(columns_on(board, CSV), key=lambda one: one.record_place or one.place)
    return [(row, record_of(columns, row)) for row in board.rows]


def further_columns() -> list[BoardColumn]:
    """Columns that `Row` has no field of its own for: their fields stand in its `more`."""
    return [column for column in every_column() if not column.held]


def own_columns() -> list[BoardColumn]:
    """Those of pages among them: nobody has written them into a text beside the table."""
    return [column for column in further_columns() if PAGE in column.faces]


def _named(resident: str, column: BoardColumn) -> BoardColumn:
    """A column with its name; a foreign one's functions guarded, and its words on one line."""
    return replace(
        column,
        name=_field(resident),
        header=one_line(clean(column.header)),
        help=one_line(clean(column.help)),
        value=COLUMNS.guard(resident, column.value, None),
        text=_on_one_line(COLUMNS.guard(resident, column.text, UNKNOWN)),
        fields=column.fields and COLUMNS.guard(resident, column.fields, {}),
        shown=COLUMNS.guard(resident, column.shown, False),
        spread=column.spread and COLUMNS.guard(resident, column.spread, ()),
    )


def _of_measure(resident: str, measure: Measure) -> BoardColumn:
    """The column of a measured number; one without a header is in records alone."""
    name = _field(resident)
    return BoardColumn(
        name=name,
        header=one_line(clean(measure.header)) or name,
        help=one_line(clean(measure.help)),
        value=lambda row: row.measured(name),
        text=_on_one_line(MEASURES.guard(resident, measure.text, UNKNOWN)),
        held=name in Speed.__struct_fields__,
        faces=frozenset({CSV}) if not measure.header else BoardColumn.everywhere(measure.page),
        place=measure.place,
        priority=measure.priority,
        page=measure.page or "",
        phrase=measure.phrase,
        shown=(lambda board: any(row.measured(name) for row in board.rows)) if measure.rare else always,
    )


def _on_one_line(text: Callable[[Any], str]) -> Callable[[Any], str]:
    """`text`, whose words fit into a cell of any face, whatever they are."""
    return lambda value: one_line(clean(text(value)))


def _field(name: str) -> str:
    return name.replace("-", "_")
