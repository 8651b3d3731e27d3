"""rounds/lisp: what is shown is what is graded, and knowing it by heart is worth nothing."""

import re

import pytest
import pytest_asyncio

from prony.grading import grade
from prony.outcomes import fully_earned
from prony.sandbox import open_sandbox
from prony.suites import load_suite, materials_of


def lisp():
    (task,) = (task for task in load_suite("rounds").tasks if task.name == "lisp")
    return task


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def judged():
    """The grade of the reference, or of one of the flaws."""
    async with open_sandbox(slots=1, toolchains=("python",)) as sandbox:

        async def judge(flaw: str | None = None):
            files = materials_of(lisp()).flawed(*([] if flaw is None else [flaw]))
            return await grade(lisp(), files, sandbox, attempt="")

        yield judge


def test_the_tests_that_are_shown_are_those_that_are_run():
    materials = materials_of(lisp())
    assert materials.workspace["test_lisp.py"] == materials.tests["visible.py"]


def test_there_are_58_tests_and_each_has_a_twin():
    tests = materials_of(lisp()).tests
    shown, twins = (
        re.findall(rb"^class (\w+)|    def (test_\w+)", tests[name], re.M) for name in ("visible.py", "twin.py")
    )
    assert shown == twins
    assert sum(bool(name) for _, name in shown) == 58


@pytest.mark.asyncio(loop_scope="module")
async def test_whoever_knows_what_is_shown_by_heart_passes_nothing(judged):
    found = await judged("by-heart")
    assert (found.score, found.metrics["passed"], found.metrics["passed_as_shown"]) == (0, 0, 58)
    assert found.labels["by_heart"] == "yes"


@pytest.mark.asyncio(loop_scope="module")
async def test_the_score_is_the_share_of_58_and_groups_say_where_the_rest_is(judged):
    found = await judged("floor")
    assert found.score == pytest.approx(20 * 56 / 58)
    assert [one.id for one in found.criteria if not fully_earned(one)] == ["passes", "arithmetic"]


@pytest.mark.asyncio(loop_scope="module")
async def test_notes_and_code_are_measured_and_worth_nothing(judged):
    found = await judged()
    assert (found.solved, found.score) == (True, 20)
    assert found.labels["evaluator"] == "recursive"
    assert found.labels["reader"] == "regular expression"
    assert found.metrics["loc"] > 100
    assert found.metrics["notes_passes_claimed"] == 58
    assert (found.metrics["notes_tests_invented"], found.metrics["notes_names_missing"]) == (0, 0)
