"""Oracle's dialect, emulated: what it means comes out; what other databases write is refused, and so is all the rest."""

# ruff: noqa: E501

from __future__ import annotations

from collections.abc import AsyncIterator
from decimal import Decimal
from typing import Any

import pytest
import pytest_asyncio
from tests.databases.conftest import needs

from prony.databases import DATABASES, DatabaseServer, Moment, SqlOutcome, split
from prony.errors import PronyError
from prony.nouns import Limits, Verdict
from prony.sandbox import Sandbox

pytestmark = [pytest.mark.asyncio(loop_scope="session"), needs("oracle")]
ORACLE = DATABASES["oracle"]
LIMITS = Limits(cpu_s=2, wall_s=20, output_bytes=1 << 18, disk_mb=32)

TABLES = """
CREATE TABLE crew (id INTEGER PRIMARY KEY, name VARCHAR(20) NOT NULL, boss INTEGER, pay DECIMAL(8, 2), bonus INTEGER,
  ship INTEGER, since DATE, seen TIMESTAMP);
CREATE TABLE ships (id INTEGER PRIMARY KEY, title VARCHAR(20) NOT NULL);
INSERT INTO ships VALUES (1, 'Argo');
INSERT INTO ships VALUES (2, 'Beagle');
INSERT INTO ships VALUES (3, 'Calypso');
INSERT INTO crew VALUES (1, 'ANA', NULL, 900.50, NULL, 1, '2023-01-31', '2024-03-01 10:30:00');
INSERT INTO crew VALUES (2, 'BEN', 1, 400, 10, 2, '2023-02-28', '2024-03-01 23:59:59');
INSERT INTO crew VALUES (3, 'CLEO', 1, 400, 0, 2, '2024-02-29', NULL);
INSERT INTO crew VALUES (4, 'DAN', 2, 150, NULL, NULL, '2024-12-31', '2024-03-03 00:00:00');
"""

