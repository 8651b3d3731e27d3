"""Imported tasks are graded at level A: what is only claimed to be equal is not, and right answers pass."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prony.grading import grade, prove
from prony.grading.claims import lost
from prony.grading.tried import record_proofs, try_tasks
from prony.nouns import Suite, Verdict
from prony.sandbox import Sandbox
from prony.suites import load_suite
from prony.suites.importers.folder import import_suite
from prony.suites.proof_record import kept_out, untried

pytestmark = pytest.mark.asyncio(loop_scope="session")

HEAD = 'def double(number):\n    """ Give two times the number. """\n'
READ: dict[str, Any] = {
    "task_id": "Own/read",
    "prompt": HEAD,
    "canonical_solution": "    return 2 * number\n",
    "entry_point": "double",
    "test": "def check(candidate):\n    assert candidate(2) == 4\n    assert candidate(0.5) == True\n",
}
COMPUTED = {
    **READ,
    "task_id": "Own/computed",
    "prompt": f"def half(number):\n    return number / 2\n\n\n{HEAD}",
    "test": "def check(candidate):\n    for n in [1, 5]:\n        assert half(candidate(n)) == n\n",
}
BROKEN = {**READ, "task_id": "Own/broken", "canonical_solution": "    return 3 * number\n"}

EQUALS_ALL = """
class Equal(float):
    def __eq__(self, other): return True
    def __truediv__(self, other): return Equal(0)
    def __ne__(self, other): return False
    __hash__ = float.__hash__


def double(number):
    return Equal(1)
"""


def imported(folder: Path, *rows: dict[str, Any]) -> Suite:
    (folder / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    import_suite(folder / "own.jsonl", folder / "own", "humaneval")
    return load_suite(folder / "own")


async def test_references_pass_and_no_forgery_does(tmp_path: Path, sandbox: Sandbox) -> None:
    suite = imported(tmp_path, READ, COMPUTED)
    proofs = await prove(suite, sandbox)
    assert [proof.problems for proof in proofs] == [(), ()]


@pytest.mark.parametrize("row", [READ, COMPUTED], ids=["cases", "oracle"])
async def test_an_object_that_equals_everything_solves_nothing(
    tmp_path: Path, sandbox: Sandbox, row: dict[str, Any]
) -> None:
    (task,) = imported(tmp_path, row).tasks
    forged = await grade(task, {"solution.py": EQUALS_ALL.encode()}, sandbox, attempt="")
    assert not forged.solved
    assert forged.verdict is not Verdict.GRADER_ERROR


async def test_a_check_in_an_oracle_cannot_be_reached_by_the_answer(tmp_path: Path, sandbox: Sandbox) -> None:
    (task,) = imported(tmp_path, COMPUTED).tasks
    spy = "import glob\n\n\ndef double(number):\n    return 2 * number if glob.glob('/**/foreign_*') else 0\n"
    assert not (await grade(task, {"solution.py": spy.encode()}, sandbox, attempt="")).solved


async def test_a_reference_that_does_not_pass_here_is_kept_out(tmp_path: Path, sandbox: Sandbox) -> None:
    suite = imported(tmp_path, READ, BROKEN)
    assert len(untried(suite)) == 2
    tried = await try_tasks(suite, suite.tasks, sandbox)
    assert untried(suite) == ()
    assert tried["own-read"].reference == ""
    assert list(kept_out(suite)) == ["own/own-broken"]


async def test_a_task_whose_untouched_start_passes_is_kept_out(tmp_path: Path, sandbox: Sandbox) -> None:
    suite = imported(tmp_path, READ)
    start = tmp_path / "own/own-read/workspace"
    start.mkdir()
    (start / "solution.py").write_text("def double(number):\n    return 2 * number\n")
    suite = load_suite(suite.path)
    record_proofs(suite, await prove(suite, sandbox, battery=False))
    assert kept_out(suite) == {"own/own-read": "its untouched start passes"}


async def test_a_task_that_has_no_reference_counts_all_the_same(tmp_path: Path, sandbox: Sandbox) -> None:
    """LiveCodeBench, MultiPL-E and foreign Harbor folders bring none."""
    row = {key: value for key, value in LIVE.items() if key != "code"}
    suite = of_format(tmp_path, "livecodebench", row)
    assert not suite.tasks[0].has_reference
    await try_tasks(suite, suite.tasks, sandbox)
    assert (untried(suite), kept_out(suite)) == ((), {})


async def test_what_is_known_of_a_task_is_forgotten_when_it_changes(tmp_path: Path, sandbox: Sandbox) -> None:
    suite = imported(tmp_path, BROKEN)
    await try_tasks(suite, suite.tasks, sandbox)
    (tmp_path / "own/own-broken/solution/solution.py").write_text("def double(number):\n    return 2 * number\n")
    changed = load_suite(suite.path)
    assert kept_out(changed) == {}
    assert len(untried(changed)) == 1


EVALPLUS: dict[str, Any] = {
    "task_id": "Own/plus",
    "prompt": 'def double(number):\n    """ Give two times the number. """\n',
    "entry_point": "double",
    "canonical_solution": "    return 2 * number\n",
    "base_input": [[2]],
    "plus_input": [[0.1], [-3]],
    "atol": 0,
}
LIVE: dict[str, Any] = {
    "question_id": "own",
    "question_content": "Double it.",
    "starter_code": "class Solution:\n    def double(self, numbers: List[int]) -> List[int]:\n        ",
    "public_test_cases": json.dumps([{"input": "[1, 2]", "output": "[2, 4]", "testtype": "functional"}]),
    "code": "class Solution:\n    def double(self, numbers: List[int]) -> List[int]:\n"
    "        return [self.twice(n) for n in numbers]\n\n    def twice(self, n):\n        return 2 * n\n",
}


def of_format(folder: Path, name: str, row: dict[str, Any]) -> Suite:
    (folder / "own.jsonl").write_text(json.dumps(row) + "\n")
    import_suite(folder / "own.jsonl", folder / "own", name)
    return load_suite(folder / "own")


async def test_an_answer_is_compared_with_the_reference_on_all_inputs(tmp_path: Path, sandbox: Sandbox) -> None:
    suite = of_format(tmp_path, "evalplus", EVALPLUS)
    (proof,) = await prove(suite, sandbox)
    assert proof.problems == ()
    half = "def double(number):\n    return 4\n"
    only_base = await grade(suite.tasks[0], {"solution.py": half.encode()}, sandbox, attempt="")
    assert lost(only_base) == {"plus"}
    rounded = "def double(number):\n    return number * 1.9999\n"
    assert not (await grade(suite.tasks[0], {"solution.py": rounded.encode()}, sandbox, attempt="")).solved
    forged = await grade(suite.tasks[0], {"solution.py": EQUALS_ALL.encode()}, sandbox, attempt="")
    assert not forged.solved


async def test_a_method_is_called_with_the_names_that_its_head_takes_for_granted(
    tmp_path: Path, sandbox: Sandbox
) -> None:
    (proof,) = await prove(of_format(tmp_path, "livecodebench", LIVE), sandbox)
    assert proof.problems == ()
