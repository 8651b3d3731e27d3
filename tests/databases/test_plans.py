"""Plans: which tables a query would read from end to end, as each database says it."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from tests.databases.conftest import HERE

from prony.databases import DATABASES, DatabaseServer, ResultTable, SqlColumn, split
from prony.databases.plans import of_mariadb, of_postgres, of_sqlite
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox

LIMITS = Limits(cpu_s=5, wall_s=30, output_bytes=1 << 18, disk_mb=32)
BIG = {
    "sqlite": "INSERT INTO t WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < 3000) SELECT n, n % 999 FROM n; ANALYZE",
    "postgres": "INSERT INTO t SELECT n, n % 999 FROM generate_series(1, 3000) n; ANALYZE t",
    "mariadb": "INSERT INTO t SELECT seq, seq % 999 FROM seq_1_to_3000; ANALYZE TABLE t",
}  # fmt: skip
SEEK = ("SELECT a FROM t WHERE b = 7", "SELECT x.a FROM t x JOIN t y ON y.a = x.b WHERE x.b = 7")
WHOLE = ("SELECT count(*) FROM t", "SELECT a FROM t WHERE b + 0 = 7", "SELECT x.a FROM t x WHERE x.a + x.b = 7")


@pytest_asyncio.fixture(scope="module", loop_scope="session", params=sorted(BIG))
async def server(sandbox: Sandbox, request: pytest.FixtureRequest) -> AsyncIterator[tuple[str, DatabaseServer]]:
    if request.param not in HERE:
        pytest.skip(f"no {request.param} here: prony toolchains get {request.param}")
    database = DATABASES[request.param]
    async with database.open(sandbox, LIMITS) as opened:
        await opened.create("shared")
        sql = f"CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER); {BIG[request.param]}; CREATE INDEX t_b ON t (b)"
        laid = await opened.run("shared", split(sql, database.dialect), role="setup", wall_s=30)
        assert laid.verdict is Verdict.PASS, laid
        yield request.param, opened


@pytest.mark.asyncio(loop_scope="session")
async def test_a_seek_reads_no_table_whole_and_a_scan_does(server: tuple[str, DatabaseServer]) -> None:
    name, opened = server
    database = DATABASES[name]
    assert database.read_whole is not None
    for sql in (*SEEK, *WHOLE):
        statements = split(database.explain + sql, database.dialect)
        outcome = await opened.run("shared", statements, role="checker", wall_s=30, undone=True)
        assert outcome.table is not None, (name, sql, outcome)
        assert bool(database.read_whole(outcome.table)) is (sql in WHOLE), (name, sql, outcome.table)


def test_what_is_no_plan_is_never_a_good_one() -> None:
    column = SqlColumn(name="x", kind="text")
    for rows in ((), (("{}",),), (("no JSON",),), ((1,), (2,))):
        table = ResultTable(columns=(column,), rows=rows)
        assert of_sqlite(table) is None
        assert of_mariadb(table) is None
        assert of_postgres(table) is None
    assert of_postgres(ResultTable(columns=(column,), rows=(([{"Other": 1}],),))) is None
