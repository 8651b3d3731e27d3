"""A MariaDB server in a scene: what it answers, what it refuses, and what ends it."""

from __future__ import annotations

import socket
import struct
from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
import pytest_asyncio
from tests.databases.conftest import needs

from prony.databases import DATABASES, DatabaseServer, Moment, SqlOutcome, split
from prony.databases.database import Role
from prony.databases.mariadb.client import connect
from prony.databases.session import LostError, TooMuchError
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session")]
MARIADB = DATABASES["mariadb"]
LIMITS = Limits(cpu_s=1, wall_s=20, output_bytes=1 << 18, disk_mb=32)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server(sandbox: Sandbox) -> AsyncIterator[DatabaseServer]:
    async with MARIADB.open(sandbox, LIMITS) as opened:
        await opened.create("shared")
        yield opened


async def run(server: DatabaseServer, sql: str, role: Role = "solver", *, undone: bool = False) -> SqlOutcome:
    statements = split(sql, MARIADB.dialect)
    return await server.run("shared", statements, role=role, wall_s=LIMITS.wall_s, undone=undone)


@needs("mariadb")
async def test_rows_come_back_as_values_of_their_types(server: DatabaseServer) -> None:
    await run(
        server,
        "CREATE TABLE kinds (a DECIMAL(8, 2), b DOUBLE, c VARCHAR(9), d DATE, e DATETIME, f JSON, g BLOB, h BIT(3));"
        """INSERT INTO kinds VALUES (2.50, 0.1, 'ü', '2024-02-29', '2024-02-29 10:00', '{"a": 1}', x'00ff', 5)""",
    )
    outcome = await run(server, "SELECT 12345678901234567890, TRUE, NULL, kinds.* FROM kinds")
    assert outcome.table is not None
    assert outcome.table.rows == (
        (
            12345678901234567890, 1, None, Decimal("2.50"), Decimal("0.1"), "ü",
            Moment(kind="date", text="2024-02-29"), Moment(kind="timestamp", text="2024-02-29 10:00:00"),
            '{"a": 1}', b"\x00\xff", 5,
        ),
    )  # fmt: skip


@needs("mariadb")
async def test_procedures_between_delimiters_and_remarks_that_are_run(server: DatabaseServer) -> None:
    sql = "DELIMITER //\nCREATE PROCEDURE twice(n INT)\nBEGIN\n  SELECT n;\n  SELECT n * 2;\nEND//\nDELIMITER ;\n"
    outcome = await run(server, sql + "CALL twice(/*!50000 3 */);\n# done")
    assert outcome.table is not None
    assert outcome.table.rows == ((6,),)


@needs("mariadb")
async def test_a_check_is_undone_and_sees_nothing_of_the_answers_session(server: DatabaseServer) -> None:
    await run(server, "CREATE TABLE kept AS SELECT 1 AS a")
    await run(server, "CREATE TEMPORARY TABLE kept AS SELECT 2 AS a; SELECT GET_LOCK('x', 1); BEGIN; DELETE FROM kept")
    for _ in range(2):
        checked = await run(
            server, "INSERT INTO kept VALUES (7); SELECT a, GET_LOCK('x', 0) FROM kept", "checker", undone=True
        )
        assert checked.table is not None
        assert checked.table.rows == ((1, 1), (7, 1))


REFUSED = {
    "SELECT 1 INTO OUTFILE '/tmp/x'": "1227",
    "SELECT 1 INTO DUMPFILE '/tmp/mariadb-files/x'": "1227",
    "LOAD DATA INFILE '/etc/passwd' INTO TABLE kept": "1045",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE kept": "4166",
    "SET GLOBAL sql_mode = ''": "1227",
    "SET GLOBAL general_log_file = '/tmp/x'": "1227",
    "SHUTDOWN": "1227",
    "CREATE USER x": "1227",
    "GRANT ALL ON *.* TO solver@127.0.0.1": "1045",
    "SET PASSWORD FOR root@127.0.0.1 = 'x'": "1044",
    "INSTALL SONAME 'ha_federatedx'": "1142",
    "CREATE FUNCTION udf RETURNS INTEGER SONAME 'x.so'": "1044",
    "CREATE SERVER s FOREIGN DATA WRAPPER mysql OPTIONS (HOST '127.0.0.1')": "1227",
    "DROP DATABASE mysql": "1044",
    "CREATE DATABASE other": "1044",
    "SELECT * FROM mysql.global_priv": "1142",
    "HANDLER mysql.user OPEN": "1142",
    "CREATE DEFINER = root@127.0.0.1 PROCEDURE p() SELECT 1": "1227",
    "/*! SET GLOBAL max_connections = 1 */": "1227",
    "CHANGE MASTER TO MASTER_HOST = 'x'": "1227",
    "KILL 1": "1094",
    "CREATE EVENT e ON SCHEDULE EVERY 1 SECOND DO DELETE FROM kept": "1577",
    "FLUSH PRIVILEGES": "1227",
    "\\! id": "1064",
    "source /etc/passwd": "1064",
}


