"""MBPP, EvalPlus, MultiPL-E, LiveCodeBench and BigCodeBench in the shapes that they are published in."""

from __future__ import annotations

import base64
import json
import pickle
import zlib
from pathlib import Path
from typing import Any

import pytest

from prony.nouns import Assurance, Task
from prony.suites import load_suite
from prony.suites.importers.folder import ImportReport, import_suite
from prony.suites.importers.foreign import packed_tests
from prony.suites.importers.foreign.differential import restored

MBPP: dict[str, Any] = {
    "task_id": 7,
    "text": "Write a function to double a number.",
    "code": "def double(n):\r\n  return 2 * n",
    "test_list": ["assert double(2) == 4", "assert double(0) == 0"],
    "test_setup_code": "",
    "challenge_test_list": [],
}
EVALPLUS: dict[str, Any] = {
    "task_id": "Mbpp/8",
    "prompt": '"""\nDouble each of a tuple.\nassert doubled((1, 2)) == (2, 4)\n"""\n',
    "entry_point": "doubled",
    "canonical_solution": "def doubled(t):\n    return tuple(2 * n for n in t)\n",
    "base_input": [[[1, 2]]],
    "plus_input": [[[]], [[5]]],
    "contract": "",
    "assertion": "assert doubled((1, 2)) == (2, 4)\n",
    "atol": 0,
}
BIG: dict[str, Any] = {
    "task_id": "BigCodeBench/3",
    "complete_prompt": "import math\n\n\ndef task_func(n):\n",
    "instruct_prompt": "Write task_func, which doubles.",
    "canonical_solution": "    return 2 * n\n",
    "test": "class TestCases(unittest.TestCase):\n    def test_two(self):\n        self.assertEqual(task_func(2), 4)\n",
    "entry_point": "task_func",
    "libs": "['math']",
}
MULTI: dict[str, Any] = {
    "name": "Own_0_double",
    "language": "js",
    "prompt": "//Double it.\nfunction double(n){\n",
    "tests": "const assert = require('node:assert');\n\n\nfunction test() {\n  let candidate = double;\n"
    '  assert.deepEqual(candidate(2),4);\n  assert.deepEqual(candidate([1, "a,b"]),undefined);\n}\n\ntest();',
    "stop_tokens": ["\nfunction "],
}
PUBLIC = json.dumps([{"input": "2\n", "output": "4\n", "testtype": "stdin"}])
LIVE: dict[str, Any] = {
    "question_id": "abc_1",
    "question_title": "Double",
    "question_content": "Double it.",
    "platform": "own",
    "contest_date": "2025-01-04T00:00:00",
    "difficulty": "easy",
    "starter_code": "",
    "public_test_cases": PUBLIC,
}


def packed(value: object) -> str:
    return base64.b64encode(zlib.compress(pickle.dumps(value))).decode()


