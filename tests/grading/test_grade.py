"""One submission becomes one grade."""

import importlib
import json
from pathlib import Path

import msgspec
import pytest

from prony.errors import SandboxError
from prony.grading import GRADER, grade
from prony.grading.find import find as find_really
from prony.grading.grade import PROTECTED, touched_protected
from prony.grading.subject import Findings
from prony.nouns import Assurance, Grade, Mode, TestResult, TestStatus, Verdict
from prony.sandbox.toolchains import python
from prony.suites import load_suite, load_task, materials_of

GRADE_MODULE = importlib.import_module("prony.grading.grade")
ROOT = Path(__file__).parents[1] / "data" / "torture" / "suite"
GOOD = (ROOT / "py-cases" / "solution" / "digits.py").read_bytes()

real = pytest.mark.asyncio(loop_scope="session")


@pytest.fixture(scope="module")
def task():
    return next(task for task in load_suite(ROOT).tasks if task.name == "py-cases")


@real
async def test_a_grade_says_everything_that_a_reader_needs(sandbox, task):
    graded = await grade(task, {"digits.py": GOOD}, sandbox, attempt="run/1")
    assert (graded.attempt, graded.grader, graded.task_digest) == ("run/1", GRADER, task.digest)
    assert (graded.solved, graded.score, graded.scale, graded.verdict) == (True, 20, 20, Verdict.PASS)
    assert graded.assurance is Assurance.A
    assert graded.judged_by == sandbox.identity
    assert [test.id for test in graded.tests][:2] == ["sums/zero", "sums/one-digit"]
    assert graded.graded_at.endswith("Z")
    assert graded.wall_s > 0
    assert msgspec.json.decode(msgspec.json.encode(graded), type=Grade) == graded


@real
async def test_only_what_the_task_asks_for_is_taken_over(sandbox, task):
    files = {"digits.py": GOOD, "sitecustomize.py": b"import os; os._exit(0)", "tests/cases.jsonl": b""}
    graded = await grade(task, files, sandbox, attempt="a")
    assert graded.solved
    assert "'sitecustomize.py'" in graded.notes[0]


@real
async def test_nothing_handed_in_is_a_load_error(sandbox, task):
    graded = await grade(task, {}, sandbox, attempt="a")
    assert graded.verdict is Verdict.LOAD_ERROR
    assert graded.score == 0


@real
async def test_odd_text_from_a_submission_can_be_written_down(sandbox, task):
    odd = "class \u0130\u0301(Exception): pass\ndef digit_sum(n):\n    raise \u0130\u0301('\\ud800\\x1b[2J' * 5000)\n"
    graded = await grade(task, {"digits.py": odd.encode()}, sandbox, attempt="a")
    assert len(msgspec.json.encode(graded)) < 10_000


class BrokenSandbox:
    """A sandbox that breaks at first use: the trouble is ours."""

    name = "broken"
    identity: dict[str, str] = {}

    def __init__(self, error: Exception) -> None:
        self.error = error

    def toolchain(self, name):
        return python.find()

    def session(self, *args, **kwargs):
        raise self.error


