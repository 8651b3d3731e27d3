"""Hostile SQL: each database refuses it, or ends with it, and the next database knows nothing of it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio

from prony.databases import DATABASES, DatabaseServer, SqlOutcome, split
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox

HERE = [name for name in ("postgres", "mariadb", "sqlite") if find_toolchain(name) is not None]
LIMITS = Limits(cpu_s=2, wall_s=20, output_bytes=1 << 18, disk_mb=32)
pytestmark = pytest.mark.asyncio(loop_scope="module")


class Databases:
    """A server of each database, a new one where an attack ended the last."""

    def __init__(self, sandbox: Sandbox, stack: AsyncExitStack) -> None:
        self._sandbox = sandbox
        self._stack = stack
        self._servers: dict[str, DatabaseServer] = {}
        self._names = itertools.count(1)

    async def fresh(self, database: str) -> tuple[DatabaseServer, str]:
        """A server, and the name of an empty database on it."""
        server = self._servers.get(database)
        if server is None or not server.alive:
            server = await self._stack.enter_async_context(DATABASES[database].open(self._sandbox, LIMITS))
            self._servers[database] = server
        name = f"mine{next(self._names)}"
        await server.create(name)
        return server, name


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def databases() -> AsyncIterator[Databases]:
    async with AsyncExitStack() as stack:
        sandbox = await stack.enter_async_context(open_sandbox(slots=1, toolchains=("python", *HERE)))
        yield Databases(sandbox, stack)


async def tried(databases: Databases, database: str, *texts: str) -> list[SqlOutcome]:
    """What comes of each text, in a session of its own, in one empty database."""
    if database not in HERE:
        pytest.skip(f"no {database} here: prony toolchains get {database}")
    server, name = await databases.fresh(database)
    statements = [split(text, DATABASES[database].dialect) for text in texts]
    outcomes = [await server.run(name, some, role="solver", wall_s=LIMITS.wall_s) for some in statements]
    if server.alive:
        await server.drop(name)
    return outcomes


COMMANDS = {
    "COPY to a program": ("postgres", "COPY (SELECT 1) TO PROGRAM 'touch /tmp/out'"),
    "COPY from a program": ("postgres", "CREATE TABLE o (l text); COPY o FROM PROGRAM 'id'"),
    "a function in C": ("postgres", "CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'libc.so.6', 'system'"),
    "a UDF": ("mariadb", "CREATE FUNCTION udf RETURNS STRING SONAME 'udf.so'"),
    "a plugin": ("mariadb", "INSTALL SONAME 'server_audit'"),
    "an extension": ("sqlite", "SELECT load_extension('/usr/lib/x86_64-linux-gnu/libc.so.6')"),
}


@pytest.mark.parametrize("attack", COMMANDS)
async def test_a_statement_that_would_run_a_command_or_load_code(databases: Databases, attack: str) -> None:
    (outcome,) = await tried(databases, *COMMANDS[attack])
    assert outcome.verdict is Verdict.FAIL, outcome


FILES = {
    "pg_read_file": ("postgres", "SELECT pg_read_file('/etc/passwd')"),
    "COPY from a file": ("postgres", "CREATE TABLE o (l text); COPY o FROM '/etc/passwd'"),
    "COPY to a file": ("postgres", "COPY (SELECT 1) TO '/tmp/out'"),
    "lo_import": ("postgres", "SELECT lo_import('/etc/passwd')"),
    "file_fdw": ("postgres", "CREATE EXTENSION file_fdw"),
    "LOAD DATA": ("mariadb", "CREATE TABLE o (l text); LOAD DATA INFILE '/etc/passwd' INTO TABLE o"),
    "LOAD DATA LOCAL": ("mariadb", "CREATE TABLE o (l text); LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE o"),
    "INTO OUTFILE": ("mariadb", "SELECT 1 INTO OUTFILE '/tmp/out'"),
    "ATTACH": ("sqlite", "ATTACH '/tmp/other.db' AS o"),
    "VACUUM INTO": ("sqlite", "VACUUM INTO '/tests/session.mjs'"),
}


@pytest.mark.parametrize("attack", FILES)
async def test_a_statement_that_would_read_or_write_a_file(databases: Databases, attack: str) -> None:
    (outcome,) = await tried(databases, *FILES[attack])
    assert outcome.verdict is Verdict.FAIL, outcome


RIGHTS = {
    "SET ROLE": ("postgres", "SET ROLE postgres"),
    "a new superuser": ("postgres", "CREATE ROLE boss SUPERUSER"),
    "ALTER SYSTEM": ("postgres", "ALTER SYSTEM SET log_statement = 'all'"),
    "DROP DATABASE": ("postgres", "DROP DATABASE postgres"),
    "a prepared transaction": ("postgres", "BEGIN; PREPARE TRANSACTION 'left'"),
    "an event trigger": ("postgres", "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION now()"),
    "dblink": ("postgres", "CREATE EXTENSION dblink"),
    "SET GLOBAL": ("mariadb", "SET GLOBAL general_log = 1"),
    "SET GLOBAL in a remark that is run": ("mariadb", "/*!50000 SET GLOBAL general_log = 1 */"),
    "SHUTDOWN": ("mariadb", "SHUTDOWN"),
    "GRANT": ("mariadb", "GRANT ALL ON *.* TO solver@127.0.0.1"),
    "somebody else's procedure": ("mariadb", "CREATE DEFINER = root@127.0.0.1 PROCEDURE p() SHUTDOWN"),
    "the schema's own table": ("sqlite", "CREATE TABLE t (a); PRAGMA writable_schema = ON; DELETE FROM sqlite_master"),
}


@pytest.mark.parametrize("attack", RIGHTS)
async def test_a_statement_beyond_the_rights_of_an_answer(databases: Databases, attack: str) -> None:
    (outcome,) = await tried(databases, *RIGHTS[attack])
    assert outcome.verdict is Verdict.FAIL, outcome


SHELL = {
    "a command of psql": ("postgres", "\\! id"),
    "a command of the client of MariaDB": ("mariadb", "\\! id"),
    "a command of SQLite's shell": ("sqlite", ".shell id"),
}


@pytest.mark.parametrize("attack", SHELL)
async def test_a_command_of_a_client_does_not_parse(databases: Databases, attack: str) -> None:
    (outcome,) = await tried(databases, *SHELL[attack])
    assert outcome.verdict is Verdict.COMPILE_ERROR, outcome


@pytest.mark.parametrize("database", ["postgres", "mariadb", "sqlite"])
async def test_rows_without_end(databases: Databases, database: str) -> None:
    (outcome,) = await tried(databases, database, DATABASES[database].flood)
    assert outcome.verdict is Verdict.OUTPUT_LIMIT, outcome


@pytest.mark.slow
@pytest.mark.parametrize("database", ["postgres", "sqlite"])
async def test_a_loop_without_end_in_sql(databases: Databases, database: str) -> None:
    (outcome,) = await tried(databases, database, DATABASES[database].endless)
    assert outcome.verdict in (Verdict.TIMEOUT_CPU, Verdict.TIMEOUT_WALL, Verdict.STARVED), outcome


async def test_a_lock_and_a_transaction_that_nobody_ends_hold_up_nobody(databases: Databases) -> None:
    held = "CREATE TABLE t (a int); BEGIN; LOCK TABLE t; SELECT pg_advisory_lock(1)"
    _, after = await tried(databases, "postgres", held, "SELECT pg_advisory_lock(1); DROP TABLE IF EXISTS t")
    assert after.verdict is Verdict.PASS, after


async def test_a_temporary_table_that_shadows_another_is_gone_in_the_next_session(databases: Databases) -> None:
    for database in HERE:
        kept, shadow = "CREATE TABLE t AS SELECT 1 AS a", "CREATE TEMPORARY TABLE t AS SELECT 2 AS a"
        *_, after = await tried(databases, database, kept, shadow, "SELECT a FROM t")
        assert after.verdict is Verdict.PASS
        assert after.table is not None
        assert after.table.rows == ((1,),)
