"""Oracle's dialect on a server of PostgreSQL: what is rewritten means the same there, and all else is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from prony.databases.database import Role, SqlOutcome, SqlRefusal
from prony.databases.oracle.lint import NOT_ORACLE, ForeignSqlError
from prony.databases.postgres.server import PostgresServer, open_postgres
from prony.databases.statements import SqlStatement
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox
from prony.sandbox.toolchains.oracle import BASE

_COLUMNS = """
SELECT c.relname::text, a.attname::text FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace IN ('public'::pg_catalog.regnamespace, 'oracle'::pg_catalog.regnamespace)
"""
_PATH = "public, oracle, pg_catalog"


class EmulatedOracle:
    """See `prony.databases.database.DatabaseServer`."""

    def __init__(self, server: PostgresServer) -> None:
        self._server = server

    @property
    def alive(self) -> bool:
        """See `DatabaseServer`."""
        return self._server.alive

    async def create(self, name: str) -> None:
        """See `DatabaseServer`: a copy of a database that has the functions of the emulation."""
        await self._server.copy(BASE, name, f"SET search_path = {_PATH}")

    async def drop(self, name: str) -> None:
        """See `DatabaseServer`."""
        await self._server.drop(name)

    async def run(
        self, name: str, statements: tuple[SqlStatement, ...], *, role: Role, wall_s: float, undone: bool = False
    ) -> SqlOutcome:
        """See `DatabaseServer`: every statement is rewritten before the first is run."""
        from prony.databases.oracle.rewrite import translate

        rewritten: list[SqlStatement] = []
        grouped = role == "solver" and any("group" in statement.text.lower() for statement in statements)
        columns = await self._columns(name) if grouped else {}
        for statement in statements:
            if role == "setup" and statement.text[:6].lower() == "insert":  # texts become what their columns hold
                rewritten.append(statement)
                continue
            try:
                text = translate(statement.text, columns, checked=role == "solver")
            except ForeignSqlError as error:
                # What stands before it would have been done; nothing of it is asked for once one is refused.
                return _refused(error, statement)
            if text:
                rewritten.append(SqlStatement(text=text, line=statement.line))
        owner: Role = "checker" if role == "checker" else "solver"
        outcome = await self._server.run(name, tuple(rewritten), role=owner, wall_s=wall_s, undone=undone)
        if role != "solver" or outcome.table is None:
            return outcome
        if any(column.kind == "bool" for column in outcome.table.columns):
            return _refused(ForeignSqlError(NOT_ORACLE, "Oracle 19c has no truth values in SQL"), statements[-1])
        return outcome

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """See `DatabaseServer`: no function or operator can be defined."""
        return ()

    async def _columns(self, name: str) -> dict[str, frozenset[str]]:
        looked = await self._server.run(
            name, (SqlStatement(text=_COLUMNS, line=1),), role="solver", wall_s=20.0, undone=True
        )
        columns: dict[str, set[str]] = {}
        for table, column in looked.table.rows if looked.table is not None else ():
            columns.setdefault(str(table), set()).add(str(column))
        return {table: frozenset(names) for table, names in columns.items()}


def _refused(error: ForeignSqlError, statement: SqlStatement) -> SqlOutcome:
    fault = SqlRefusal(code=error.code, message=error.message, line=statement.line)
    verdict = Verdict.COMPILE_ERROR if error.code == NOT_ORACLE else Verdict.FAIL
    return SqlOutcome(verdict=verdict, fault=fault, detail=error.message)


@asynccontextmanager
async def open_emulated(sandbox: Sandbox, limits: Limits) -> AsyncIterator[EmulatedOracle]:
    """A server in a scene of its own, with a task's limits. Raises SandboxError E435 where it does not come up."""
    async with open_postgres(sandbox, limits, toolchain="oracle") as server:
        yield EmulatedOracle(server)
