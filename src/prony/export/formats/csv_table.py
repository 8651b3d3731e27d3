"""CSV: a line for each contestant of each board, or each attempt; units in the column names, shares 0..1, empty = not
captured."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from prony.boards.attempts.lines import AttemptLine, Attempts
from prony.boards.board import Board, Row
from prony.boards.causes import cause_line
from prony.boards.columns import records
from prony.boards.columns.column import Scalar
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


def _write(lines: Sequence[Mapping[str, Scalar]], names: Sequence[str] = ()) -> str:
    out = io.StringIO()
    header = names or list(dict.fromkeys(name for line in lines for name in line))
    writer = csv.DictWriter(out, header, restval="", lineterminator="\n")
    writer.writerow({name: _cell(name) for name in header})
    writer.writerows({name: _cell(value) for name, value in line.items()} for line in lines)
    return out.getvalue()


def _cell(value: Scalar) -> Scalar:
    """Text as one clean line that no spreadsheet takes for a formula."""
    if not isinstance(value, str):
        return value
    told = clean_line(value)
    return f"'{told}" if told[:1] in ("=", "+", "-", "@") else told


EXPORTER = Exporter(
    name="csv",
    help="One line for each contestant, units in the column names.",
    boards=boards_as_csv,
    attempts=attempts_as_csv,
    place=20,
)