@needs("mariadb")
@pytest.mark.parametrize("sql", REFUSED)
async def test_hostile_sql_is_refused_and_the_server_stays(server: DatabaseServer, sql: str) -> None:
    await run(server, "CREATE TABLE IF NOT EXISTS kept (a INT)")
    outcome = await run(server, sql)
    assert outcome.fault is not None, outcome
    assert outcome.fault.code == REFUSED[sql], outcome
    assert server.alive


@needs("mariadb")
async def test_a_file_of_the_server_is_null(server: DatabaseServer) -> None:
    outcome = await run(server, "SELECT LOAD_FILE('/etc/passwd')")
    assert outcome.table is not None
    assert outcome.table.rows == ((None,),)


@needs("mariadb")
@pytest.mark.parametrize(
    ("sql", "verdict"),
    [
        ("SET max_statement_time = 0; SELECT SLEEP(600)", Verdict.TIMEOUT_WALL),
        (MARIADB.flood, Verdict.OUTPUT_LIMIT),
    ],
)
async def test_what_has_no_end_is_ended_with_its_server(sandbox: Sandbox, sql: str, verdict: Verdict) -> None:
    async with MARIADB.open(sandbox, LIMITS) as own:
        await own.create("mine")
        wall_s = 1.0 if verdict is Verdict.TIMEOUT_WALL else LIMITS.wall_s
        outcome = await own.run("mine", split(sql, MARIADB.dialect), role="solver", wall_s=wall_s)
        assert outcome.verdict is verdict, outcome
        assert not own.alive


@needs("mariadb")
@pytest.mark.slow
async def test_a_full_disk_is_a_limit(sandbox: Sandbox) -> None:
    flood = "CREATE TABLE big AS SELECT seq, REPEAT('x', 1000) FROM seq_1_to_10000000"
    async with MARIADB.open(sandbox, LIMITS) as own:
        await own.create("mine")
        outcome = await own.run("mine", split(flood, MARIADB.dialect), role="solver", wall_s=60)
        assert outcome.verdict is Verdict.LIMIT, outcome


# --- a server that lies ----------------------------------------------------------------------------------------------


def packet(body: bytes, number: int = 0) -> bytes:
    return struct.pack("<I", len(body))[:3] + bytes([number]) + body


OK = packet(b"\0\0\0\2\0\0\0", 2)
COLUMN = packet(b"\3def\0\0\0\1a\0\x0c" + struct.pack("<HIBHBxx", 33, 1, 253, 0, 0), 2)
END = packet(b"\xfe\0\0\2\0", 3)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b"", LostError),
        (packet(b""), LostError),
        (b"\xff\xff\xff\0", TooMuchError),
        (packet(b"\xfb/etc/passwd", 1), LostError),
        (packet(b"\xfd\xff\xff\xff", 1), LostError),
        (packet(b"\1", 1) + packet(b"\3def", 2), LostError),
        (packet(b"\1", 1) + COLUMN + END + packet(b"\xfc\xff\xff", 4), LostError),
        (packet(b"\1", 1) + COLUMN + END + packet(b"", 4), LostError),
    ],
)
async def test_what_is_no_message_of_the_protocol_ends_the_session(answer: bytes, error: type[Exception]) -> None:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    with theirs:
        theirs.sendall(packet(b"\x0a5.5\0" + bytes(40)) + OK + answer)
        theirs.shutdown(socket.SHUT_WR)
        session = await connect(ours, 1000)
        await session.log_in("solver", "task")
        with pytest.raises(error):
            await session.run("SELECT 1")
        session.abandon()
