"""A MariaDB server in a scene of its own, on a copy of the data directory that was initialised once."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import msgspec

from prony.databases.database import Role, SqlOutcome, SqlRefusal, user_of
from prony.databases.mariadb.client import MariadbSession, connect
from prony.databases.mariadb.values import table_of
from prony.databases.resident import ended_by
from prony.databases.session import LostError, RefusedError, TooMuchError
from prony.databases.statements import SqlStatement
from prony.errors import SandboxError
from prony.nouns import Limits, Verdict
from prony.sandbox import Port, Program, Resident, Sandbox, Scene
from prony.sandbox.toolchains.mariadb import STOCK

PORT = 3306
_FOLDER = "/tmp/data"
_START = (
    f"mkdir -p /tmp/mariadb-files && mkdir -m 700 {_FOLDER} && tar -xf {STOCK}/data.tar -C {_FOLDER}"
    f' && exec "$0" "$@" --datadir={_FOLDER}'
)
_DISK_MB = 128
"""What the data directory, its log and its temporary tables take, beside what a task's limits allow."""
_MEMORY_MB = 192
_PROCESSES = 48
_MOST_BYTES = 1 << 20
_SERVER_CPU_S = 600.0
"""Of the whole server, which is one process: a session's own limit is looked at when its time is up."""
_UP_S = 20.0

_CONDITIONS = {
    "1062": "unique",
    "1586": "unique",
    "4025": "check",
    "1451": "foreign-key",
    "1452": "foreign-key",
    "1048": "not-null",
    "1364": "not-null",
    "1406": "too-long",
    "1264": "out-of-range",
    "1365": "division-by-zero",
    "1044": "not-allowed",
    "1045": "not-allowed",
    "1142": "not-allowed",
    "1227": "not-allowed",
    "1370": "not-allowed",
    "1644": "raised",
}
_NOTHING = "1065"
"""The code of a text without a statement."""
_LIMITS: dict[str, tuple[Verdict, str]] = {
    "1064": (Verdict.COMPILE_ERROR, ""),
    "1021": (Verdict.LIMIT, "disk: it is full"),
    "1114": (Verdict.LIMIT, "disk: a table is full"),
    "1030": (Verdict.LIMIT, "disk: an engine could not write"),
    "1037": (Verdict.OOM, "the server has no memory left for it"),
    "1038": (Verdict.OOM, "the server has no memory left for it"),
    "1041": (Verdict.OOM, "the server has no memory left for it"),
    "1436": (Verdict.CRASH, "a recursion without an end"),
    "1456": (Verdict.CRASH, "a recursion without an end"),
    "1969": (Verdict.TIMEOUT_WALL, "its own time-out"),
}
"""Codes that say more than that a statement failed."""


class MariadbServer:
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
        """See `DatabaseServer`: whoever solves the task may do everything in it, and nothing beside it."""
        await self._as_root(
            f"CREATE DATABASE `{name}`",
            f"GRANT ALL ON `{name}`.* TO solver@127.0.0.1",
            f"GRANT SELECT, INSERT, UPDATE, DELETE, EXECUTE, SHOW VIEW, CREATE TEMPORARY TABLES, LOCK TABLES"
            f" ON `{name}`.* TO checker@127.0.0.1",
        )

    async def drop(self, name: str) -> None:
        """See `DatabaseServer`."""
        await self._as_root(f"DROP DATABASE IF EXISTS `{name}`", f"REVOKE ALL ON `{name}`.* FROM solver@127.0.0.1")

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
            words = f"more than {wall_s:g} s"
            outcome = await ended_by(self._resident, "wall", words, cpu_s=self._limits.cpu_s)
        except TooMuchError:
            outcome = await ended_by(self._resident, "output", f"more than {self._limits.output_bytes} bytes")
        except LostError as error:
            outcome = await ended_by(self._resident, "", str(error))
        return msgspec.structs.replace(outcome, wall_s=time.monotonic() - began)

    async def redefined(self, name: str, query: SqlStatement) -> tuple[str, ...]:
        """See `DatabaseServer`: functions of a database's own never stand for the server's, and operators are fixed."""
        return ()

    @asynccontextmanager
    async def _session(self, user: str, name: str, most_bytes: int) -> AsyncIterator[MariadbSession]:
        """A session. Raises LostError."""
        try:
            session = await connect(await self._scene.connect(PORT), most_bytes)
        except (OSError, SandboxError) as error:
            raise LostError(str(error)) from error
        try:
            await session.log_in(user, name)
            yield session
        except BaseException:
            session.abandon()
            raise
        await session.close()

    async def _as_root(self, *statements: str) -> None:
        """Run statements of our own. Raises SandboxError E445."""
        try:
            async with asyncio.timeout(_UP_S), self._session("root", "mysql", _MOST_BYTES) as session:
                for text in statements:
                    await session.run(text)
        except (LostError, RefusedError, TooMuchError, TimeoutError) as error:
            raise SandboxError(
                "E445", "the MariaDB server cannot be spoken to", cause=str(error) or "it did not answer in time"
            ) from error


async def _run_all(session: MariadbSession, statements: tuple[SqlStatement, ...], *, undone: bool) -> SqlOutcome:
    """Run statements until one is refused."""
    if undone:
        await session.run("START TRANSACTION")
    for statement in statements:
        try:
            await session.run(statement.text)
        except RefusedError as error:
            if error.code != _NOTHING:
                return _refused(error, statement)
    table = None if session.table is None else table_of(session.table)
    if undone:
        await session.run("ROLLBACK")
    return SqlOutcome(table=table)


def _refused(error: RefusedError, statement: SqlStatement) -> SqlOutcome:
    verdict, detail = _LIMITS.get(error.code, (Verdict.FAIL, ""))
    refusal = SqlRefusal(
        code=error.code, condition=_CONDITIONS.get(error.code, ""), message=error.message, line=statement.line
    )
    return SqlOutcome(verdict=verdict, fault=refusal, detail=detail)


@asynccontextmanager
async def open_mariadb(sandbox: Sandbox, limits: Limits) -> AsyncIterator[MariadbServer]:
    """A server in a scene of its own, with a task's limits. Raises SandboxError E435 where it does not come up."""
    disk_mb = limits.disk_mb + _DISK_MB
    memory_mb = limits.memory_mb + _MEMORY_MB
    server = Program(
        toolchain="mariadb",
        argv=(
            "/bin/sh",
            "-c",
            _START,
            *sandbox.toolchain("mariadb").commands["mariadbd"],
            f"--innodb-temp-data-file-path=ibtmp1:12M:autoextend:max:{limits.disk_mb + 12}M",
        ),
        limits=msgspec.structs.replace(
            limits,
            cpu_s=_SERVER_CPU_S,
            memory_mb=memory_mb,
            disk_mb=disk_mb,
            processes=limits.processes + _PROCESSES,
        ),
    )
    async with sandbox.scene(
        disk_mb=disk_mb,
        # What lies on the disk counts as memory where a cgroup counts it.
        memory_mb=memory_mb + disk_mb,
        processes=limits.processes + _PROCESSES,
    ) as scene:
        resident = await scene.start(server, ready=Port(PORT), within_s=_UP_S)
        yield MariadbServer(scene, resident, limits)
