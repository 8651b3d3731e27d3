"""SQLite in a scene: what it answers, what it refuses, and what ends a session."""

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal

import pytest
import pytest_asyncio
from tests.databases.conftest import needs

from prony.databases import DATABASES, DatabaseServer, SqlOutcome, split
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), needs("sqlite")]
SQLITE = DATABASES["sqlite"]
LIMITS = Limits(cpu_s=1, wall_s=20, output_bytes=1 << 18, disk_mb=16, memory_mb=128)


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server(sandbox: Sandbox) -> AsyncIterator[DatabaseServer]:
    async with SQLITE.open(sandbox, LIMITS) as opened:
        yield opened


async def run(server: DatabaseServer, sql: str, name: str = "shared", *, undone: bool = False) -> SqlOutcome:
    statements = split(sql, SQLITE.dialect)
    return await server.run(name, statements, role="solver", wall_s=LIMITS.wall_s, undone=undone)


async def test_rows_come_back_as_values_of_their_types(server: DatabaseServer) -> None:
    outcome = await run(server, "SELECT 9007199254740993, 1.0, 0.1, 'ü', NULL, x'00ff', 1 = 1, 9e999 AS big")
    assert outcome.table is not None
    assert outcome.table.rows == (
        (9007199254740993, Decimal(1), Decimal("0.1"), "ü", None, b"\x00\xff", 1, float("inf")),
    )
    assert [column.kind for column in outcome.table.columns][:5] == ["number", "number", "number", "text", ""]


async def test_a_check_is_undone(server: DatabaseServer) -> None:
    await run(server, "CREATE TABLE kept (a); INSERT INTO kept VALUES (1)", "own")
    for _ in range(2):
        checked = await run(server, "INSERT INTO kept VALUES (7); SELECT count(*) FROM kept", "own", undone=True)
        assert checked.table is not None
        assert checked.table.rows == ((2,),)
    await server.drop("own")
    assert (await run(server, "SELECT * FROM kept", "own")).verdict is Verdict.FAIL


@pytest.mark.parametrize(
    ("sql", "verdict", "condition"),
    [
        ("ATTACH '/work/other.db' AS o", Verdict.FAIL, "not-allowed"),
        ("ATTACH '/proc/self/mem' AS o", Verdict.FAIL, "not-allowed"),
        ("VACUUM INTO '/tests/session.mjs'", Verdict.FAIL, "not-allowed"),
        ("SELECT load_extension('/tmp/x.so')", Verdict.FAIL, ""),
        ("SELECT readfile('/etc/passwd')", Verdict.FAIL, ""),
        ("SELECT writefile('/tmp/x', 'y')", Verdict.FAIL, ""),
        ("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = ''", Verdict.FAIL, ""),
        (".shell id", Verdict.COMPILE_ERROR, ""),
        (".import /etc/passwd t", Verdict.COMPILE_ERROR, ""),
        ("SELEC 1", Verdict.COMPILE_ERROR, ""),
        ("SELECT (1", Verdict.COMPILE_ERROR, ""),
        ("CREATE TABLE u (a UNIQUE); INSERT INTO u VALUES (1), (1)", Verdict.FAIL, "unique"),
        ("SELECT zeroblob(2000000000)", Verdict.LIMIT, ""),
        (SQLITE.flood, Verdict.OUTPUT_LIMIT, ""),
        ("ATTACH ':memory:' AS m; CREATE TABLE m.t (a); VACUUM; PRAGMA journal_mode = WAL", Verdict.PASS, ""),
    ],
)
async def test_each_has_its_verdict(sandbox: Sandbox, sql: str, verdict: Verdict, condition: str) -> None:
    async with SQLITE.open(sandbox, LIMITS) as own:
        outcome = await run(own, sql)
        assert (outcome.verdict, outcome.fault.condition if outcome.fault else "") == (verdict, condition), outcome
        assert (await run(own, "SELECT 6 * 7")).table is not None


@pytest.mark.slow
@pytest.mark.parametrize(
    ("sql", "verdicts"),
    [
        (SQLITE.endless, {Verdict.TIMEOUT_CPU}),
        ("CREATE TABLE b (x); WITH RECURSIVE r AS (SELECT 1 n UNION ALL SELECT n + 1 FROM r) INSERT INTO b"
         " SELECT zeroblob(1000000) FROM r", {Verdict.LIMIT}),
        ("SELECT hex(zeroblob(400000000))", {Verdict.OOM}),
    ],
)  # fmt: skip
async def test_what_has_no_end_is_ended(server: DatabaseServer, sql: str, verdicts: set[Verdict]) -> None:
    assert (await run(server, sql, "ended")).verdict in verdicts