MEANS: dict[str, list[tuple[Any, ...]]] = {
    # Texts, and '' that is NULL.
    "SELECT 'a' || NULL || 'b', '' || 'c' FROM dual": [("ab", "c")],
    "SELECT COUNT(*) FROM crew WHERE '' IS NULL": [(4,)],
    "SELECT NVL('', 'none'), LENGTH(''), NVL(TRIM('  '), 'blank') FROM dual": [("none", None, "blank")],
    "SELECT COUNT(*) FROM crew WHERE name = ''": [(0,)],
    "SELECT SUBSTR('oracle', -3), SUBSTR('oracle', 2, 3), SUBSTR('oracle', 0, 2), SUBSTR('oracle', 9) FROM dual":
        [("cle", "rac", "or", None)],
    "SELECT INSTR('banana', 'a'), INSTR('banana', 'a', 1, 2), INSTR('banana', 'x') FROM dual": [(2, 4, 0)],
    "SELECT REPLACE('a-b-c', '-'), REPLACE('a-b', '-', '+'), TRANSLATE('abc', 'ab', 'xy') FROM dual":
        [("abc", "a+b", "xyc")],
    "SELECT LPAD('7', 3, '0'), RPAD('ab', 4, '.'), LPAD(7, 3, '0'), LTRIM('xxa', 'x'), TRIM(BOTH 'x' FROM 'xax') FROM dual":
        [("007", "ab..", "007", "a", "a")],
    "SELECT UPPER('a'), LOWER('B'), INITCAP('two words'), LENGTH('four'), CONCAT('a', 'b') FROM dual":
        [("A", "b", "Two Words", 4, "ab")],
    "SELECT q'[it's]', q'!a!', 'it''s' FROM dual": [("it's", "a", "it's")],
    "SELECT REGEXP_SUBSTR('ab12cd', '[0-9]+'), REGEXP_REPLACE('a1b2', '[0-9]', ''), REGEXP_COUNT('banana', 'an') FROM dual":
        [("12", "ab", 2)],
    "SELECT name FROM crew WHERE REGEXP_LIKE(name, '^A')": [("ANA",)],
    "SELECT name FROM crew WHERE name LIKE '%E%' AND name NOT LIKE 'B\\%'": [("BEN",), ("CLEO",)],
    "SELECT name FROM crew WHERE 'a_b' LIKE 'a\\_b' ESCAPE '\\' AND id = 1": [("ANA",)],
    "SELECT name FROM crew WHERE name = 'ana'": [],
    "SELECT 'n' || 5, 5 || '%', 0.5 || '', TO_CHAR(12.50) FROM dual": [("n5", "5%", ".5", "12.5")],
    "SELECT TO_CHAR(1234.5, 'FM9,990.00'), TO_CHAR(7, 'FM000'), TO_NUMBER('12.5') + 1 FROM dual":
        [("1,234.50", "007", Decimal("13.5"))],
    "SELECT name FROM crew WHERE id = '2'": [("BEN",)],
    # NULLs.
    "SELECT NVL(bonus, -1) FROM crew ORDER BY id": [(-1,), (10,), (0,), (-1,)],
    "SELECT NVL2(boss, 'y', 'n'), COALESCE(bonus, boss, 0), NULLIF(id, 1) FROM crew WHERE id < 3 ORDER BY id":
        [("n", 0, None), ("y", 10, 2)],
    "SELECT DECODE(ship, 1, 'a', 2, 'b', 'z'), DECODE(bonus, NULL, 'none', 0, 'zero') FROM crew ORDER BY id":
        [("a", "none"), ("b", None), ("b", "zero"), ("z", "none")],
    "SELECT GREATEST(1, NULL), LEAST(3, 2), GREATEST('a', 'b') FROM dual": [(None, 2, "b")],
    "SELECT ship FROM crew ORDER BY ship, id": [(1,), (2,), (2,), (None,)],
    "SELECT ship FROM crew ORDER BY ship DESC NULLS LAST, id": [(2,), (2,), (1,), (None,)],
    "SELECT ship FROM crew ORDER BY ship DESC, id": [(None,), (2,), (2,), (1,)],
    # Numbers.
    "SELECT 7 / 2, MOD(-7, 3), MOD(7, 0), ROUND(2.5), ROUND(2.345, 2), TRUNC(-2.7), TRUNC(2.79, 1) FROM dual":
        [(Decimal("3.5"), -1, 7, 3, Decimal("2.35"), -2, Decimal("2.7"))],
    "SELECT COUNT(*) / COUNT(bonus), COUNT(bonus) / COUNT(*) FROM crew": [(2, Decimal("0.5"))],
    "SELECT id / 2 FROM crew WHERE id = 1": [(Decimal("0.5"),)],
    "SELECT CEIL(1.2), FLOOR(-1.2), ABS(-3), SIGN(-2), POWER(2, 10), SQRT(9) FROM dual": [(2, -2, 3, -1, 1024, 3)],
    "SELECT CAST(2.5 AS INTEGER), CAST('7' AS NUMBER), CAST(2.345 AS NUMBER(5, 2)), CAST(12 AS VARCHAR2(1)) FROM dual":
        [(3, 7, Decimal("2.35"), "1")],
    # Dates.
    "SELECT TO_CHAR(since, 'YYYY-MM-DD') FROM crew WHERE id = 1": [("2023-01-31",)],
    "SELECT TO_CHAR(TO_DATE('15/01/2020', 'DD/MM/YYYY'), 'YYYYMMDD') FROM dual": [("20200115",)],
    "SELECT since + 1 FROM crew WHERE id = 4": [(Moment(kind="timestamp", text="2025-01-01 00:00:00"),)],
    "SELECT since - DATE '2024-12-01', DATE '2024-03-01' - DATE '2024-02-01' FROM crew WHERE id = 4": [(30, 29)],
    "SELECT (TO_DATE('2024-01-01 12:00', 'YYYY-MM-DD HH24:MI') - DATE '2024-01-01') * 24 FROM dual": [(12,)],
    "SELECT ADD_MONTHS(since, 1) FROM crew WHERE id IN (1, 2) ORDER BY id": [
        (Moment(kind="timestamp", text="2023-02-28 00:00:00"),), (Moment(kind="timestamp", text="2023-03-31 00:00:00"),),
    ],
    "SELECT MONTHS_BETWEEN(DATE '2022-03-01', DATE '2022-01-01'), MONTHS_BETWEEN(DATE '2024-02-29', DATE '2024-01-31'),"
    " ROUND(MONTHS_BETWEEN(DATE '2024-03-16', DATE '2024-03-01'), 4) FROM dual": [(2, 1, Decimal("0.4839"))],
    "SELECT TO_CHAR(LAST_DAY(DATE '2024-02-10'), 'YYYY-MM-DD'), TO_CHAR(NEXT_DAY(DATE '2024-03-01', 'FRIDAY'), 'DD')"
    " FROM dual": [("2024-02-29", "08")],
    "SELECT TO_CHAR(TRUNC(since, 'MM'), 'YYYY-MM-DD'), TO_CHAR(TRUNC(since, 'Q'), 'MM'), TO_CHAR(TRUNC(since, 'IW'), 'DD')"
    " FROM crew WHERE id = 3": [("2024-02-01", "01", "26")],
    "SELECT EXTRACT(YEAR FROM since), EXTRACT(MONTH FROM since), EXTRACT(HOUR FROM seen) FROM crew WHERE id = 1":
        [(2023, 1, 10)],
    "SELECT TO_CHAR(since, 'FMMonth DD, YYYY'), TO_CHAR(since, 'DY'), TO_CHAR(since, 'IYYY-IW') FROM crew WHERE id = 2":
        [("February 28, 2023", "TUE", "2023-09")],
    "SELECT COUNT(*) FROM crew WHERE seen >= TIMESTAMP '2024-03-01 00:00:00' AND seen < DATE '2024-03-02'": [(2,)],
    "SELECT EXTRACT(DAY FROM (b.seen - a.seen)) * 1440 + EXTRACT(HOUR FROM (b.seen - a.seen)) * 60"
    " + EXTRACT(MINUTE FROM (b.seen - a.seen)) FROM crew a JOIN crew b ON a.id = 1 AND b.id = 4": [(2250,)],
    "SELECT ROUND((CAST(b.seen AS DATE) - CAST(a.seen AS DATE)) * 1440) FROM crew a JOIN crew b ON a.id = 1 AND b.id = 4":
        [(2250,)],
    "SELECT TO_CHAR(seen + INTERVAL '90' MINUTE, 'HH24:MI'), TO_CHAR(TRUNC(seen), 'DD'), TO_CHAR(seen + 1, 'DD')"
    " FROM crew WHERE id = 1": [("12:00", "01", "02")],
    "SELECT TO_CHAR(DATE '2024-01-01' + NUMTODSINTERVAL(90, 'MINUTE'), 'HH24:MI') FROM dual": [("01:30",)],
    "SELECT CASE WHEN SYSDATE > DATE '2000-01-01' THEN 1 ELSE 0 END FROM dual": [(1,)],
    # Rows.
    "SELECT name FROM (SELECT name FROM crew ORDER BY pay, id) WHERE ROWNUM <= 2": [("DAN",), ("BEN",)],
    "SELECT n FROM (SELECT ROWNUM n, name FROM (SELECT name FROM crew ORDER BY id DESC)) WHERE n BETWEEN 2 AND 3":
        [(2,), (3,)],
    "SELECT name FROM crew WHERE ROWNUM = 2": [],
    "SELECT name FROM crew ORDER BY pay DESC, id FETCH FIRST 2 ROWS ONLY": [("ANA",), ("BEN",)],
    "SELECT name FROM crew ORDER BY pay DESC OFFSET 1 ROWS FETCH NEXT 1 ROWS WITH TIES": [("BEN",), ("CLEO",)],
    "SELECT ship FROM crew WHERE ship IS NOT NULL MINUS SELECT id FROM ships WHERE id = 1": [(2,)],
    "SELECT DISTINCT ship FROM crew INTERSECT SELECT id FROM ships ORDER BY 1": [(1,), (2,)],
    # Joins.
    "SELECT c.name, s.title FROM crew c LEFT JOIN ships s ON s.id = c.ship WHERE c.id > 2 ORDER BY c.id":
        [("CLEO", "Beagle"), ("DAN", None)],
    "SELECT s.title, x.n FROM ships s CROSS APPLY (SELECT COUNT(*) n FROM crew c WHERE c.ship = s.id) x ORDER BY s.id":
        [("Argo", 1), ("Beagle", 2), ("Calypso", 0)],
    "SELECT s.title, x.name FROM ships s OUTER APPLY (SELECT c.name FROM crew c WHERE c.ship = s.id ORDER BY c.id"
    " FETCH FIRST 1 ROW ONLY) x ORDER BY s.id": [("Argo", "ANA"), ("Beagle", "BEN"), ("Calypso", None)],
    # Groups.
    "SELECT ship, SUM(pay) FROM crew WHERE ship = 2 GROUP BY ROLLUP (ship) ORDER BY ship NULLS LAST":
        [(2, 800), (None, 800)],
    "SELECT TRUNC(since, 'YYYY') since, COUNT(*) FROM crew GROUP BY TRUNC(since, 'YYYY') ORDER BY 1": [
        (Moment(kind="timestamp", text="2023-01-01 00:00:00"), 2),
        (Moment(kind="timestamp", text="2024-01-01 00:00:00"), 2),
    ],
    "SELECT LISTAGG(name, ', ') WITHIN GROUP (ORDER BY name DESC), LISTAGG(bonus, '+') WITHIN GROUP (ORDER BY id)"
    " FROM crew": [("DAN, CLEO, BEN, ANA", "10+0")],
    "SELECT LISTAGG(DISTINCT title, ',') WITHIN GROUP (ORDER BY title) FROM ships, dual": [("Argo,Beagle,Calypso",)],
    "SELECT MAX(name) KEEP (DENSE_RANK FIRST ORDER BY pay), MIN(name) KEEP (DENSE_RANK LAST ORDER BY ship NULLS FIRST)"
    " FROM crew": [("DAN", "BEN")],
    "SELECT MEDIAN(pay), AVG(bonus), SUM(bonus) FROM crew": [(400, 5, 10)],
    "SELECT COUNT(DISTINCT ship), COUNT(ship), SUM(CASE WHEN bonus IS NULL THEN 1 ELSE 0 END) FROM crew": [(2, 3, 2)],
    # Windows.
    "SELECT name, RANK() OVER (ORDER BY pay DESC), DENSE_RANK() OVER (ORDER BY pay DESC),"
    " ROW_NUMBER() OVER (PARTITION BY ship ORDER BY id) FROM crew ORDER BY id":
        [("ANA", 1, 1, 1), ("BEN", 2, 2, 1), ("CLEO", 2, 2, 2), ("DAN", 4, 3, 1)],
    "SELECT LAG(id, 1, 0) OVER (ORDER BY id), LEAD(name) OVER (ORDER BY id), NTILE(2) OVER (ORDER BY id) FROM crew"
    " ORDER BY id": [(0, "BEN", 1), (1, "CLEO", 1), (2, "DAN", 2), (3, None, 2)],
    "SELECT LAST_VALUE(bonus IGNORE NULLS) OVER (ORDER BY id), LAST_VALUE(ship) IGNORE NULLS OVER (ORDER BY id) FROM crew"
    " ORDER BY id": [(None, 1), (10, 2), (0, 2), (0, 2)],
    "SELECT SUM(pay) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM crew ORDER BY id":
        [(Decimal("900.5"),), (Decimal("1300.5"),), (800,), (550,)],
    "SELECT ROUND(RATIO_TO_REPORT(pay) OVER (), 2) FROM crew WHERE id IN (2, 3)": [(Decimal("0.5"),), (Decimal("0.5"),)],
    "SELECT TO_CHAR(since - ROW_NUMBER() OVER (ORDER BY since), 'YYYY-MM-DD') FROM crew WHERE id = 1": [("2023-01-30",)],
    # Hierarchies.
    "WITH t (n) AS (SELECT 1 FROM dual UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t": [(1,), (2,), (3,)],
    "WITH t (id, path, total) AS (SELECT id, name, pay FROM crew WHERE boss IS NULL UNION ALL SELECT c.id,"
    " t.path || '/' || c.name, t.total + c.pay FROM crew c JOIN t ON c.boss = t.id) SELECT path, total FROM t WHERE id = 4":
        [("ANA/BEN/DAN", Decimal("1450.5"))],
    "WITH d (day) AS (SELECT DATE '2024-02-28' FROM dual UNION ALL SELECT day + 1 FROM d WHERE day < DATE '2024-03-01')"
    " SELECT TO_CHAR(day, 'MM-DD') FROM d": [("02-28",), ("02-29",), ("03-01",)],
    "SELECT name, LEVEL FROM crew START WITH boss IS NULL CONNECT BY PRIOR id = boss ORDER BY id":
        [("ANA", 1), ("BEN", 2), ("CLEO", 2), ("DAN", 3)],
    "SELECT c.name FROM crew c START WITH c.boss IS NULL CONNECT BY c.boss = PRIOR c.id ORDER SIBLINGS BY c.name":
        [("ANA",), ("BEN",), ("DAN",), ("CLEO",)],
    "SELECT SYS_CONNECT_BY_PATH(name, '/'), CONNECT_BY_ROOT name FROM crew WHERE id = 4 START WITH boss IS NULL"
    " CONNECT BY PRIOR id = boss": [("/ANA/BEN/DAN", "ANA")],
    "SELECT LEVEL FROM dual CONNECT BY LEVEL <= 3": [(1,), (2,), (3,)],
    "SELECT DATE '2024-01-30' + LEVEL - 1 AS day FROM dual CONNECT BY LEVEL <= 1":
        [(Moment(kind="timestamp", text="2024-01-30 00:00:00"),)],
    # Names.
    'SELECT name AS "Name", "NAME" FROM crew WHERE id = 1': [("ANA", "ANA")],
    "SELECT /*+ INDEX(c) */ COUNT(*) FROM crew c -- a hint": [(4,)],
    "SELECT pay * 2 twice FROM crew WHERE id > 2 ORDER BY twice + 0 DESC": [(800,), (300,)],
}  # fmt: skip
CHANGES = {
    "MERGE INTO ships t USING (SELECT 1 id, 'Argo II' title FROM dual UNION ALL SELECT 9, 'New' FROM dual) s"
    " ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET t.title = s.title"
    " WHEN NOT MATCHED THEN INSERT (t.id, t.title) VALUES (s.id, s.title)": [
        (1, "Argo II"), (2, "Beagle"), (3, "Calypso"), (9, "New"),
    ],
    "UPDATE ships s SET s.title = (SELECT MAX(c.name) FROM crew c WHERE c.ship = s.id)"
    " WHERE EXISTS (SELECT 1 FROM crew c WHERE c.ship = s.id); COMMIT": [(1, "ANA"), (2, "CLEO"), (3, "Calypso")],
    "DELETE ships WHERE id = 3": [(1, "Argo"), (2, "Beagle")],
    "DELETE FROM ships s WHERE NOT EXISTS (SELECT 1 FROM crew c WHERE c.ship = s.id)": [(1, "Argo"), (2, "Beagle")],
    "INSERT INTO ships (id, title) SELECT id + 10, UPPER(title) FROM ships WHERE id = 1":
        [(1, "Argo"), (2, "Beagle"), (3, "Calypso"), (11, "ARGO")],
    "INSERT INTO ships VALUES (4, 'Dart')": [(1, "Argo"), (2, "Beagle"), (3, "Calypso"), (4, "Dart")],
}  # fmt: skip

