"""What MariaDB prints, as values."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from prony.databases.database import Moment, ResultTable, SqlColumn, Value
from prony.databases.mariadb.client import RawResult

_BINARY = 63
"""The character set of what is no text."""
_Reader = Callable[[bytes], Value]


def table_of(raw: RawResult) -> ResultTable:
    """The rows as values of the types that their columns say."""
    kinds = [_kind_of(number, charset) for _, number, charset in raw.columns]
    columns = tuple(SqlColumn(name=name, kind=kind) for (name, _, _), (kind, _) in zip(raw.columns, kinds, strict=True))
    rows = tuple(
        tuple(None if cell is None else _read(reader, cell) for (_, reader), cell in zip(kinds, row, strict=True))
        for row in raw.rows
    )
    return ResultTable(columns=columns, rows=rows)


def _read(reader: _Reader, cell: bytes) -> Value:
    try:
        return reader(cell)
    except (ValueError, InvalidOperation):
        return _text(cell)


def _text(cell: bytes) -> str:
    return cell.decode("utf-8", "replace")


def _number(cell: bytes) -> Value:
    text = _text(cell)
    return int(text) if re.fullmatch(r"-?\d{1,19}", text) else Decimal(text)


def _bytes(cell: bytes) -> Value:
    return cell


def _bits(cell: bytes) -> Value:
    return int.from_bytes(cell, "big")


def _moment(kind: str) -> _Reader:
    return lambda cell: Moment(kind=kind, text=_text(cell))


_KINDS: dict[int, tuple[str, _Reader]] = {
    **dict.fromkeys((0, 1, 2, 3, 4, 5, 8, 9, 13, 246), ("number", _number)),
    16: ("number", _bits),
    **{number: ("timestamp", _moment("timestamp")) for number in (7, 12)},
    10: ("date", _moment("date")),
    11: ("time", _moment("time")),
}
"""Number of a type -> its family, and how it is read; all others are texts or bytes, by their character set."""


def _kind_of(number: int, charset: int) -> tuple[str, _Reader]:
    if number in _KINDS:
        return _KINDS[number]
    return ("bytes", _bytes) if charset == _BINARY and number != 6 else ("text", _text)
