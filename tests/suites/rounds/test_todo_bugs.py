"""rounds/todo-bugs: the tests that are shown fail where a bug is, and whoever changes them loses everything."""

import json
import re
import subprocess
import sys

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.nouns import Verdict
from prony.outcomes import fully_earned
from prony.sandbox import open_sandbox
from prony.suites import load_suite, materials_of


def todo():
    (task,) = (task for task in load_suite("rounds").tasks if task.name == "todo-bugs")
    return task


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def judged():
    """The grade of one of the flaws."""
    async with open_sandbox(slots=2, toolchains=("python",)) as sandbox:

        async def judge(flaw: str):
            return await grade(todo(), materials_of(todo()).flawed(flaw), sandbox, attempt="")

        yield judge


def failures(folder, files):
    """How many of the 35 tests fail with these files."""
    for path, data in files.items():
        (folder / path).write_bytes(data)
    ran = subprocess.run([sys.executable, "-m", "unittest", "tests"], cwd=folder, capture_output=True, text=True)
    assert "Ran 35 tests" in ran.stderr
    return sum(int(count) for count in re.findall(r"(?:failures|errors)=(\d+)", ran.stderr))


def test_eleven_of_35_tests_fail_and_none_does_of_the_reference(tmp_path):
    materials = materials_of(todo())
    given = dict(materials.workspace)
    assert failures(tmp_path, given) == 11
    assert failures(tmp_path, {**given, **materials.solution}) == 0


def test_what_changes_are_counted_from_is_what_is_given():
    materials = materials_of(todo())
    before = json.loads(materials.tests["before.json"])
    assert before == {path: data.decode() for path, data in materials.workspace.items()}


@pytest.mark.asyncio(loop_scope="module")
async def test_whoever_changes_the_tests_gets_nothing(judged):
    found = await judged("tests-changed")
    assert (found.verdict, found.score) == (Verdict.TAMPERED, 0)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_repair_for_the_tests_alone_loses_its_bug_and_notes_are_measured(judged):
    found = await judged("number-largest")
    assert [one.id for one in found.criteria if not fully_earned(one)] == ["number-again"]
    assert (found.score, found.metrics["notes_bugs"], found.metrics["notes_tests_invented"]) == (18, 10, 0)
    assert found.metrics["lines_changed"] < 40