NOT_ORACLE = {
    "SELECT name FROM crew LIMIT 2": "LIMIT",
    "SELECT IFNULL(bonus, 0) FROM crew": "IFNULL",
    "SELECT `name` FROM crew": "backticks",
    "SELECT NOW() FROM dual": "NOW",
    "SELECT pay::int FROM crew": "::",
    "SELECT GROUP_CONCAT(name) FROM crew": "GROUP_CONCAT",
    "SELECT STRING_AGG(name, ',') FROM crew": "STRING_AGG",
    "SELECT name FROM crew WHERE name ILIKE 'a%'": "ILIKE",
    "SELECT 1": "FROM dual",
    "SELECT 1 AS one": "FROM dual",
    "CREATE TABLE x (id INT AUTO_INCREMENT)": "AUTO_INCREMENT",
    "CREATE TABLE x (id SERIAL)": "SERIAL",
    "CREATE TABLE IF NOT EXISTS x (id NUMBER)": "IF NOT EXISTS",
    "CREATE TABLE x (id NUMBER, words TEXT2)": "TEXT2",
    "SELECT DATE_FORMAT(since, '%Y') FROM crew": "DATE_FORMAT",
    "SELECT DATE_TRUNC('month', since) FROM crew": "DATE_TRUNC",
    "SELECT STRFTIME('%Y', since) FROM crew": "STRFTIME",
    "SELECT DATEDIFF(since, since) FROM crew": "DATEDIFF",
    "SELECT YEAR(since) FROM crew": "YEAR",
    "SELECT LEFT(name, 2) FROM crew": "LEFT",
    "SELECT SUBSTRING(name, 1, 2) FROM crew": "SUBSTRING",
    "SELECT CONCAT_WS(',', name, name) FROM crew": "CONCAT_WS",
    "SELECT IF(id > 1, 2, 3) FROM crew": "IF",
    "SELECT id % 2 FROM crew": "%",
    "SELECT TRUE FROM dual": "truth",
    "SELECT name FROM crew WHERE TRUE": "truth",
    "INSERT INTO ships VALUES (7, 'x'), (8, 'y')": "one row",
    "SELECT name FROM crew AS c": "AS before the alias",
    "SELECT x.n FROM (SELECT 1 n FROM dual) AS x": "AS before the alias",
    "SELECT c.name FROM crew c JOIN ships AS s ON s.id = c.ship": "AS before the alias",
    "SELECT TOP 3 name FROM crew": "TOP",
    "UPDATE crew c JOIN ships s ON c.ship = s.id SET c.pay = 1": "JOIN",
    "UPDATE crew SET pay = 1 FROM ships WHERE crew.ship = ships.id": "FROM",
    "DELETE FROM crew USING ships WHERE crew.ship = ships.id": "USING",
    "SELECT id FROM crew EXCEPT SELECT 1 FROM dual": "EXCEPT",
    "SELECT since + INTERVAL 1 DAY FROM crew": "apostrophes",
    "SELECT since + INTERVAL '1 day' FROM crew": "unit",
    "REPLACE INTO ships VALUES (1, 'x')": "REPLACE",
    "INSERT INTO ships VALUES (1, 'x') ON DUPLICATE KEY UPDATE title = 'x'": "ON DUPLICATE",
    "INSERT INTO ships VALUES (1, 'x') ON CONFLICT (id) DO NOTHING": "ON CONFLICT",
    "WITH RECURSIVE t (n) AS (SELECT 1 FROM dual UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t":
        "RECURSIVE",
    "WITH t AS (SELECT 1 n FROM dual UNION ALL SELECT n + 1 FROM t WHERE n < 3) SELECT n FROM t": "ORA-32039",
    "SELECT DISTINCT ON (ship) ship, name FROM crew": "DISTINCT ON",
    "SELECT COUNT(*) FILTER (WHERE id > 1) FROM crew": "FILTER",
    "SELECT id > 1 FROM crew": "condition",
    "SELECT SUM(id > 1) FROM crew": "condition",
    "SELECT name FROM crew ORDER BY ship IS NULL, ship": "condition",
    "SELECT EXISTS (SELECT 1 FROM ships) FROM dual": "condition",
    "SELECT TRUNC(since, 'MM') AS m, COUNT(*) FROM crew GROUP BY m": "GROUP BY M",
    "SELECT ship, COUNT(*) FROM crew GROUP BY 1": "GROUP BY",
    "SELECT *, 1 AS one FROM crew": "* needs its table",
    "SELECT pay AS size FROM crew": "reserved word",
    "CREATE TABLE x (level NUMBER)": "reserved word",
    "SELECT name FROM crew WHERE ship IS DISTINCT FROM 1": "IS DISTINCT FROM",
    "MERGE INTO ships t USING dual ON (t.id = 1) WHEN MATCHED AND t.id = 1 THEN UPDATE SET t.title = 'x'": "MATCHED",
    "MERGE INTO ships t USING (SELECT 1 id FROM dual) s ON (t.id = s.id) WHEN MATCHED THEN UPDATE SET t.id = 5":
        "ORA-38104",
}  # fmt: skip
"""What other databases take -> a word of what is said."""

