"""An Oracle server of one's own, by the address in PRONY_ORACLE_DSN, spoken to by python-oracledb in its thin mode.

It lies outside every scene, so it should hold nothing else: an answer is a user of its own there, who may do what a
schema's owner may. Nothing here was tried on a real server.
"""

from __future__ import annotations

import asyncio
import importlib
import re
import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import msgspec

from prony.databases.database import Moment, ResultTable, Role, SqlColumn, SqlOutcome, SqlRefusal, Value
from prony.databases.statements import SqlStatement
from prony.errors import SandboxError
from prony.nouns import Limits, Verdict

_DSN = re.compile(r"(?P<user>[^/@]+)/(?P<password>[^@]+)@(?P<address>\S+)")
_RIGHTS = "CREATE SESSION, CREATE TABLE, CREATE VIEW, CREATE SEQUENCE, CREATE PROCEDURE, CREATE TRIGGER, CREATE TYPE"
_ISO = (
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD HH24:MI:SS' NLS_TIMESTAMP_FORMAT = 'YYYY-MM-DD HH24:MI:SS.FF'"
    " NLS_NUMERIC_CHARACTERS = '.,'"
)
_CONDITIONS = {
    1: "unique", 2290: "check", 2291: "foreign-key", 2292: "foreign-key", 1400: "not-null", 1407: "not-null",
    12899: "too-long", 1438: "out-of-range", 1476: "division-by-zero", 1031: "not-allowed",
}  # fmt: skip
_DOES_NOT_PARSE = frozenset({900, 904, 905, 906, 907, 911, 917, 918, 920, 921, 923, 928, 933, 936, 979})
_ROWS_AT_ONCE = 500


class OwnOracle:
    """See `prony.databases.database.DatabaseServer`."""

    alive = True

    def __init__(self, driver: Any, admin: Any, address: str, limits: Limits) -> None:
        self._driver = driver
        self._admin = admin
        self._address = address
        self._limits = limits
        self._users: dict[str, tuple[str, str]] = {}

    async def create(self, name: str) -> None:
        """See `DatabaseServer`: a user, whose schema is the database."""
        user, password = f"PRONY_{secrets.token_hex(6)}".upper(), f"P{secrets.token_hex(12)}"
        await self._admin.execute(f'CREATE USER {user} IDENTIFIED BY "{password}"')
        await self._admin.execute(f"GRANT {_RIGHTS}, UNLIMITED TABLESPACE TO {user}")
        self._users[name] = (user, password)

    async def drop(self, name: str) -> None:
        """See `DatabaseServer`."""
        user, _ = self._users.pop(name)
        await self._admin.execute(f"DROP USER {user} CASCADE")

    async def drop_all(self) -> None:
        """Leave nothing of ours on the server."""
        for name in list(self._users):
            await self.drop(name)

    async def run(
        self, name: str, statements: tuple[SqlStatement, ...], *, role: Role, wall_s: float, undone: bool = False
    ) -> SqlOutcome:
        """See `DatabaseServer`."""
        began = time.monotonic()
        user, password = self._users[name]
        session = await self._driver.connect_async(user=user, password=password, dsn=self._address)
        try:
            async with asyncio.timeout(wall_s):
                if role == "setup":
                    await session.execute(_ISO)
                outcome = await self._run_all(session, statements)
                await (session.rollback() if undone else session.commit())
        except TimeoutError:
            outcome = SqlOutcome(verdict=Verdict.TIMEOUT_WALL, detail=f"more than {wall_s:g} s")
        finally:
            await session.close()
        return msgspec.structs.replace(outcome, wall_s=time.monotonic() - began)

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """See `DatabaseServer`: functions of one's own never stand for the server's in a check of ours."""
        return ()

    async def _run_all(self, session: Any, statements: tuple[SqlStatement, ...]) -> SqlOutcome:
        table: ResultTable | None = None
        for statement in statements:
            with session.cursor() as cursor:
                try:
                    await cursor.execute(statement.text)
                    if cursor.description is None:
                        continue
                    read = await self._read(cursor)
                except self._driver.DatabaseError as error:
                    return _refused(error.args[0], statement)
                if read is None:
                    return SqlOutcome(verdict=Verdict.OUTPUT_LIMIT, detail="more rows than the limit")
                table = read
        return SqlOutcome(table=table)

    async def _read(self, cursor: Any) -> ResultTable | None:
        """The rows of a query; None where they are more than the limits allow."""
        left = self._limits.output_bytes
        rows: list[tuple[Value, ...]] = []
        while some := await cursor.fetchmany(_ROWS_AT_ONCE):
            rows += [tuple(_value(cell) for cell in row) for row in some]
            left -= sum(len(str(cell)) + 2 for row in some for cell in row)
            if left < 0:
                return None
        columns = tuple(SqlColumn(name=str(column[0]), kind="") for column in cursor.description)
        return ResultTable(columns=columns, rows=tuple(rows))


def _value(cell: Any) -> Value:
    if isinstance(cell, float):
        return Decimal(repr(cell))
    if isinstance(cell, datetime):
        return Moment(kind="timestamp", text=cell.isoformat(sep=" "))
    if isinstance(cell, date):
        return Moment(kind="date", text=cell.isoformat())
    return cell if cell is None or isinstance(cell, int | Decimal | str | bytes) else str(cell)


def _refused(error: Any, statement: SqlStatement) -> SqlOutcome:
    number = int(getattr(error, "code", 0) or 0)
    fault = SqlRefusal(
        code=f"ORA-{number:05}",
        condition=_CONDITIONS.get(number, ""),
        message=str(getattr(error, "message", error)),
        line=statement.line,
    )
    verdict = Verdict.COMPILE_ERROR if number in _DOES_NOT_PARSE else Verdict.FAIL
    return SqlOutcome(verdict=verdict, fault=fault)


@asynccontextmanager
async def open_own(dsn: str, limits: Limits) -> AsyncIterator[OwnOracle]:
    """The server that a DSN names, as a user who may make users. Raises SandboxError E445."""
    match = _DSN.fullmatch(dsn)
    if match is None:
        hint = "write it as USER/PASSWORD@HOST:PORT/SERVICE"
        raise SandboxError("E445", "PRONY_ORACLE_DSN cannot be read", hint=hint)
    try:
        driver = importlib.import_module("oracledb")
    except ImportError as error:
        raise SandboxError(
            "E445", "PRONY_ORACLE_DSN needs the package oracledb", hint="pip install oracledb"
        ) from error
    driver.defaults.fetch_decimals = True
    driver.defaults.fetch_lobs = False
    try:
        admin = await driver.connect_async(user=match["user"], password=match["password"], dsn=match["address"])
    except (driver.Error, OSError) as error:
        raise SandboxError("E445", "the Oracle server cannot be spoken to", cause=str(error)) from error
    server = OwnOracle(driver, admin, match["address"], limits)
    try:
        yield server
    finally:
        try:
            await server.drop_all()
        finally:
            await admin.close()
