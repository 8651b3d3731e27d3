"""Grading SQL: what an answer gives or leaves is compared outside, and what it tries comes to nothing."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
import pytest_asyncio

from prony.databases.statements import MARIADB, POSTGRES
from prony.errors import PronyError
from prony.grading import grade
from prony.grading.setup_files import statements_of
from prony.nouns import Grade, Task, Verdict
from prony.sandbox import Sandbox, find_toolchain, open_sandbox
from prony.suites import load_suite

HERE = [name for name in ("sqlite", "postgres") if find_toolchain(name) is not None]
pytestmark = pytest.mark.asyncio(loop_scope="module")
Judge = Callable[..., Awaitable[Grade]]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("python", *HERE)) as opened:
        yield opened


@pytest.fixture
def write_task(tmp_path: Path) -> Callable[..., Task]:
    """A task on disk: `write_task(*cases, database=..., schema=..., expected=...)`."""

    def write(*cases: dict[str, object], database: str = "sqlite", expected: str = "", **tests: str) -> Task:
        folder = tmp_path / "mine" / "it"
        for name in ("tests", "solution"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        (folder.parent / "suite.toml").write_text('title = "T"\nversion = "1"\nlicence = "CC0-1.0"\n')
        criteria = "".join(f'[[prony.criteria]]\nid = "{case["id"]}"\n' for case in cases)
        limits = "[prony.limits]\ncpu_s = 2\nwall_s = 20\n"
        (folder / "task.toml").write_text(f'[prony]\nanswer = "a.sql"\nservices = ["{database}"]\n{criteria}{limits}')
        (folder / "instruction.md").write_text("Do it.")
        (folder / "solution" / "a.sql").write_text("SELECT 1;")
        (folder / "tests" / "sql.jsonl").write_text("".join(f"{json.dumps(case)}\n" for case in cases))
        files = {"schema.sql": "CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, 'x'), (2, 'y'), (3, NULL);"}
        files |= {"expected.sql": expected} if expected else {}
        files |= {name.replace("_sql", ".sql").replace("_csv", ".csv"): text for name, text in tests.items()}
        for name, text in files.items():
            (folder / "tests" / name).write_text(text)
        return load_suite(folder.parent).tasks[0]

    return write


async def judged(sandbox: Sandbox, task: Task, sql: str) -> Grade:
    return await grade(task, {"a.sql": sql.encode()}, sandbox, attempt="one")


def verdicts(found: Grade) -> dict[str, Verdict]:
    return {test.id: test.verdict for test in found.tests}


def message(found: Grade, test_id: str) -> str:
    return next(test.message for test in found.tests if test.id == test_id)


async def test_the_rows_of_an_answer_are_compared_with_those_of_the_tasks_own_sql(sandbox, write_task) -> None:
    task = write_task({"id": "rows", "columns": True}, expected="SELECT b AS name, a FROM t WHERE a > 1")
    right = await judged(sandbox, task, "SELECT b AS Name, a FROM t WHERE a >= 2 ORDER BY a DESC;")
    assert right.solved, right
    assert right.judged_by["sqlite"].startswith("3.")
    for wrong in ("SELECT b AS name, a FROM t", "SELECT b AS other, a FROM t WHERE a > 1", "SELECT 1", ""):
        found = await judged(sandbox, task, wrong)
        assert (found.solved, verdicts(found)) == (False, {"rows": Verdict.FAIL})


async def test_checks_look_at_what_an_answer_leaves_and_disturb_nobody(sandbox, write_task) -> None:
    task = write_task(
        {"id": "count", "check": "DELETE FROM t WHERE a = 2; SELECT count(*) FROM t", "rows": [[3]]},
        {"id": "kept", "check": "SELECT a FROM t", "rows": [[1], [2], [3], [4]]},
        {"id": "unique", "check": "INSERT INTO t (a) VALUES (4)", "raises": "unique"},
    )
    found = await judged(sandbox, task, "INSERT INTO t VALUES (4, 'z'); CREATE UNIQUE INDEX one ON t (a);")
    assert found.solved, found
    found = await judged(sandbox, task, "INSERT INTO t VALUES (4, 'z');")
    assert verdicts(found) == {"count": Verdict.PASS, "kept": Verdict.PASS, "unique": Verdict.FAIL}
    emptied = await judged(sandbox, task, "DELETE FROM t; CREATE UNIQUE INDEX one ON t (a);")
    assert verdicts(emptied) == {"count": Verdict.FAIL, "kept": Verdict.FAIL, "unique": Verdict.FAIL}


async def test_a_refusal_in_the_answer_itself_is_never_the_one_that_a_check_asks_for(sandbox, write_task) -> None:
    task = write_task({"id": "refused", "check": "INSERT INTO t (a) VALUES (1)", "raises": "unique"})
    sql = "CREATE UNIQUE INDEX one ON t (a); INSERT INTO t (a) VALUES (1);"
    found = await judged(sandbox, task, sql)
    assert verdicts(found) == {"refused": Verdict.FAIL}


async def test_what_is_said_of_a_hidden_case_holds_none_of_its_data(sandbox, write_task) -> None:
    hidden = {"id": "hidden", "rows": [["secret"]]}
    task = write_task(hidden, {"id": "shown", "rows": [["told"]], "shown": True})
    found = await judged(sandbox, task, "SELECT b FROM t WHERE a = 1")
    assert message(found, "hidden") == "other rows came back"
    assert message(found, "shown") == "other rows came back: [('x',)], expected [('told',)]"
    found = await judged(sandbox, task, "\n\nSELEC 1")
    assert "line 3" in message(found, "hidden")
    assert verdicts(found) == {"hidden": Verdict.COMPILE_ERROR, "shown": Verdict.COMPILE_ERROR}


async def test_other_data_is_another_database(sandbox, write_task) -> None:
    task = write_task(
        {"id": "usual", "rows": [[3]]},
        {"id": "other", "setup": ["schema.sql", "t.csv"], "rows": [[5]]},
        t_csv='a,b\n7,"it\'s, so"\n8,\n',
    )
    found = await judged(
        sandbox, task, "CREATE TABLE mark (x int); INSERT INTO mark VALUES (1); SELECT count(*) FROM t"
    )
    assert found.solved, found


async def test_a_plan_that_reads_a_table_whole_costs_a_case_whose_rows_are_right(sandbox, write_task) -> None:
    schema = "CREATE TABLE t (a int, b int); INSERT INTO t VALUES (1, 2), (3, 4), (5, 6); CREATE INDEX t_a ON t (a);"
    task = write_task({"id": "fast", "rows": [[4]], "seeks": True}, schema_sql=schema)
    assert (await judged(sandbox, task, "SELECT b FROM t WHERE a = 3")).solved
    slow = await judged(sandbox, task, "SELECT b FROM t WHERE a + 0 = 3")
    assert not slow.solved
    assert "reads a table from end to end: t" in message(slow, "fast")
    for wrong in ("SELECT 9", "SELECT b FROM t WHERE a = 1"):
        assert message(await judged(sandbox, task, wrong), "fast") == "other rows came back"
    later = write_task(
        {"id": "fast", "check": "SELECT a FROM t WHERE b = 4", "rows": [[3]], "seeks": True}, schema_sql=schema
    )
    assert (await judged(sandbox, later, "CREATE INDEX t_b ON t (b)")).solved
    assert not (await judged(sandbox, later, "SELECT 1")).solved


async def test_sql_of_the_task_that_fails_is_nobodys_score(sandbox, write_task) -> None:
    for case, fields in (
        ({"id": "rows", "rows": [[1]]}, {"schema_sql": "CREATE TABEL t"}),
        ({"id": "rows"}, {"expected": "SELECT * FROM nothing"}),
        ({"id": "rows", "check": "SELECT 1"}, {"expected": "UPDATE t SET a = 1; SELEC"}),
    ):
        found = await judged(sandbox, write_task(case, **fields), "SELECT 1")
        assert found.verdict is Verdict.GRADER_ERROR
        assert "E507" in found.notes[0]


@pytest.mark.skipif("postgres" not in HERE, reason="no postgres here: prony toolchains get postgres")
async def test_operators_in_the_place_of_the_systems_do_not_pass_a_check(sandbox, write_task) -> None:
    task = write_task(
        {"id": "none", "check": "SELECT count(*) FROM v WHERE w <> 'x'::varchar", "rows": [[0]]},
        database="postgres",
        schema_sql="CREATE TABLE v (w varchar); INSERT INTO v VALUES ('x'), ('y');",
    )
    hostile = """
        CREATE FUNCTION never(varchar, varchar) RETURNS boolean LANGUAGE sql AS 'SELECT false';
        CREATE OPERATOR <> (LEFTARG = varchar, RIGHTARG = varchar, FUNCTION = never);
    """
    found = await judged(sandbox, task, hostile)
    assert verdicts(found) == {"none": Verdict.FAIL}
    assert "redefines operator <>(character varying,character varying)" in message(found, "none")
    assert (await judged(sandbox, task, "DELETE FROM v WHERE w <> 'x'")).solved


@pytest.mark.skipif("postgres" not in HERE, reason="no postgres here: prony toolchains get postgres")
async def test_an_answer_that_ends_its_server_costs_its_criteria_and_the_others_are_judged(sandbox, write_task) -> None:
    task = write_task(
        {"id": "slow", "check": "SELECT pg_sleep(a) FROM endless", "rows": [[1]], "timeout_s": 1},
        {"id": "fine", "check": "SELECT count(*) FROM t", "rows": [[3]]},
        database="postgres",
    )
    found = await judged(sandbox, task, "CREATE VIEW endless AS SELECT 600 AS a")
    assert verdicts(found) == {"slow": Verdict.TIMEOUT_WALL, "fine": Verdict.PASS}


@pytest.mark.parametrize(
    ("cases", "code"),
    [
        ([{"id": "a"}], "E340"),
        ([{"id": "a", "rows": [[1]], "raises": "unique"}], "E340"),
        ([{"id": "a", "seeks": True, "raises": "unique"}], "E340"),
        ([{"id": "a", "rows": [[1], [1, 2]]}], "E340"),
        ([{"id": "a", "rows": [[1]], "order": "asc"}], "E340"),
        ([{"id": "a", "rows": [[1]], "order": ["x"]}], "E340"),
        ([{"id": "a", "rows": [[1]], "setup": "nothing.sql"}], "E340"),
        ([{"id": "a", "rows": [[1]], "check": "nothing.sql"}], "E340"),
        ([{"id": "a", "row": [[1]]}], "E310"),
        ([{"id": "a", "rows": [[1]]}, {"id": "a", "rows": [[1]]}], "E332"),
    ],
)
async def test_cases_that_cannot_be_right_are_told_when_the_task_is_read(write_task, cases, code) -> None:
    with pytest.raises(PronyError) as told:
        write_task(*cases)
    assert code in str(told.value)


async def test_rows_of_a_file_are_quoted_for_their_database() -> None:
    data = b"a,b\n1,it's \\\n2,\n"
    (one,) = statements_of("data/t.csv", data, POSTGRES)
    assert one.text == """INSERT INTO "t" ("a", "b") VALUES ('1', 'it''s \\'), ('2', NULL)"""
    (other,) = statements_of("t.csv", data, MARIADB)
    assert other.text == """INSERT INTO `t` (`a`, `b`) VALUES ('1', 'it''s \\\\'), ('2', NULL)"""
