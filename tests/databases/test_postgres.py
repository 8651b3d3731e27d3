"""A PostgreSQL server in a scene: what it answers, what it refuses, and what ends it."""

from __future__ import annotations

import socket
import struct
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
import pytest_asyncio
from tests.databases.conftest import needs

from prony.databases import DATABASES, DatabaseServer, Moment, SqlOutcome, SqlRefusal, split
from prony.databases.database import Role
from prony.databases.postgres.client import PostgresSession, connect
from prony.databases.postgres.values import read_array
from prony.databases.session import LostError, TooMuchError
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session")]
POSTGRES = DATABASES["postgres"]
LIMITS = Limits(cpu_s=1, wall_s=20, output_bytes=1 << 18, disk_mb=32)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server(sandbox: Sandbox) -> AsyncIterator[DatabaseServer]:
    async with POSTGRES.open(sandbox, LIMITS) as opened:
        await opened.create("shared")
        yield opened


async def run(
    server: DatabaseServer, sql: str, role: Role = "solver", name: str = "shared", **fields: object
) -> SqlOutcome:
    return await server.run(name, split(sql, POSTGRES.dialect), role=role, wall_s=LIMITS.wall_s, **fields)  # type: ignore[arg-type]


def refused(outcome: SqlOutcome) -> str:
    assert isinstance(outcome.fault, SqlRefusal), outcome
    return outcome.fault.code


@needs("postgres")
async def test_rows_come_back_as_values_of_their_types(server: DatabaseServer) -> None:
    outcome = await run(
        server,
        """
        SELECT 1, 2.50, 0.1::float8, 'nan'::float8, 'x', true, NULL,
          '2024-02-29'::date, '2024-02-29 10:00+02'::timestamptz,
          '{"a": [1.5, null]}'::jsonb, ARRAY[1, NULL], ARRAY[['a b', '"'], ['}', 'NULL']], '\\x00ff'::bytea,
          'ab'::char(4), '1 day'::interval, 123456789012345678901234567890""",
    )
    assert outcome.table is not None
    (row,) = outcome.table.rows
    assert row[:3] == (1, Decimal("2.50"), Decimal("0.1"))
    assert str(row[3]) == "nan"
    assert row[4:9] == (
        "x",
        True,
        None,
        Moment(kind="date", text="2024-02-29"),
        Moment(kind="timestamp", text="2024-02-29 08:00:00+00"),
    )
    assert row[9:] == (
        {"a": [Decimal("1.5"), None]},
        [1, None],
        [["a b", '"'], ["}", "NULL"]],
        b"\x00\xff",
        "ab",
        Moment(kind="interval", text="1 day"),
        123456789012345678901234567890,
    )


@needs("postgres")
async def test_statements_run_one_by_one_until_one_is_refused(server: DatabaseServer) -> None:
    sql = "CREATE TABLE one (a int UNIQUE);\nCREATE INDEX CONCURRENTLY ON one (a);\nINSERT INTO one VALUES (1);\n"
    outcome = await run(server, sql + "INSERT INTO one VALUES (1); DROP TABLE one")
    assert outcome.fault is not None
    assert (outcome.verdict, outcome.fault.code, outcome.fault.condition, outcome.fault.line) == (
        Verdict.FAIL, "23505", "unique", 4,
    )  # fmt: skip
    kept = await run(server, "SELECT count(*) FROM one", role="checker")
    assert kept.table is not None
    assert kept.table.rows == ((1,),)


@needs("postgres")
async def test_what_does_not_parse_is_told_apart(server: DatabaseServer) -> None:
    assert (await run(server, "SELEC 1")).verdict is Verdict.COMPILE_ERROR
    assert (await run(server, "\\! id")).verdict is Verdict.COMPILE_ERROR
    assert (await run(server, "SELECT nothing")).verdict is Verdict.FAIL


@needs("postgres")
async def test_a_check_is_undone_and_sees_nothing_of_the_answers_session(server: DatabaseServer) -> None:
    await run(
        server, "CREATE TABLE kept AS SELECT 1 AS a; CREATE TEMP TABLE kept AS SELECT 2 AS a; SET search_path = x"
    )
    for _ in range(2):
        checked = await run(server, "INSERT INTO kept VALUES (7); SELECT * FROM kept", role="checker", undone=True)
        assert checked.table is not None
        assert checked.table.rows == ((1,), (7,))


