"""Rows of the index, as they are written: a dictionary each, the columns of a table by their names."""

from __future__ import annotations

import sqlite3
from typing import Any

import msgspec

Row = dict[str, Any]


def put_rows(db: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    """Insert rows, replacing those of the same key. All rows have the same columns in the same order."""
    if rows:
        columns = list(rows[0])
        marks = ", ".join("?" * len(columns))
        statement = f"INSERT OR REPLACE INTO {table} ({', '.join(columns)}) VALUES ({marks})"
        try:
            db.executemany(statement, [tuple(row.values()) for row in rows])
        except OverflowError:
            db.executemany(statement, [tuple(map(_bounded, columns, row.values())) for row in rows])


_KEYS = frozenset({"seq", "byte", "repeat", "number", "step", "position"})
"""Columns that count what is there; no journal of ours holds a number in them that needs more than 64 bits."""


def _bounded(column: str, value: Any) -> Any:
    """`value`, where a column can hold it; a count or a measurement beyond 64 bits is none."""
    if not isinstance(value, int) or abs(value) < _BEYOND:
        return value
    return _BEYOND - 1 if column in _KEYS else None


_BEYOND = 1 << 63


def as_json(value: Any) -> str:
    """A struct, or several, as JSON: the same text for the same value."""
    return msgspec.json.encode(value, order="deterministic").decode()