def imported(folder: Path, *rows: dict[str, Any]) -> tuple[ImportReport, tuple[Task, ...]]:
    (folder / "own.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    report = import_suite(folder / "own.jsonl", folder / "own")
    return report, load_suite(folder / "own").tasks


def test_mbpp_shows_one_assertion_and_hides_all_as_cases(tmp_path: Path) -> None:
    report, (task,) = imported(tmp_path, MBPP)
    assert report.importer == "mbpp"
    assert (task.name, task.grader, task.assurance, task.defines) == ("mbpp-7", ("cases",), Assurance.A, ("double",))
    assert "assert double(2) == 4" in task.instruction
    assert "double(0)" not in task.instruction


def test_mbpp_whose_assertions_compute_asks_an_oracle(tmp_path: Path) -> None:
    computed = {**MBPP, "test_list": ["assert set(double(2)) == set([4])"]}
    _, (task,) = imported(tmp_path, computed)
    assert (task.grader, task.defines) == (("oracle",), ("double",))


def test_evalplus_compares_with_the_reference_and_restores_tuples(tmp_path: Path) -> None:
    report, (task,) = imported(tmp_path, EVALPLUS)
    inputs = json.loads((tmp_path / "own/mbpp-8/tests/foreign_inputs.json").read_text())
    assert report.importer == "evalplus"
    assert (task.grader, task.assurance) == (("oracle",), Assurance.A)
    assert [criterion.id for criterion in task.criteria] == ["base", "plus"]
    assert inputs == {"base": [[{"$tuple": [1, 2]}]], "plus": [[{"$tuple": []}], [{"$tuple": [5]}]]}


@pytest.mark.parametrize(
    ("value", "assertion", "wanted"),
    [
        ([[1, 2]], "assert f([1, 2]) == 1", [[1, 2]]),
        ([[[1, 2], [3]]], "assert f([(1, 2), (3,)]) == 1", [[(1, 2), (3,)]]),
        ([[1, [2, [3]]]], "assert f((1, (2, 3))) == 1", [(1, (2, (3,)))]),
        ([["1j"]], "assert f([1j]) == 1", [[1j]]),
        ([{"a": [1]}], "assert f({'a': (1,)}) == 1", [{"a": (1,)}]),
        ([[1], 2], "assert set(f((1,), 2)) == {1}", [(1,), 2]),
        ([[1]], "assert f(g(1)) == 1", [[1]]),
        ([[1]], "not python (", [[1]]),
    ],
)
def test_inputs_have_the_types_of_the_assertions(value: list[Any], assertion: str, wanted: list[Any]) -> None:
    assert restored(value, assertion) == wanted


def test_bigcodebench_is_a_suite_of_unittest(tmp_path: Path) -> None:
    report, (task,) = imported(tmp_path, BIG)
    assert report.importer == "bigcodebench"
    assert (task.grader, task.assurance) == (("suite",), Assurance.B)
    assert task.instruction == "Write task_func, which doubles."


def test_multipl_e_in_javascript_is_read_and_other_languages_are_named(tmp_path: Path) -> None:
    report, (task,) = imported(tmp_path, MULTI, {**MULTI, "language": "lua"})
    cases = [json.loads(line) for line in (tmp_path / f"own/{task.name}/tests/cases.jsonl").read_text().splitlines()]
    assert report.importer == "multipl-e"
    assert (task.grader, task.has_reference, task.language) == (("cases",), False, "javascript")
    assert [(case["args"], case["expect"]) for case in cases] == [([2], 4), ([[1, "a,b"]], None)]
    assert "'lua' are not read" in report.refusals[0].why


def test_livecodebench_programs_are_cases_with_private_tests(tmp_path: Path) -> None:
    private = json.dumps([{"input": "3\n", "output": "6\n", "testtype": "stdin"}])
    report, (task,) = imported(tmp_path, {**LIVE, "private_test_cases": packed(private)})
    assert report.importer == "livecodebench"
    assert (task.released, task.difficulty, task.has_reference) == ("2025-01-04", "easy", False)
    assert len((tmp_path / f"own/{task.name}/tests/cases.jsonl").read_text().splitlines()) == 2


class Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return (open, ("/tmp/prony-pickle-was-run", "w"))


@pytest.mark.parametrize(
    ("private", "why"),
    [
        (packed(Evil()), "which no text does"),
        (packed({"a": 1}), "are no list"),
        ("!!!", "cannot be unpacked"),
        (base64.b64encode(b"plain").decode(), "cannot be unpacked"),
        (base64.b64encode(zlib.compress(b"\x80\x04garbage")).decode(), "cannot be read"),
        (packed("[" * 50_000), "recursion"),
    ],
)
def test_a_pickle_that_is_more_than_text_is_refused(tmp_path: Path, private: str, why: str) -> None:
    report, tasks = imported(tmp_path, LIVE, {**LIVE, "question_id": "abc_2", "private_test_cases": private})
    assert len(tasks) == 1
    assert why in report.refusals[0].why
    assert not Path("/tmp/prony-pickle-was-run").exists()


def test_private_tests_that_unpack_without_end_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packed_tests, "LARGEST_BYTES", 1 << 16)
    with pytest.raises(ValueError, match="larger than"):
        packed_tests.private_tests(packed(" " * (1 << 20)))
