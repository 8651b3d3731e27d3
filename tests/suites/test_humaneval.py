"""HumanEval's rows: which become cases, which an oracle, and what a hostile file cannot do."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from prony.errors import SuiteError
from prony.nouns import Assurance
from prony.suites import load_suite
from prony.suites.importers.folder import import_suite
from prony.suites.importers.foreign import rows

HEAD = 'def double(number):\n    """ Give two times the number.\n    >>> double(2)\n    4\n    """\n'
ROW: dict[str, Any] = {
    "task_id": "Own/0",
    "prompt": HEAD,
    "canonical_solution": "    return 2 * number\n",
    "entry_point": "double",
    "test": "METADATA = {}\n\n\ndef check(candidate):\n    assert candidate(2) == 4\n    assert candidate(0) == 0\n",
}
COMPUTED = {
    **ROW,
    "task_id": "Own/1",
    "prompt": f"def half(number):\n    return number / 2\n\n\n{HEAD}",
    "test": "def check(candidate):\n    for n in [1, 5]:\n        assert half(candidate(n)) == n\n",
}


def packed(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_assertions_that_can_be_read_become_cases(tmp_path: Path) -> None:
    report = import_suite(packed(tmp_path / "own.jsonl.gz", ROW), tmp_path / "own")
    (task,) = load_suite(tmp_path / "own").tasks
    assert report.importer == "humaneval"
    assert (task.name, task.grader, task.assurance, task.defines) == ("own-0", ("cases",), Assurance.A, ("double",))
    assert HEAD.strip() in task.instruction
    cases = [json.loads(line) for line in (tmp_path / "own/own-0/tests/cases.jsonl").read_text().splitlines()]
    assert [(case["args"], case["expect"]) for case in cases] == [([2], 4), ([0], 0)]


def test_assertions_that_compute_become_an_oracle(tmp_path: Path) -> None:
    import_suite(packed(tmp_path / "own.jsonl.gz", COMPUTED), tmp_path / "own")
    (task,) = load_suite(tmp_path / "own").tasks
    assert (task.grader, task.assurance) == (("oracle",), Assurance.A)


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({**ROW, "entry_point": "os.system"}, "is no name of a function"),
        ({**ROW, "test": 3}, "Expected `str`"),
        ({"task_id": "Own/2"}, "missing required field"),
        ({**ROW, "prompt": "\ud800"}, "surrogate"),
    ],
)
def test_a_row_that_is_no_problem_is_named(tmp_path: Path, row: dict[str, Any], why: str) -> None:
    report = import_suite(packed(tmp_path / "own.jsonl.gz", ROW, row), tmp_path / "own", "humaneval")
    assert report.tasks == ("own-0",)
    assert why in report.refusals[0].why


def test_a_packed_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows, "LARGEST_BYTES", 1 << 16)
    bomb = tmp_path / "bomb.jsonl.gz"
    bomb.write_bytes(gzip.compress(json.dumps(ROW).encode() + b"\n" + b" \n" * (1 << 20)))
    with pytest.raises(SuiteError, match="too large") as caught:
        import_suite(bomb, tmp_path / "own", "humaneval")
    assert caught.value.code == "E348"
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("data", [b"\x1f\x8b\x08broken", gzip.compress(b"x" * 5000)[:-12], b"plain"])
def test_a_broken_packed_file_is_told(tmp_path: Path, data: bytes) -> None:
    broken = tmp_path / "broken.jsonl.gz"
    broken.write_bytes(data)
    with pytest.raises(SuiteError) as caught:
        import_suite(broken, tmp_path / "own", "humaneval")
    assert caught.value.code == "E348"