@needs("postgres")
async def test_a_transaction_without_an_end_leaves_neither_rows_nor_locks(server: DatabaseServer) -> None:
    await run(server, "CREATE TABLE open_end (a int)")
    await run(server, "BEGIN; LOCK TABLE open_end; INSERT INTO open_end VALUES (1); SELECT pg_advisory_lock(7)")
    checked = await run(server, "SELECT pg_try_advisory_lock(7), count(*) FROM open_end", role="checker")
    assert checked.table is not None
    assert checked.table.rows == ((True, 0),)


HOSTILE = {
    "COPY (SELECT 1) TO PROGRAM 'id'": "42501",
    "COPY kept FROM PROGRAM 'id'": "42501",
    "CREATE TABLE passwd (line text); COPY passwd FROM '/etc/passwd'": "42501",
    "COPY (SELECT 1) TO '/tmp/out'": "42501",
    "SELECT pg_read_file('/etc/passwd')": "42501",
    "SELECT pg_ls_dir('.')": "42501",
    "SELECT lo_import('/etc/passwd')": "42501",
    "SELECT lo_export(1, '/tmp/out')": "42501",
    "CREATE EXTENSION dblink": "42501",
    "CREATE EXTENSION postgres_fdw": "42501",
    "CREATE EXTENSION file_fdw": "42501",
    "CREATE LANGUAGE plpython3u": "0A000",
    "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '/usr/lib/x.so', 'f'": "42501",
    "CREATE FUNCTION f() RETURNS int LANGUAGE internal AS 'int4in'": "42501",
    "LOAD '/tmp/x.so'": "42501",
    "ALTER SYSTEM SET fsync = on": "0A000",
    "ALTER DATABASE shared SET search_path = x": "42501",
    "SET ROLE postgres": "42501",
    "SET ROLE checker": "42501",
    "SET SESSION AUTHORIZATION postgres": "42501",
    "CREATE ROLE x SUPERUSER": "42501",
    "ALTER ROLE solver SUPERUSER": "42501",
    "GRANT pg_read_server_files TO solver": "42501",
    "DROP DATABASE shared": "42501",
    "DROP DATABASE postgres": "42501",
    "CREATE DATABASE other": "42501",
    "CREATE TABLESPACE t LOCATION '/tmp'": "42501",
    "CREATE EVENT TRIGGER e ON ddl_command_start EXECUTE FUNCTION pg_sleep()": "42501",
    "CREATE SUBSCRIPTION s CONNECTION 'host=127.0.0.1' PUBLICATION p": "42501",
    "BEGIN; PREPARE TRANSACTION 'x'": "55000",
    "SELECT * FROM pg_authid": "42501",
    "SELECT pg_reload_conf()": "42501",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'postgres'": "",
    "SET temp_file_limit = -1": "42501",
    "SET log_min_messages = debug5": "42501",
    "DROP SCHEMA pg_catalog CASCADE": "42501",
    "UPDATE pg_database SET datname = 'x'": "42501",
    "CREATE OPERATOR pg_catalog.= (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq)": "42501",
    "LISTEN x; NOTIFY x; SELECT 1": "",
    "COPY one FROM stdin": "",
}


@needs("postgres")
@pytest.mark.parametrize("sql", HOSTILE)
async def test_hostile_sql_is_refused_and_the_server_stays(server: DatabaseServer, sql: str) -> None:
    await run(server, "CREATE TABLE IF NOT EXISTS kept (a int); CREATE TABLE IF NOT EXISTS one (a int)")
    outcome = await run(server, sql)
    assert (outcome.fault.code if outcome.fault else "") == HOSTILE[sql], outcome
    assert server.alive


@needs("postgres")
@pytest.mark.parametrize(
    ("sql", "verdict"),
    [
        ("DO $$ BEGIN LOOP END LOOP; END $$", Verdict.TIMEOUT_CPU),
        ("SET statement_timeout = 0; SELECT pg_sleep(600)", Verdict.TIMEOUT_WALL),
        (POSTGRES.flood, Verdict.OUTPUT_LIMIT),
        ("DO $$ BEGIN LOOP RAISE NOTICE '%', repeat('x', 10000); END LOOP; END $$", Verdict.OUTPUT_LIMIT),
    ],
)
async def test_what_has_no_end_is_ended_with_its_server(sandbox: Sandbox, sql: str, verdict: Verdict) -> None:
    async with POSTGRES.open(sandbox, LIMITS) as own:
        await own.create("mine")
        wall_s = 1.0 if verdict is Verdict.TIMEOUT_WALL else LIMITS.wall_s
        outcome = await own.run("mine", split(sql, POSTGRES.dialect), role="solver", wall_s=wall_s)
        assert outcome.verdict is verdict, outcome
        assert not own.alive


