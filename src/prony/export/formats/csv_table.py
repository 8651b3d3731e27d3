"""CSV: a line for each contestant of each board, each attempt, or each line of a view's tables; units in the column
names, shares 0..1, empty = not captured."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from prony.boards.attempts.lines import AttemptLine, Attempts
from prony.boards.board import Board, Row
from prony.boards.causes import cause_line
from prony.boards.columns import records
from prony.boards.columns.column import Scalar
from prony.boards.tabular import Tabular, Value
from prony.boards.view import View
from prony.export.formats.exporter import Exporter
from prony.plain import clean_line


def boards_as_csv(boards: Sequence[Board]) -> str:
    """Every row with what board it is of; boards with other columns leave theirs empty."""
    return _write(
        [
            _key(board, row) | fields | {"causes": _causes(board, row)}
            for board in boards
            for row, fields in records(board)
        ]
    )


def attempts_as_csv(attempts: Attempts) -> str:
    """Every attempt with all its fields."""
    names = AttemptLine.__struct_fields__
    return _write([{name: getattr(line, name) for name in names} for line in attempts.attempts], names)


def view_as_csv(view: View, tabular: Tabular) -> str:
    """All tables of a view in one: each line says what view it is of and which table; columns of other tables are
    empty there. A view whose tables have no line is its header alone."""
    return _write(
        [{**tabular.key, "table": table.name, **record} for table in tabular.tables for record in table.records()],
        [*tabular.key, "table"] if not any(table.lines for table in tabular.tables) else (),
    )


def tables_as_csv(tabular: Tabular) -> dict[str, str]:
    """Table -> its own CSV, whose every line begins with what the view is of."""
    return {table.name: _write([{**tabular.key, **record} for record in table.records()]) for table in tabular.tables}


def _key(board: Board, row: Row) -> dict[str, Scalar]:
    return {
        "suite": board.suite,
        "suite_version": board.suite_version,
        "suite_digest": board.suite_digest,
        "run": board.run,
        "grader": board.grader,
        "group": "reference" if row.reference else "model" if row.complete else "incomplete",
        "contestant": row.contestant,
    }


def _causes(board: Board, row: Row) -> str:
    return "; ".join(cause_line(cause) for cause in board.causes if row.label in cause.labels)


def _write(lines: Sequence[Mapping[str, Value]], names: Sequence[str] = ()) -> str:
    out = io.StringIO()
    header = names or list(dict.fromkeys(name for line in lines for name in line))
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writerow({name: _cell(name) for name in header})
    writer.writerows({name: _cell(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


_FORMULA = frozenset("=+-@\uff1d\uff0b\uff0d\uff20")
"""What a formula begins with; spreadsheets of East Asian locales take the full-width forms for one, too."""


def _cell(value: Value) -> Value:
    """Text as one clean line that no spreadsheet takes for a formula."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not isinstance(value, str):
        return value
    told = clean_line(value)
    return f"'{told}" if told[:1] in _FORMULA else told


EXPORTER = Exporter(
    name="csv",
    help="Its tables as CSV, units in the column names.",
    boards=boards_as_csv,
    attempts=attempts_as_csv,
    view=view_as_csv,
    place=20,
)