@pytest.mark.parametrize("error", [SandboxError("E404", "the slot is gone"), RuntimeError("a bug of ours")])
async def test_our_own_trouble_is_a_grader_error_and_no_score(task, error):
    graded = await grade(task, {"digits.py": GOOD}, BrokenSandbox(error), attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert not graded.solved
    assert graded.score == 0
    assert str(error.args[0]) in graded.notes[0]


@real
async def test_a_task_that_changed_since_it_was_loaded_is_not_graded(sandbox, task):
    graded = await grade(msgspec.structs.replace(task, digest="f" * 64), {"digits.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "E506" in graded.notes[0]


@real
async def test_an_unregistered_grader_is_a_grader_error(sandbox, task):
    graded = await grade(msgspec.structs.replace(task, grader=("vibes",)), {"digits.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
    assert "E501" in graded.notes[0]


# --- what an agent may not touch -------------------------------------------------------------------------------------


@pytest.fixture
def agent_task(tmp_path: Path):
    for path, text in {
        "workspace/src/f.py": "def f():\n    return 1\n",
        "workspace/tests/check.py": "assert True\n",
        "workspace/README.md": "Fix f.\n",
        "solution/src/f.py": "def f():\n    return 2\n",
        "tests/cases.jsonl": json.dumps({"id": "f/1", "call": "f", "expect": 2}),
        "instruction.md": "Fix f.\n",
        "task.toml": '[prony]\nmode = "agent"\ntoolchain = "python"\neditable = ["src/**"]\nprotect = ["tests/**"]\n'
        '[prony.grader]\nmodule = "src/f.py"\n[[prony.criteria]]\nid = "f"\n',
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return load_task(tmp_path, "suite")


FIXED = {"src/f.py": b"def f():\n    return 2\n"}


@real
async def test_an_agents_work_is_graded_in_a_clean_copy(sandbox, agent_task):
    graded = await grade(agent_task, {**FIXED, "README.md": b"changed"}, sandbox, attempt="a")
    assert graded.solved, "a change outside of what is editable is left out, and is no offence"
    assert "'README.md'" in graded.notes[0]


@real
@pytest.mark.parametrize(
    ("files", "removed"), [({"tests/check.py": b"pass"}, ()), ({}, ("tests/check.py",)), ({"tests/check.py": b""}, ())]
)
async def test_a_touched_protected_file_voids_the_grade(sandbox, agent_task, files, removed):
    graded = await grade(agent_task, {**FIXED, **files}, sandbox, attempt="a", removed=removed)
    assert graded.verdict is Verdict.TAMPERED
    assert graded.score == 0
    assert next(test for test in graded.tests if test.id == PROTECTED).message.endswith("'tests/check.py'")


@real
async def test_a_protected_file_that_came_back_as_it_was_is_no_offence(sandbox, agent_task):
    assert (await grade(agent_task, {**FIXED, "tests/check.py": b"assert True\n"}, sandbox, attempt="a")).solved


@real
async def test_a_file_where_a_folder_was_is_taken_as_it_came(sandbox, agent_task):
    graded = await grade(agent_task, {"src/f.py/inner.py": b""}, sandbox, attempt="a")
    assert graded.verdict is Verdict.LOAD_ERROR


@pytest.mark.parametrize("mode", [Mode.AGENT, Mode.ANSWER, Mode.EDIT])
def test_a_protected_file_that_came_back_changed_or_not_at_all_is_touched_in_every_mode(agent_task, mode):
    materials = materials_of(msgspec.structs.replace(agent_task, mode=mode))
    assert touched_protected(materials, {"tests/check.py": b"changed"}) == ("tests/check.py",)
    assert touched_protected(materials, {}, ["tests/check.py"]) == ("tests/check.py",)
    assert touched_protected(materials, {"tests/more.py": b"new"}) == ()


def breaking(monkeypatch, breaks):
    """Gradings in which a tree that holds the word BREAKS breaks in the way `breaks`; how many there were."""
    seen = []

    async def find(subject, sandbox):
        seen.append(subject)
        if any(b"BREAKS" in data for data in subject.tree.values()):
            return breaks()
        return await find_really(subject, sandbox)

    monkeypatch.setattr(GRADE_MODULE, "find", find)
    return seen


def _raise(error):
    raise error


def _broke():
    tests = [TestResult(id="sums/zero", status=TestStatus.ERROR, verdict=Verdict.GRADER_ERROR, message="broke")]
    return Findings(tests=tuple(tests), expected=("sums/zero", "sums/one-digit"))


BREAKS = {
    "host": lambda: _raise(ValueError("odd")),
    "slot": lambda: _raise(SandboxError("E404", "the slot is gone")),
    "tests": lambda: _broke(),
}


@real
@pytest.mark.parametrize("how", BREAKS)
async def test_what_breaks_twice_where_the_reference_does_not_has_crashed(sandbox, task, monkeypatch, how):
    seen = breaking(monkeypatch, BREAKS[how])
    graded = await grade(task, {"digits.py": b"# BREAKS"}, sandbox, attempt="a")
    assert (graded.verdict, graded.solved, graded.score) == (Verdict.CRASH, False, 0)
    assert "broke twice" in graded.notes[0]
    assert len(seen) == 3


@real
async def test_what_breaks_the_reference_too_is_nobodys_score(sandbox, task, monkeypatch):
    monkeypatch.setattr(GRADE_MODULE, "find", lambda subject, sandbox: _raise(ValueError("odd")))
    graded = await grade(task, {"digits.py": GOOD}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR


@real
async def test_what_breaks_once_is_graded_the_second_time(sandbox, task, monkeypatch):
    seen = []

    async def find(subject, sandbox):
        seen.append(subject)
        return await find_really(subject, sandbox) if len(seen) > 1 else _raise(ValueError("odd"))

    monkeypatch.setattr(GRADE_MODULE, "find", find)
    assert (await grade(task, {"digits.py": GOOD}, sandbox, attempt="a")).solved


@real
@pytest.mark.parametrize("code", ["E402", "E410", "E503", "E506"])
async def test_trouble_of_the_machine_or_the_task_is_charged_to_nobody(sandbox, task, monkeypatch, code):
    breaking(monkeypatch, lambda: _raise(SandboxError(code, "not here")))
    graded = await grade(task, {"digits.py": b"# BREAKS"}, sandbox, attempt="a")
    assert graded.verdict is Verdict.GRADER_ERROR
