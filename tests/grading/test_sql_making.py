"""Problems in SQL are made of their tables: references say the rows, and flaws what they fail."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
import pytest_asyncio

from prony.errors import SuiteError
from prony.grading import grade
from prony.grading.claims import judge_flaw, judge_reference
from prony.grading.sql_making import sql_servers, tables_claims, write_problem, write_tables
from prony.grading.variants import make_variant, tasks_that_make
from prony.nouns import Suite
from prony.sandbox import find_toolchain, open_sandbox
from prony.suites import load_suite, materials_of
from prony.suites.materials import MaterialsCache

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(find_toolchain("sqlite") is None, reason="no sqlite here: make toolchains"),
]
PROBLEM = "fee-or-fine"
SUITE = """\
title = "Mine"
version = "1"
licence = "CC0-1.0"
id = "mine"
scale = 20
[members.sqlite]
services = ["sqlite"]
answer = "answer.sql"
language = "sqlite"
"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def sandbox():
    async with open_sandbox(slots=2, toolchains=("python", "sqlite")) as opened:
        yield opened


@pytest.fixture
def suite(tmp_path: Path) -> Suite:
    """A suite of one problem and one dialect."""
    shutil.copytree(Path(load_suite("sql").path) / PROBLEM, tmp_path / "mine" / PROBLEM)
    (tmp_path / "mine" / "suite.toml").write_text(SUITE)
    return load_suite(tmp_path / "mine")


def edited(suite: Suite, name: str, old: str, new: str) -> Suite:
    file = Path(suite.path) / PROBLEM / name
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    return load_suite(suite.path)


def cases(suite: Suite) -> dict[str, dict]:
    lines = (Path(suite.path) / PROBLEM / "tests/sql.jsonl").read_text().splitlines()
    return {case["id"]: case for case in map(json.loads, lines)}


async def make(suite: Suite, sandbox, seeds=()) -> Suite:
    async with sql_servers(sandbox) as servers:
        await write_problem(Path(suite.path) / PROBLEM, suite.tasks, servers, MaterialsCache(), seeds)
    return load_suite(suite.path)


async def judged(suite: Suite, sandbox) -> list[str]:
    """What does not hold of the reference and the flaws."""
    (task,) = suite.tasks
    materials = materials_of(task)
    grades = {flaw: await grade(task, materials.flawed(flaw.id), sandbox, attempt="") for flaw in task.flaws}
    claims = [judge_flaw(flaw, found) for flaw, found in grades.items()]
    claims.append(judge_reference(await grade(task, materials.solution, sandbox, attempt="")))
    return [f"{claim.name}: {claim.got}" for claim in claims if not claim.held]


async def test_what_is_there_is_what_is_made(sandbox, suite):
    before = suite.digest
    await write_tables(suite, suite.tasks, sandbox, MaterialsCache())
    assert load_suite(suite.path).digest == before


async def test_another_row_of_the_example_comes_with_what_the_reference_gives(sandbox, suite):
    suite = edited(suite, "making/tables.json", "   600,", "   777,")
    (claim,) = tables_claims(suite.tasks[0])
    assert not claim.held
    assert claim.got.startswith("tests/example/members.csv is another: prony prove mine --make")
    suite = await make(suite, sandbox)
    assert [1, 777] in cases(suite)["example"]["rows"]
    assert tables_claims(suite.tasks[0])[0].held


async def test_a_row_too_many_or_a_file_too_many_is_told(suite):
    folder = Path(suite.path) / PROBLEM / "tests"
    (folder / "many/extra.csv").write_text("id\n1\n")
    (claim,) = tables_claims(suite.tasks[0])
    assert claim.got.startswith("tests/many/extra.csv is another")


async def test_what_a_flaw_fails_is_written_down(sandbox, suite):
    stated = re.search(r"fails = .*\nscore = .*", (Path(suite.path) / PROBLEM / "task.toml").read_text())
    assert stated is not None
    suite = edited(suite, "task.toml", stated[0], 'fails = ["empty"]\nscore = [1, 1]')
    suite = await make(suite, sandbox)
    assert stated[0] in (Path(suite.path) / PROBLEM / "task.toml").read_text()
    assert await judged(suite, sandbox) == []


async def test_a_flaw_that_nothing_notices_is_refused_and_nothing_is_written(sandbox, suite):
    reference = (Path(suite.path) / PROBLEM / "solution/answer.sql").read_text()
    flaw = suite.tasks[0].flaws[0].id
    (Path(suite.path) / PROBLEM / f"flaws/{flaw}/answer.sql").write_text(reference)
    suite = edited(suite, "making/tables.json", "   600,", "   777,")
    with pytest.raises(SuiteError) as refused:
        await make(suite, sandbox)
    assert refused.value.code == "E354"
    assert f"the flaw {flaw} fails" in (refused.value.cause or "")
    assert [1, 777] not in cases(suite)["example"]["rows"]


async def test_a_reference_that_is_refused_is_told_with_its_dialect_and_case(sandbox, suite):
    suite = edited(suite, "solution/answer.sql", "members", "nowhere")
    with pytest.raises(SuiteError, match=r"sqlite, example: no such table: nowhere"):
        await make(suite, sandbox)


async def test_a_number_that_could_be_rounded_either_way_takes_another_seed(sandbox, suite):
    rounded = '"order": "exact",\n "rounded": {"sql": "SELECT %s", "decimals": 1}'
    asked = "COUNT(*) + 0.05 FROM members WHERE fee IS NULL AND fine > 400"
    halves = edited(suite, "making/tables.json", '"order": "exact"', rounded % asked)
    with pytest.raises(SuiteError, match="could be rounded either way"):
        await make(halves, sandbox, (5, 6))
    asked = "CASE WHEN MAX(fine) % 2 = 1 THEN 0.05 ELSE 0.01 END FROM members WHERE id = 4"
    some = edited(halves, "making/tables.json", "COUNT(*) + 0.05 FROM members WHERE fee IS NULL AND fine > 400", asked)
    made = await make(some, sandbox, range(100, 140))
    assert json.loads((Path(made.path) / PROBLEM / "making/tables.json").read_text())["seed"] >= 100
    assert tables_claims(made.tasks[0])[0].held


async def test_a_variant_has_other_tables_and_rows_and_is_proven_the_same_way(sandbox, suite, tmp_path):
    assert [task.id for task in tasks_that_make(suite)] == ["mine/fee-or-fine-sqlite"]
    variant = await make_variant(suite, 7, tmp_path / "seven", sandbox)
    (task,) = variant.tasks
    assert (variant.variant_of, variant.variant) == ("mine", 7)
    assert "CREATE TABLE members" not in task.instruction
    assert re.search(r"more\s+than (400|600) cents", task.instruction)
    own, others = cases(variant), cases(suite)
    assert own.keys() == others.keys()
    assert own["many"]["rows"] != others["many"]["rows"]
    assert await judged(variant, sandbox) == []