@needs("postgres")
@pytest.mark.parametrize(
    ("sql", "verdict"),
    [
        ("WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r", Verdict.LIMIT),
        ("CREATE TABLE big AS SELECT repeat(md5(g::text), 100) FROM generate_series(1, 100000000) g", Verdict.LIMIT),
        (
            "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$ BEGIN RETURN f(); END $$; SELECT f()",
            Verdict.CRASH,
        ),
    ],
)
async def test_bounds_of_the_server_have_their_verdicts(server: DatabaseServer, sql: str, verdict: Verdict) -> None:
    assert (await run(server, sql)).verdict is verdict
    assert server.alive


@needs("postgres")
@pytest.mark.slow
async def test_a_memory_bomb_is_out_of_memory(sandbox: Sandbox) -> None:
    bomb = "SET work_mem = '8GB'; SELECT array_agg(repeat(md5(g::text), 100)) FROM generate_series(1, 100000000) g"
    async with POSTGRES.open(sandbox, Limits(cpu_s=20, wall_s=30, memory_mb=128)) as own:
        await own.create("mine")
        assert (await run(own, bomb, name="mine")).verdict is Verdict.OOM


@needs("postgres")
async def test_who_ends_its_own_session_has_crashed(server: DatabaseServer) -> None:
    assert (await run(server, "SELECT pg_terminate_backend(pg_backend_pid())")).verdict is Verdict.CRASH
    assert server.alive


@needs("postgres")
async def test_what_stands_for_the_systems_own_is_named(server: DatabaseServer) -> None:
    await run(
        server,
        """CREATE TABLE words (w varchar);
        CREATE FUNCTION always(varchar, varchar) RETURNS bool LANGUAGE sql AS 'SELECT true';
        CREATE OPERATOR = (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = always);
        CREATE FUNCTION upper(varchar) RETURNS text LANGUAGE sql AS $$ SELECT 'X' $$;
        CREATE FUNCTION own(int) RETURNS int LANGUAGE sql AS 'SELECT 1'""",
    )
    for query, names in {
        "SELECT * FROM words WHERE w = 'a'::varchar": ("operator =(character varying,character varying)",),
        "SELECT upper(w) FROM words": ("function upper(character varying)",),
        "SELECT own(1), lower(w) FROM words WHERE 1 = 1": (),
        "INSERT INTO words VALUES ('a')": (),
    }.items():
        assert await server.redefined("shared", split(query, POSTGRES.dialect)[0]) == names


@needs("postgres")
async def test_nothing_of_one_database_is_there_in_the_next(server: DatabaseServer) -> None:
    await server.create("first")
    await run(server, "CREATE TABLE mark (a int); ALTER ROLE solver SET search_path = nowhere", name="first")
    await server.drop("first")
    await server.create("second")
    outcome = await run(server, "SELECT current_setting('search_path'), to_regclass('mark')", name="second")
    assert outcome.table is not None
    assert outcome.table.rows == (('"$user", public', None),)


def test_arrays_that_are_none_stay_texts() -> None:
    for text in ("{1,2", "1}", "{a}b}", ""):
        with pytest.raises((ValueError, IndexError)):
            read_array(text, str)


# --- a server that lies ----------------------------------------------------------------------------------------------


async def spoken_to(answer: bytes) -> PostgresSession:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    theirs.sendall(answer)
    theirs.shutdown(socket.SHUT_WR)
    session = await connect(ours, 1000)
    session._kept_open = theirs  # type: ignore[attr-defined]
    return session


def message(kind: bytes, body: bytes) -> bytes:
    return struct.pack("!cI", kind, len(body) + 4) + body


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", LostError),
        (b"\xff" * 100, TooMuchError),
        (struct.pack("!cI", b"D", 0), LostError),
        (struct.pack("!cI", b"D", 1 << 31), TooMuchError),
        (message(b"T", b"\xff\xff"), LostError),
        (message(b"T", struct.pack("!H", 1) + b"no end"), LostError),
        (message(b"T", struct.pack("!H", 1) + b"a\0" + bytes(18)) + message(b"D", b"\0\x05"), LostError),
        (
            message(b"T", struct.pack("!H", 1) + b"a\0" + bytes(18)) + message(b"D", b"\0\x01\x7f\xff\xff\xff"),
            LostError,
        ),
        (message(b"R", b"\0\0\0\x05salt"), LostError),
        (struct.pack("!cI", b"N", 1 << 21), TooMuchError),
    ],
)
async def test_what_is_no_message_of_the_protocol_ends_the_session(answer: bytes, error: type[Exception]) -> None:
    session = await spoken_to(answer)
    with pytest.raises(error):
        await session.log_in("solver", "task", {})
    session.abandon()
