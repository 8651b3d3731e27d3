"""What a task must show before it ships."""

import json
import shutil
from pathlib import Path

import msgspec
import pytest

from prony.errors import SuiteError
from prony.grading import prove
from prony.grading.forge import forgeries
from prony.grading.freeze import freeze_ids
from prony.grading.prove import combinations, judge_flaw, judge_forgery, judge_reference, judge_start, judge_together
from prony.nouns import Assurance, CriterionResult, Flaw, Grade, Verdict
from prony.suites import load_suite, materials_of

ROOT = Path(__file__).parents[1] / "data" / "torture" / "suite"

# --- the claims, without a sandbox -----------------------------------------------------------------------------------


def graded(score=20.0, lost=(), verdict=Verdict.PASS, solved=None) -> Grade:
    criteria = tuple(
        CriterionResult(id=name, points=1, earned=0 if name in lost else 1, required=True, assurance=Assurance.A)
        for name in ("a", "b", "c")
    )
    return Grade(
        attempt="", graded_at="", grader="1", task_digest="", score=score, scale=20, verdict=verdict,
        assurance=Assurance.A, criteria=criteria, solved=not lost if solved is None else solved,
    )  # fmt: skip


def flaw(*fails, score=(0, 20), **fields) -> Flaw:
    return Flaw(id="flaw", fails=fails, score=score, **fields)


def test_the_reference_must_earn_everything():
    assert judge_reference(graded()).held
    assert not judge_reference(graded(score=19.9)).held
    assert not judge_reference(graded(solved=False)).held


def test_the_untouched_start_must_earn_about_nothing():
    assert judge_start(graded(score=2, lost="abc", verdict=Verdict.FAIL)).held
    assert not judge_start(graded(score=2.1, lost="abc", verdict=Verdict.FAIL)).held
    assert not judge_start(graded(score=0, solved=True)).held
    assert not judge_start(graded(score=0, lost="abc", verdict=Verdict.GRADER_ERROR)).held


@pytest.mark.parametrize(
    ("declared", "grade", "held"),
    [
        (flaw("a"), graded(10, "a", Verdict.FAIL), True),
        (flaw("a"), graded(10, "ab", Verdict.FAIL), False),
        (flaw("a", "b"), graded(10, "a", Verdict.FAIL), False),
        (flaw("a"), graded(), False),
        (flaw("a", score=(0, 9)), graded(10, "a", Verdict.FAIL), False),
        (flaw("a", score=(11, 12)), graded(10, "a", Verdict.FAIL), False),
        (flaw("a", verdict="timeout_cpu"), graded(10, "a", Verdict.TIMEOUT_CPU), True),
        (flaw("a", verdict="timeout_cpu"), graded(10, "a", Verdict.FAIL), False),
        (flaw("a"), graded(10, "a", Verdict.GRADER_ERROR), False),
        (flaw("a"), graded(10, "a", Verdict.TAMPERED), False),
        (flaw("a", verdict="tampered"), graded(0, "a", Verdict.TAMPERED), True),
        (flaw(score=(20, 20), equivalent=True), graded(), True),
        (flaw(score=(20, 20), equivalent=True), graded(20, solved=False), False),
    ],
)
def test_a_flaw_must_fail_exactly_what_it_declares(declared, grade, held):
    assert judge_flaw(declared, grade).held is held


def test_planted_bugs_together_must_fail_the_union():
    bugs = (flaw("a"), flaw("b"))
    assert judge_together(bugs, graded(5, "ab", Verdict.FAIL)).held
    assert not judge_together(bugs, graded(5, "a", Verdict.FAIL)).held
    assert not judge_together(bugs, graded(5, "abc", Verdict.FAIL)).held


def test_the_independence_matrix_has_all_and_each_left_out():
    bugs = tuple(Flaw(id=name, fails=(name,), score=(0, 0)) for name in "abc")
    assert [{bug.id for bug in row} for row in combinations(bugs)] == [
        {"a", "b", "c"}, {"b", "c"}, {"a", "c"}, {"a", "b"}
    ]  # fmt: skip
    assert [len(row) for row in combinations(bugs[:2])] == [2]
    assert not list(combinations(bugs[:1]))


def test_a_forgery_may_earn_what_the_start_earns_and_no_more():
    start = graded(1, "ab", Verdict.FAIL)
    assert judge_forgery("x", graded(1, "ab", Verdict.FAIL), start).held
    assert judge_forgery("x", graded(0, "abc", Verdict.TAMPERED), start).held
    assert not judge_forgery("x", graded(1.5, "a", Verdict.FAIL), start).held
    assert not judge_forgery("x", graded(1, solved=True), start).held
    assert not judge_forgery("x", graded(0, "abc", Verdict.GRADER_ERROR), start).held


# --- the battery -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tasks():
    return {task.name: task for task in load_suite(ROOT).tasks}


@pytest.mark.parametrize(("name", "language", "least"), [("py-cases", "python", 15), ("js-cases", "javascript", 9)])
def test_the_battery_is_written_in_the_tasks_language(tasks, name, language, least):
    battery = forgeries(materials_of(tasks[name]), ["sums/zero"])
    own = [forgery for forgery in battery if forgery.id.startswith(f"{language}/")]
    assert len(own) >= least
    assert len(battery) == len(own) + 2
    assert all(forgery.what.endswith(".") for forgery in battery)
    for forgery in own:
        answer = forgery.files[tasks[name].answer[0]]
        assert b"__FUNCTIONS__" not in answer
        assert b"__IDS__" not in answer


