"""Importing: what holds becomes a suite, what does not is named, and a folder is there whole or not at all."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from prony.errors import SuiteError
from prony.suites import load_suite
from prony.suites.importers import IMPORTERS, ImportedSuite, ImportedTask
from prony.suites.importers.folder import import_suite

GOOD: dict[str, Any] = {
    "name": "Two Times",
    "instruction": "Write a Python function `twice(x)` that returns two times x.",
    "answer": "twice.py",
    "solution": "def twice(x):\n    return 2 * x\n",
    "cases": [{"call": "twice", "args": [2], "expect": 4}, {"call": "twice", "args": [0], "expect": 0}],
    "flaws": {"square": "def twice(x):\n    return x * x + 1\n"},
    "difficulty": "easy",
}


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def test_a_line_becomes_a_task_that_loads(tmp_path: Path) -> None:
    report = import_suite(lines(tmp_path / "mine.jsonl", GOOD), tmp_path / "mine")
    suite = load_suite(tmp_path / "mine")
    assert report.importer == "jsonl"
    assert report.tasks == ("two-times",)
    assert report.digest == suite.digest
    (task,) = suite.tasks
    assert (task.language, task.difficulty, task.answer) == ("python", "easy", ("twice.py",))
    assert [flaw.id for flaw in task.flaws] == ["square"]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("{", "Expecting property name"),
        ("[1]", "must be a JSON object"),
        ({**GOOD, "cases": []}, "cases must be a list that is not empty"),
        ({**GOOD, "answer": 3}, "answer must be the name of a file"),
        ({**GOOD, "colour": "red"}, "unknown key 'colour'"),
        ({**GOOD, "solution": None}, "solution must be a text"),
        ({**GOOD, "answer": "../twice.py"}, "is not a clean relative path"),
        ({**GOOD, "difficulty": "odd"}, "difficulty must be one of"),
        ({**GOOD, "name": "..."}, "is no name for a task"),
        ({**GOOD, "cases": [3]}, "case 1 is no object"),
        ({**GOOD, "flaws": ["x"]}, "flaws must be an object"),
        ("[" * 100_000, "recursion"),
        ({**GOOD, "limits": {"cpu_s": None}}, "null can stand for a whole key only"),
        ({**GOOD, "axes": ["write", None]}, "null can stand for a whole key only"),
        ({**GOOD, "solution": "\ud800"}, "surrogates not allowed"),
    ],
)
def test_what_does_not_hold_is_named_and_left_out(tmp_path: Path, row: object, why: str) -> None:
    first = {**GOOD, "name": "first"}
    report = import_suite(lines(tmp_path / "mine.jsonl", first, row), tmp_path / "mine")
    assert report.tasks == ("first",)
    assert len(report.refusals) == 1
    assert why in report.refusals[0].why


def test_the_second_task_of_a_name_is_left_out(tmp_path: Path) -> None:
    report = import_suite(lines(tmp_path / "mine.jsonl", GOOD, {**GOOD, "difficulty": "hard"}), tmp_path / "mine")
    assert [refusal.why for refusal in report.refusals] == ["another task has the same name"]
    assert load_suite(tmp_path / "mine").tasks[0].difficulty == "easy"


def test_nothing_usable_leaves_no_folder(tmp_path: Path) -> None:
    source = lines(tmp_path / "mine.jsonl", {**GOOD, "cases": []})
    with pytest.raises(SuiteError, match="no task") as caught:
        import_suite(source, tmp_path / "mine")
    assert caught.value.code == "E348"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine.jsonl"]


def test_a_folder_that_is_there_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "own.txt").write_text("kept")
    with pytest.raises(SuiteError) as caught:
        import_suite(lines(tmp_path / "mine.jsonl", GOOD), tmp_path / "mine")
    assert caught.value.code == "E349"
    assert (tmp_path / "mine" / "own.txt").read_text() == "kept"


def test_a_link_to_nowhere_is_there_already(tmp_path: Path) -> None:
    (tmp_path / "mine").symlink_to(tmp_path / "nowhere")
    with pytest.raises(SuiteError) as caught:
        import_suite(lines(tmp_path / "mine.jsonl", GOOD), tmp_path / "mine")
    assert caught.value.code == "E349"


def test_an_unknown_source_is_told_what_can_be_read(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(SuiteError) as caught:
        import_suite(tmp_path / "notes.txt", tmp_path / "mine")
    assert caught.value.code == "E348"
    assert "jsonl" in str(caught.value.hint)
    with pytest.raises(SuiteError, match="no importer 'jsnol'") as caught:
        import_suite(tmp_path / "notes.txt", tmp_path / "mine", "jsnol")
    assert caught.value.hint == "did you mean jsonl?"


class Hostile:
    """An importer whose source names files that lie elsewhere, or in one another."""

    title = "hostile"

    def recognises(self, source: Path) -> bool:
        return True

    def read(self, source: Path) -> ImportedSuite:
        good = {"task.toml": b'[prony]\nanswer = "a.py"\n[[prony.criteria]]\nid = "x"\n', "instruction.md": b"Do."}
        odd = [{"../out.txt": b"x"}, {"/etc/out": b"x"}, {"a": b"x", "a/b": b"y"}, {"x\n": b"x"}]
        tasks = [ImportedTask(name=f"odd-{n}", files={**good, **more}) for n, more in enumerate(odd)]
        return ImportedSuite(title="t", version="1", licence="l", tasks=(*tasks, ImportedTask(name="..", files=good)))


def test_no_file_is_written_outside_the_folder(tmp_path: Path) -> None:
    source = lines(tmp_path / "home" / "s.jsonl") if (tmp_path / "home").mkdir() is None else tmp_path
    with IMPORTERS.adding("hostile", Hostile()), pytest.raises(SuiteError) as caught:
        import_suite(source, tmp_path / "home" / "mine", "hostile")
    assert caught.value.code == "E348"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["home", "s.jsonl"]
