"""SQLite databases in a scene: a file for each, a process for each session."""

from __future__ import annotations

import functools
import importlib.resources
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from decimal import Decimal, InvalidOperation
from typing import Any

import msgspec

from prony.databases.database import ResultTable, Role, SqlColumn, SqlOutcome, SqlRefusal, Value
from prony.databases.statements import SqlStatement
from prony.nouns import Limits, Verdict
from prony.sandbox import Execution, Program, Sandbox, Scene

_DISK_MB = 16
_MEMORY_MB = 96
"""What Node takes itself, beside what a task's limits allow."""

_CODES: dict[int, tuple[str, str]] = {
    1: ("SQLITE_ERROR", ""),
    23: ("SQLITE_AUTH", "not-allowed"),
    275: ("SQLITE_CONSTRAINT_CHECK", "check"),
    787: ("SQLITE_CONSTRAINT_FOREIGNKEY", "foreign-key"),
    1299: ("SQLITE_CONSTRAINT_NOTNULL", "not-null"),
    1555: ("SQLITE_CONSTRAINT_PRIMARYKEY", "unique"),
    1811: ("SQLITE_CONSTRAINT_TRIGGER", "raised"),
    2067: ("SQLITE_CONSTRAINT_UNIQUE", "unique"),
    2579: ("SQLITE_CONSTRAINT_ROWID", "unique"),
    3091: ("SQLITE_CONSTRAINT_DATATYPE", "bad-value"),
}
_LIMITS: dict[int, tuple[Verdict, str]] = {
    7: (Verdict.OOM, "SQLite has no memory left for it"),
    10: (Verdict.LIMIT, "disk: it could not be written to"),
    13: (Verdict.LIMIT, "disk: it is full"),
    18: (Verdict.LIMIT, "too large for SQLite"),
}
_DOES_NOT_PARSE = ("syntax error", "incomplete input", "unrecognized token")


class SqliteFiles:
    """See `prony.databases.database.DatabaseServer`."""

    alive = True

    def __init__(self, scene: Scene, limits: Limits) -> None:
        self._scene = scene
        self._limits = limits

    async def create(self, name: str) -> None:
        """See `DatabaseServer`: the first session makes its file."""

    async def drop(self, name: str) -> None:
        """See `DatabaseServer`."""
        words = f"rm -f /work/{name}.db /work/{name}.db-* /tmp/undone.db*"
        await self._scene.run(Program(toolchain="sqlite", argv=("/bin/sh", "-c", words)))

    async def run(
        self, name: str, statements: tuple[SqlStatement, ...], *, role: Role, wall_s: float, undone: bool = False
    ) -> SqlOutcome:
        """See `DatabaseServer`."""
        job = {
            "name": name,
            "undone": undone,
            "most_bytes": self._limits.output_bytes,
            "statements": [{"text": statement.text, "line": statement.line} for statement in statements],
        }
        limits = self._limits
        program = Program(
            toolchain="sqlite",
            tests={"session.mjs": _script()},
            argv=("sqlite", "/tests/session.mjs"),
            stdin=json.dumps(job).encode(),
            limits=msgspec.structs.replace(
                limits,
                wall_s=wall_s,
                memory_mb=limits.memory_mb + _MEMORY_MB,
                # Escapes, and the words around each value, take more than the values themselves.
                output_bytes=limits.output_bytes * 8 + (1 << 16),
            ),
        )
        execution = await self._scene.run(program)
        return msgspec.structs.replace(_outcome(execution, self._limits), wall_s=execution.wall_s)

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """See `DatabaseServer`: no statement of SQLite defines a function or an operator."""
        return ()


@functools.cache
def _script() -> bytes:
    return importlib.resources.files(__package__).joinpath("session.mjs").read_bytes()


def _outcome(execution: Execution, limits: Limits) -> SqlOutcome:
    if execution.verdict is not Verdict.PASS:
        verdict = Verdict.CRASH if execution.verdict is Verdict.FAIL else execution.verdict
        return SqlOutcome(verdict=verdict, detail=execution.detail)
    try:
        answer: dict[str, Any] = json.loads(execution.stdout)
        if "much" in answer:
            return SqlOutcome(verdict=Verdict.OUTPUT_LIMIT, detail=f"more than {limits.output_bytes} bytes")
        if "code" in answer:
            return _refused(answer["code"], answer["message"], answer["line"])
        return SqlOutcome(table=_table(answer["table"]))
    except (ValueError, KeyError, TypeError, RecursionError, InvalidOperation):
        return SqlOutcome(verdict=Verdict.CRASH, detail="the session ended without an answer")


def _refused(number: int, message: str, line: int) -> SqlOutcome:
    code, condition = _CODES.get(number, (f"SQLITE_{number}", ""))
    refusal = SqlRefusal(code=code, condition=condition, message=message, line=line)
    if number == 1 and any(words in message for words in _DOES_NOT_PARSE):
        return SqlOutcome(verdict=Verdict.COMPILE_ERROR, fault=refusal)
    verdict, detail = _LIMITS.get(number, _LIMITS.get(number & 0xFF, (Verdict.FAIL, "")))
    return SqlOutcome(verdict=verdict, fault=refusal, detail=detail)


def _table(raw: dict[str, Any] | None) -> ResultTable | None:
    if raw is None:
        return None
    rows = tuple(tuple(_value(cell) for cell in row) for row in raw["rows"])
    kinds = [{_kind(row[at]) for row in rows} - {""} for at in range(len(raw["columns"]))]
    columns = tuple(
        SqlColumn(name=str(name), kind=kind.pop() if len(kind) == 1 else "")
        for name, kind in zip(raw["columns"], kinds, strict=True)
    )
    return ResultTable(columns=columns, rows=rows)


def _value(cell: Any) -> Value:
    if cell is None or isinstance(cell, str):
        return cell
    ((tag, text),) = cell.items()
    if tag == "i":
        return int(text)
    if tag == "b":
        return bytes.fromhex(text)
    value = Decimal(text)
    return value if value.is_finite() else float(text)


def _kind(value: Value) -> str:
    """The family of a value's type: those of a column may differ in SQLite."""
    if value is None:
        return ""
    return "text" if isinstance(value, str) else "bytes" if isinstance(value, bytes) else "number"


@asynccontextmanager
async def open_sqlite(sandbox: Sandbox, limits: Limits) -> AsyncIterator[SqliteFiles]:
    """A scene for databases of SQLite, with a task's limits."""
    disk_mb = limits.disk_mb * 2 + _DISK_MB  # a check works on a copy
    async with sandbox.scene(
        network=False,
        disk_mb=disk_mb,
        memory_mb=limits.memory_mb + _MEMORY_MB + disk_mb,
        processes=limits.processes + 16,
    ) as scene:
        yield SqliteFiles(scene, limits)