ALSO_REFUSED = {
    "SELECT name FROM crew WHERE since >= '2024-01-01'": "a text is no date",
    "SELECT CAST('2024-01-01' AS DATE) FROM dual": "a text is no date",
    "SELECT EXTRACT(HOUR FROM since) FROM crew": "a DATE has no hour there",
    "SELECT s.id, s.title, COUNT(*) FROM ships s JOIN crew c ON c.ship = s.id GROUP BY s.id": "not grouped by title",
    "SELECT NVL(id, 'none') FROM crew": "types differ",
    'SELECT "name" FROM crew': "a quoted name keeps its case",
    "SELECT 5 / 0 FROM dual": "division by zero",
    "SELECT CONCAT('a', 'b', 'c') FROM dual": "two values",
    "SELECT DATE '2024-01-31' + INTERVAL '1' MONTH FROM dual": "ORA-01839",
    "SELECT name FROM crew HAVING 1": "no condition",
}

NOT_EMULATED = {
    "SELECT c.name FROM crew c, ships s WHERE c.ship = s.id(+)": "(+)",
    "SELECT * FROM (SELECT ship, pay FROM crew) PIVOT (SUM(pay) FOR ship IN (1 AS a, 2 AS b))": "Pivot",
    "BEGIN NULL; END;": "PL/SQL",
    "CREATE OR REPLACE FUNCTION f RETURN NUMBER IS BEGIN RETURN 1; END;": "PL/SQL",
    "SELECT name FROM crew WHERE ROWNUM <= 2 ORDER BY pay": "ROWNUM",
    "SELECT COUNT(*) FROM crew WHERE ROWNUM <= 2": "ROWNUM",
    "SELECT name FROM crew WHERE ROWNUM > 2": "ROWNUM",
    "SELECT SOUNDEX(name) FROM crew": "SOUNDEX",
    "SELECT CONNECT_BY_ISLEAF FROM crew START WITH boss IS NULL CONNECT BY PRIOR id = boss": "CONNECT_BY_ISLEAF",
    "SELECT XMLAGG(name) FROM crew": "XMLAGG",
    "GRANT SELECT ON crew TO PUBLIC": "",
    "ALTER SESSION SET NLS_DATE_FORMAT = 'YYYY-MM-DD'": "",
    "SELECT pg_sleep(1) FROM dual": "PG_SLEEP",
}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def server(sandbox: Sandbox) -> AsyncIterator[DatabaseServer]:
    async with ORACLE.open(sandbox, LIMITS) as opened:
        await opened.create("shared")
        laid = await opened.run("shared", split(TABLES, ORACLE.dialect), role="setup", wall_s=LIMITS.wall_s)
        assert laid.verdict is Verdict.PASS, laid
        yield opened