def test_a_forgery_defines_what_the_task_asks_for_and_knows_the_hidden_ids(tasks):
    by_id = {forgery.id: forgery.files for forgery in forgeries(materials_of(tasks["js-cases"]), ["sums/zero"])}
    assert b"forged as digitSum" in by_id["javascript/always_equal"]["digits.mjs"]
    assert b'["sums/zero"]' in by_id["javascript/forged_report"]["digits.mjs"]
    python = {forgery.id: forgery.files for forgery in forgeries(materials_of(tasks["py-cases"]), ["sums/zero"])}
    assert b'["digit_sum"]' in python["python/always_equal"]["digits.py"]
    assert "conftest.py" in python["python/hooks_and_configuration"]


# --- proving real tasks ----------------------------------------------------------------------------------------------

real = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture
def suite_copy(tmp_path: Path):
    """The torture suite, to be changed at will."""
    shutil.copytree(ROOT, tmp_path / "suite")
    return tmp_path / "suite"


@real
async def test_all_three_graders_in_both_languages_withstand_the_battery(sandbox):
    proofs = await prove(load_suite(ROOT), sandbox)
    assert {proof.task: proof.problems for proof in proofs if not proof.holds} == {}
    assert len(proofs) == 6
    assert "1/1 reference, 1/1 start, 1/1 flaw" in proofs[0].summary


@real
async def test_a_task_whose_tests_are_too_weak_does_not_hold_and_says_why(sandbox, suite_copy):
    cases = suite_copy / "py-cases" / "tests" / "cases.jsonl"
    cases.write_text('{"id": "sums/one", "call": "digit_sum", "args": [7], "any_of": [7, null]}\n'
                     '{"id": "errors/text", "call": "digit_sum", "args": ["12"], "raises": "TypeError"}\n')  # fmt: skip
    (proof,) = await prove(load_suite(suite_copy), sandbox, tasks=["suite/py-cases"])
    assert not proof.holds
    kinds = {claim.kind for claim in proof.claims if not claim.held}
    assert kinds == {"flaw", "forgery"}
    assert any(line.startswith("flaw reversed: expected errors and sums lost") for line in proof.problems)


@real
async def test_a_level_c_task_that_an_early_exit_solves_does_not_hold(sandbox, suite_copy):
    folder = suite_copy / "py-cases"
    (folder / "task.toml").write_text(
        '[prony]\nanswer = "digits.py"\n[prony.grader]\nkind = "command"\n'
        '[[prony.criteria]]\nid = "runs"\ntests = "command"\n'
    )
    shutil.rmtree(folder / "flaws")
    (proof,) = await prove(load_suite(suite_copy), sandbox, tasks=["suite/py-cases"])
    assert not proof.holds
    assert any(line.startswith("forgery python/exit_at_import") for line in proof.problems)


@real
async def test_freezing_writes_the_ids_of_code_and_leaves_data_alone(sandbox, suite_copy):
    for file in suite_copy.glob("*/tests/expected.json"):
        file.unlink()
    for task in load_suite(suite_copy).tasks:
        await freeze_ids(materials_of(task), sandbox)
    for name in ("py-suite", "js-suite", "py-oracle", "js-oracle"):
        written, kept = ((root / name / "tests" / "expected.json").read_text() for root in (suite_copy, ROOT))
        assert json.loads(written) == json.loads(kept)
    assert not (suite_copy / "py-cases" / "tests" / "expected.json").exists()


@real
async def test_a_task_is_frozen_and_then_proven(sandbox, suite_copy):
    (suite_copy / "js-oracle" / "tests" / "expected.json").unlink()
    seen = []
    (proof,) = await prove(load_suite(suite_copy), sandbox, tasks=["suite/js-oracle"], freeze=True, on_task=seen.append)
    assert proof.holds
    assert "sums/random" in proof.frozen
    assert seen == [proof]


@real
async def test_ids_are_not_frozen_from_a_reference_that_fails(sandbox, suite_copy):
    (suite_copy / "py-suite" / "solution" / "digits.py").write_text("def digit_sum(n):\n    return 0\n")
    with pytest.raises(SuiteError) as refused:
        await prove(load_suite(suite_copy), sandbox, tasks=["suite/py-suite"], freeze=True)
    assert refused.value.code == "E351"
    assert "test_digits" in refused.value.cause


@real
async def test_nothing_to_prove_is_said(sandbox):
    with pytest.raises(SuiteError) as refused:
        await prove(load_suite(ROOT), sandbox, tasks=["suite/no-such-task"])
    assert refused.value.code == "E350"


@real
async def test_an_independence_that_names_no_flaw_does_not_hold(sandbox):
    suite = load_suite(ROOT)
    task = next(task for task in suite.tasks if task.name == "py-cases")
    task = msgspec.structs.replace(task, options={**task.options, "independent": ["nobody"]})
    (proof,) = await prove(msgspec.structs.replace(suite, tasks=(task,)), sandbox)
    assert "E352" in proof.problems[0]
