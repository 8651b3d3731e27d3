"""The column of a board: a value of a row, in words for people and in fields for programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from prony.boards.amount import NOT_CAPTURED, Amount
from prony.boards.board import Board, Row
from prony.nouns import Noun
from prony.plain import clean_line

Scalar = str | int | float | None

TERMINAL, MARKDOWN, CSV, PAGE = "terminal", "markdown", "csv", "page"
EVERYWHERE = frozenset({TERMINAL, MARKDOWN, CSV, PAGE})


def plainly(value: Any) -> str:
    """A value as one clean line."""
    return clean_line("" if value is None else str(value))


def always(board: Board) -> bool:
    """A column that every board has."""
    return True


def amount_fields(amount: Amount | None, name: str, unit: str) -> Mapping[str, Scalar]:
    """An amount as the fields of a record, which begin with `name` and end with their unit."""
    told = NOT_CAPTURED if amount is None else amount
    return {f"{name}_{unit}": told.value, f"{name}_lo_{unit}": told.lo, f"{name}_hi_{unit}": told.hi}


class BoardColumn(Noun, frozen=True, kw_only=True):
    """One column. JSON has its fields too: among a row's `more`, unless the row holds them itself (`held`)."""

    header: str
    help: str
    """What the column is, in one sentence."""
    value: Callable[[Row], Any]
    text: Callable[[Any], str] = plainly
    """The value as people read it."""
    fields: Callable[[Any], Mapping[str, Scalar]] | None = None
    """The value as programs read it: by name, with its unit; None: one field under the column's own name."""
    held: bool = False
    faces: frozenset[str] = EVERYWHERE
    place: int = 500
    """Where it stands, from left to right."""
    record_place: int | None = None
    """Where its fields stand in a record, if that is elsewhere."""
    priority: int = 20
    """Where a terminal is narrow, columns of the highest number fall away first; 0 stays."""
    left: bool = False
    """Whether it is aligned to the left, as words are."""
    cap: int = 40
    """The most characters of a terminal that it takes."""
    page: str = "w2"
    """From which width on it stands in a page's table: `always`, `w2`, `w1` (the widest)."""
    page_header: str = ""
    page_cell: str = "plain"
    """How a page draws it: a macro of the template."""
    phrase: str = ""
    """The cell in a line of text, `{}` for the value; by default after its header."""
    shown: Callable[[Board], bool] = always
    """Whether a board has it."""
    spread: Callable[[Board], Sequence[BoardColumn]] | None = None
    """The columns that it stands for, where their number depends on the board."""
    name: str = ""
    """Given by its place in the registry."""

    def cell(self, row: Row) -> str:
        """The row's value as people read it."""
        return self.text(self.value(row))

    def record(self, row: Row) -> Mapping[str, Scalar]:
        """The row's value as programs read it."""
        value = self.value(row)
        return {self.name: value} if self.fields is None else self.fields(value)

    def in_a_line(self, row: Row) -> str:
        """The cell with what it is."""
        return (self.phrase or f"{self.header} {{}}").replace("{}", self.cell(row))

    @property
    def heading(self) -> str:
        """The header as a page has it."""
        return self.page_header or self.header[:1].upper() + self.header[1:]

    @staticmethod
    def everywhere(page: str | None) -> frozenset[str]:
        """All faces, or all but pages."""
        return EVERYWHERE if page is not None else EVERYWHERE - {PAGE}


def is_column(resident: object) -> str | None:
    """Say why `resident` is no column; None where it is one."""
    return None if isinstance(resident, BoardColumn) else "it is no prony.boards.columns.column.BoardColumn"