async def run(server: DatabaseServer, sql: str, *, undone: bool = True) -> SqlOutcome:
    statements = split(sql, ORACLE.dialect)
    return await server.run("shared", statements, role="solver", wall_s=LIMITS.wall_s, undone=undone)


async def test_what_is_emulated_means_what_oracle_means(server: DatabaseServer) -> None:
    wrong = {}
    for sql, rows in MEANS.items():
        outcome = await run(server, sql)
        got = None if outcome.table is None else list(outcome.table.rows)
        if got != rows:
            wrong[sql] = got if outcome.fault is None else outcome.fault.message
    assert wrong == {}


async def test_changes_are_made_as_oracle_makes_them(server: DatabaseServer) -> None:
    for sql, rows in CHANGES.items():
        outcome = await run(server, f"{sql}; SELECT id, title FROM ships ORDER BY id")
        assert outcome.table is not None, (sql, outcome)
        assert list(outcome.table.rows) == rows, sql


async def test_forms_of_other_databases_are_refused_and_told(server: DatabaseServer) -> None:
    for sql, words in NOT_ORACLE.items():
        outcome = await run(server, sql)
        assert outcome.fault is not None, sql
        assert (outcome.verdict, outcome.fault.code) == (Verdict.COMPILE_ERROR, "not-oracle"), (sql, outcome)
        assert words in outcome.detail, (sql, outcome.detail)


async def test_what_the_types_of_oracle_refuse_is_refused(server: DatabaseServer) -> None:
    taken = {sql: (await run(server, sql)).table for sql in ALSO_REFUSED}
    assert {sql for sql, table in taken.items() if table is not None} == set()


async def test_what_is_not_emulated_is_refused_and_never_guessed(server: DatabaseServer) -> None:
    for sql, words in NOT_EMULATED.items():
        outcome = await run(server, sql)
        assert outcome.fault is not None, sql
        assert outcome.fault.code in ("not-emulated", "not-oracle"), (sql, outcome)
        assert words in outcome.detail, (sql, outcome.detail)


async def test_a_server_of_ones_own_needs_an_address_that_can_be_read(
    sandbox: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRONY_ORACLE_DSN", "nowhere")
    with pytest.raises(PronyError) as told:
        async with ORACLE.open(sandbox, LIMITS):
            pass
    assert told.value.code == "E445"
