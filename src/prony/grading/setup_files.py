"""The files that lie in a database before an answer does: SQL, or the rows of one table as CSV. Pure."""

from __future__ import annotations

import csv
import io

from prony.databases import SqlDialect, SqlStatement, split
from prony.errors import GradingError


def statements_of(name: str, data: bytes, dialect: SqlDialect) -> tuple[SqlStatement, ...]:
    """The statements of a file. Raises GradingError E507 for a CSV that cannot be read."""
    text = data.decode("utf-8-sig", "replace")
    return _inserts(name, text, dialect) if name.endswith(".csv") else split(text, dialect)


def has_no_state(statements: tuple[SqlStatement, ...]) -> bool:
    """Whether statements only make and fill tables, so that nothing of their session matters to what follows."""
    heads = ("create table ", "create index ", "insert into ")
    return all(statement.data is None and statement.text[:14].lower().startswith(heads) for statement in statements)


def _inserts(name: str, text: str, dialect: SqlDialect) -> tuple[SqlStatement, ...]:
    """Rows of the table that a file is named for; its first line names the columns, and an empty field is NULL."""
    rows = list(csv.reader(io.StringIO(text)))
    table = name.rpartition("/")[2].removesuffix(".csv")
    if not rows or any(len(row) != len(rows[0]) for row in rows):
        raise GradingError("E507", f"tests/{name} is no table", cause="its rows differ in length, or it has none")
    quote = ("`" if dialect.escapes == "always" else '"') if dialect.quoted_names else ""
    names = ", ".join(f"{quote}{column.strip()}{quote}" for column in rows[0])
    head = f"INSERT INTO {quote}{table}{quote} ({names}) VALUES "
    return tuple(
        SqlStatement(
            text=head + ", ".join(f"({', '.join(_literal(field, dialect) for field in row)})" for row in chunk),
            line=begin + 1,
        )
        for begin in range(1, len(rows), dialect.rows_at_once)
        if (chunk := rows[begin : begin + dialect.rows_at_once])
    )


def _literal(field: str, dialect: SqlDialect) -> str:
    if field == "":
        return "NULL"
    escaped = field.replace("\\", "\\\\") if dialect.escapes == "always" else field
    return "'" + escaped.replace("'", "''") + "'"
