"""A PostgreSQL server in a scene of its own, on a copy of the data directory that was initialised once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from prony.databases.database import Role, SqlOutcome, SqlRefusal, user_of
from prony.databases.postgres.client import PostgresSession, connect
from prony.databases.postgres.values import table_of
from prony.databases.resident import ended_by
from prony.databases.session import LostError, RefusedError, TooMuchError
from prony.databases.statements import SqlStatement
from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Port, Program, Resident, Sandbox, Scene
from prony.sandbox.toolchains.postgres import STOCK

PORT = 5432
_START = 'mkdir -m 700 /tmp/data && tar -xf "$0/data.tar" -C /tmp/data && exec "$@"'
_DISK_MB = 96
"""What the data directory and its log take, beside what a task's limits allow."""
_MEMORY_MB = 96
_PROCESSES = 24
_MOST_BYTES = 1 << 20
_ADMIN = "postgres"
_COPIED = "STRATEGY FILE_COPY"
"""Half the time of a copy that is logged: nothing need be safe on a disk."""
_UP_S = 20.0
_ASK_AGAIN_S = 0.01
_STARTING, _ENDED = "57P03", "57P01"

_CONDITIONS = {
    "23505": "unique",
    "23514": "check",
    "23503": "foreign-key",
    "23001": "foreign-key",
    "23502": "not-null",
    "23P01": "exclusion",
    "22001": "too-long",
    "22003": "out-of-range",
    "22012": "division-by-zero",
    "42501": "not-allowed",
    "P0001": "raised",
}
_SYNTAX = "42601"
_LIMITS: dict[str, tuple[Verdict, str]] = {
    _SYNTAX: (Verdict.COMPILE_ERROR, ""),
    "53100": (Verdict.LIMIT, "disk: it is full"),
    "53400": (Verdict.LIMIT, "disk: too much for temporary files"),
    "53200": (Verdict.OOM, "the server has no memory left for it"),
    "54000": (Verdict.LIMIT, "too large for the server"),
    "54001": (Verdict.CRASH, "a recursion without an end"),
}
"""Codes that say more than that a statement failed."""
_REDEFINED = """
SELECT DISTINCT pg_describe_object(d.refclassid, d.refobjid, 0)
FROM pg_catalog.pg_depend d
JOIN pg_catalog.pg_rewrite w ON d.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass AND d.objid = w.oid
LEFT JOIN pg_catalog.pg_operator o
  ON d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass AND o.oid = d.refobjid
LEFT JOIN pg_catalog.pg_proc p
  ON d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND p.oid = d.refobjid
WHERE w.ev_class = 'pg_temp.prony_looks'::pg_catalog.regclass
  AND (o.oid OPERATOR(pg_catalog.>=) 16384 AND EXISTS (SELECT FROM pg_catalog.pg_operator b
         WHERE b.oprname OPERATOR(pg_catalog.=) o.oprname AND b.oid OPERATOR(pg_catalog.<) 16384)
    OR p.oid OPERATOR(pg_catalog.>=) 16384 AND EXISTS (SELECT FROM pg_catalog.pg_proc b
         WHERE b.proname OPERATOR(pg_catalog.=) p.proname AND b.oid OPERATOR(pg_catalog.<) 16384)
    OR p.oid OPERATOR(pg_catalog.>=) 16384 AND EXISTS (SELECT FROM pg_catalog.pg_cast c
         WHERE c.castfunc OPERATOR(pg_catalog.=) p.oid))
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend e WHERE e.classid OPERATOR(pg_catalog.=) d.refclassid
    AND e.objid OPERATOR(pg_catalog.=) d.refobjid AND e.deptype OPERATOR(pg_catalog.=) 'e'::"char")
"""
"""Which operators and functions of the database's own stand in a query for those of the system."""


