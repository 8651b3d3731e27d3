"""Databases that judge SQL: a server in a scene of its own, spoken to from outside, and what it answers as typed rows.

One file (or folder) a database, which defines `DATABASE`: how a text falls into its statements, and how a server of it
is opened. Its toolchain, of the same name, says where it comes from (`prony.sandbox.toolchains`).

Beside them: `database` (the nouns) · `statements` (a text as what its client would send) · `plans` (what a
query reads) · `resident` (why a server ended) · `session` (how a session does) · `codes`.
"""

from __future__ import annotations

from prony.databases.database import (
    Database,
    DatabaseServer,
    Moment,
    ResultTable,
    Role,
    SqlColumn,
    SqlOutcome,
    SqlRefusal,
    Value,
)
from prony.databases.statements import SqlDialect, SqlStatement, split
from prony.registry import Registry

DATABASES: Registry[Database] = Registry(
    "database",
    "prony.databases",
    "DATABASE",
    besides=("codes", "database", "plans", "resident", "session", "statements"),
    named_by="id",
)
"""Every database, by id."""

__all__ = [
    "DATABASES",
    "Database",
    "DatabaseServer",
    "Moment",
    "ResultTable",
    "Role",
    "SqlColumn",
    "SqlDialect",
    "SqlOutcome",
    "SqlRefusal",
    "SqlStatement",
    "Value",
    "split",
]
