"""A submission of a later step is graded as that step asks, beside what was handed in before."""

import pytest
from tests.support.step_suite import LOWER, cost_of, write_step_suite

from prony.grading import grade, prove
from prony.grading.grade import compared
from prony.grading.job import Earlier
from prony.nouns import Verdict
from prony.suites import load_suite

pytestmark = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def tasks(tmp_path):
    return {task.name: task for task in load_suite(write_step_suite(tmp_path / "stepped")).tasks}


def earned(found) -> dict[str, float]:
    return {result.id: result.earned for result in found.criteria}


async def test_the_first_step_knows_nothing_of_the_next(tasks, sandbox):
    found = await grade(tasks["cheaper"], {"cost.py": cost_of(10).encode()}, sandbox, attempt="a")
    assert (found.solved, found.score, found.step, earned(found)) == (True, 20, 0, {"right": 10, "cheap": 10})
    assert [test.id for test in found.tests] == ["right/double"]


async def test_a_later_step_is_measured_against_the_one_before(tasks, sandbox):
    before = Earlier(files={"cost.py": cost_of(100).encode()}, metrics={"cost": 100.0})
    files = {"cost.py": cost_of(75).encode(), "said.py": b""}
    found = await grade(tasks["cheaper"], files, sandbox, attempt="a", step=1, before=before)
    assert (found.step, found.metrics["before.cost"], found.metrics["change.cost"]) == (1, 100, 0.75)
    assert earned(found) == {"right": 10, "cheap": 0, "improved": 2.5, "said": 5}
    assert "not taken over" not in str(found.notes)


async def test_a_step_that_says_nothing_of_the_one_before_earns_no_improvement(tasks, sandbox):
    found = await grade(tasks["cheaper"], {"cost.py": cost_of(1).encode()}, sandbox, attempt="a", step=1)
    assert earned(found)["improved"] == 0


async def test_changes_are_not_compared_with_changes():
    assert compared({"ms": 4.0, "zero": 0.0, "change.ms": 2.0, "before.ms": 2.0}, {"ms": 2.0, "zero": 0.0}) == {
        "before.ms": 4.0,
        "before.zero": 0.0,
        "change.ms": 0.5,
        "change.zero": 1.0,
    }


async def test_a_task_in_steps_is_proven_step_by_step(tasks, sandbox, monkeypatch):
    monkeypatch.setitem(prove.__globals__, "forgeries", lambda materials, ids: ())
    for name in tasks:
        suite = load_suite(tasks[name].path.rpartition("/")[0])
        (proof,) = await prove(suite, sandbox, tasks=[tasks[name].id])
        assert proof.holds, proof.problems
        assert {"step 1", "solution"} == {claim.name for claim in proof.claims if claim.kind == "reference"}
        assert any(claim.kind == "brief" for claim in proof.claims)


async def test_a_brief_that_shows_what_nobody_measures_is_no_proof(tasks, sandbox, tmp_path, monkeypatch):
    monkeypatch.setitem(prove.__globals__, "forgeries", lambda materials, ids: ())
    brief = tmp_path / "stepped/cheaper/steps/dear.md"
    brief.write_text("It draws {{ metrics.frames }} frames.\n")
    (proof,) = await prove(load_suite(tmp_path / "stepped"), sandbox, tasks=[tasks["cheaper"].id])
    assert ["brief step 1 after dear" in line for line in proof.problems] == [True]


async def test_what_is_no_answer_yet_is_left_out_of_the_first_step(tasks, sandbox):
    files = {"cost.py": cost_of(10).encode(), "said.py": b"x"}
    found = await grade(tasks["cheaper"], files, sandbox, attempt="a")
    assert "said.py" in str(found.notes)


async def test_the_second_try_is_graded_like_the_first(tasks, sandbox):
    found = await grade(tasks["tries"], {"initials.py": LOWER.encode()}, sandbox, attempt="a", step=1)
    assert (found.verdict, found.step) == (Verdict.FAIL, 1)