class PostgresServer:
    """See `prony.databases.database.DatabaseServer`."""

    def __init__(self, scene: Scene, resident: Resident, limits: Limits) -> None:
        self._scene = scene
        self._resident = resident
        self._limits = limits

    @property
    def alive(self) -> bool:
        """See `DatabaseServer`."""
        return self._resident.alive

    async def create(self, name: str) -> None:
        """See `DatabaseServer`: it belongs to the server, and its schema `public` to whoever solves the task."""
        await self._as_admin(_ADMIN, f'CREATE DATABASE "{name}" {_COPIED}', "ALTER ROLE solver RESET ALL")
        await self._as_admin(
            name,
            f'GRANT CREATE, TEMPORARY ON DATABASE "{name}" TO solver',
            "ALTER SCHEMA public OWNER TO solver",
        )

    async def copy(self, base: str, name: str, setting: str) -> None:
        """Make a database as `create` does, as a copy of one of ours, with a setting of its sessions."""
        await self._as_admin(
            _ADMIN,
            f'CREATE DATABASE "{name}" TEMPLATE "{base}" {_COPIED}',
            f'ALTER DATABASE "{name}" {setting}',
            f'GRANT CREATE, TEMPORARY ON DATABASE "{name}" TO solver',
            "ALTER ROLE solver RESET ALL",
        )
        await self._as_admin(name, "ALTER SCHEMA public OWNER TO solver")

    async def drop(self, name: str) -> None:
        """See `DatabaseServer`."""
        await self._as_admin(_ADMIN, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    async def run(
        self, name: str, statements: tuple[SqlStatement, ...], *, role: Role, wall_s: float, undone: bool = False
    ) -> SqlOutcome:
        """See `DatabaseServer`."""
        began = time.monotonic()
        try:
            own = self._session(user_of(role), name, self._limits.output_bytes)
            async with asyncio.timeout(wall_s), own as session:
                outcome = await _run_all(session, statements, undone=undone)
        except TimeoutError:
            outcome = await ended_by(self._resident, "wall", f"more than {wall_s:g} s")
        except TooMuchError:
            outcome = await ended_by(self._resident, "output", f"more than {self._limits.output_bytes} bytes")
        except LostError as error:
            outcome = await ended_by(self._resident, "", str(error))
        return msgspec.structs.replace(outcome, wall_s=time.monotonic() - began)

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """See `DatabaseServer`. A query that cannot be made a view uses what nobody can tell: nothing is said of it."""
        looked = (
            SqlStatement(text=f"CREATE TEMPORARY VIEW prony_looks AS {query.text}", line=1),
            SqlStatement(text=_REDEFINED, line=1),
        )
        outcome = await self.run(name, looked, role="checker", wall_s=self._limits.wall_s, undone=True)
        if outcome.verdict is not Verdict.PASS or outcome.table is None:
            return ()
        return tuple(sorted(str(row[0]) for row in outcome.table.rows))

    @asynccontextmanager
    async def _session(self, user: str, name: str, most_bytes: int) -> AsyncIterator[PostgresSession]:
        """A session; a server that is still starting is asked again. Raises LostError."""
        until = time.monotonic() + _UP_S
        while True:
            try:
                session = await connect(await self._scene.connect(PORT), most_bytes)
            except (OSError, SandboxError) as error:
                raise LostError(str(error)) from error
            try:
                await session.log_in(user, name, {})
                break
            except RefusedError as error:
                await session.close()
                if error.code != _STARTING or time.monotonic() > until:
                    raise LostError(error.message) from error
                await asyncio.sleep(_ASK_AGAIN_S)
            except BaseException:
                session.abandon()
                raise
        try:
            yield session
        except BaseException:
            session.abandon()
            raise
        await session.close()

    async def _as_admin(self, name: str, *statements: str) -> None:
        """Run statements of our own. Raises SandboxError E445."""
        try:
            async with asyncio.timeout(_UP_S), self._session(_ADMIN, name, _MOST_BYTES) as session:
                for text in statements:
                    await session.run(SqlStatement(text=text, line=1))
        except (LostError, RefusedError, TooMuchError, TimeoutError) as error:
            raise SandboxError(
                "E445", "the PostgreSQL server cannot be spoken to", cause=str(error) or "it did not answer in time"
            ) from error


async def _run_all(session: PostgresSession, statements: tuple[SqlStatement, ...], *, undone: bool) -> SqlOutcome:
    """Run statements until one is refused."""
    if undone:
        await session.run(SqlStatement(text="BEGIN", line=1))
    for statement in statements:
        try:
            await session.run(statement)
        except RefusedError as error:
            if error.code == _ENDED:
                return SqlOutcome(verdict=Verdict.CRASH, detail="it ended its own session")
            if error.code.startswith("57P"):
                raise LostError(error.message) from error
            return _refused(error, statement)
    table = None if session.table is None else table_of(session.table)
    if undone:
        await session.run(SqlStatement(text="ROLLBACK", line=1))
    return SqlOutcome(table=table)


def _refused(error: RefusedError, statement: SqlStatement) -> SqlOutcome:
    verdict, detail = _LIMITS.get(error.code, (Verdict.FAIL, ""))
    fault = SqlRefusal(
        code=error.code, condition=_CONDITIONS.get(error.code, ""), message=error.message, line=statement.line
    )
    return SqlOutcome(verdict=verdict, fault=fault, detail=detail)


@asynccontextmanager
async def open_postgres(
    sandbox: Sandbox, limits: Limits, *, toolchain: str = "postgres"
) -> AsyncIterator[PostgresServer]:
    """A server in a scene of its own, with a task's limits. Raises SandboxError E435 where it does not come up.

    toolchain: whose server it is, and whom a grade names.
    """
    disk_mb = limits.disk_mb + _DISK_MB
    memory_mb = limits.memory_mb + _MEMORY_MB
    stock = sandbox.toolchain(toolchain).prebuilt
    server = Program(
        toolchain=toolchain,
        argv=(
            "/bin/sh",
            "-c",
            _START,
            STOCK if stock is None else stock.inside,
            *sandbox.toolchain(toolchain).commands["postgres"],
            *("-D", "/tmp/data", "-c", f"temp_file_limit={limits.disk_mb * 1024}"),
        ),
        limits=msgspec.structs.replace(
            limits, memory_mb=memory_mb, disk_mb=disk_mb, processes=limits.processes + _PROCESSES
        ),
    )
    async with sandbox.scene(
        disk_mb=disk_mb,
        # What lies on the disk counts as memory where a cgroup counts it.
        memory_mb=memory_mb + disk_mb,
        processes=limits.processes + _PROCESSES,
        small_segments=True,
    ) as scene:
        resident = await scene.start(server, ready=Port(PORT), within_s=_UP_S)
        yield PostgresServer(scene, resident, limits)
