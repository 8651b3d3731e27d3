"""Byte order marks and line ends of other systems: a suite, an import and a plan are read all the same."""

from __future__ import annotations

import json
from codecs import BOM_UTF8
from pathlib import Path

import pytest
from mini_suite import TASKS, write_task

from prony.suites import load_suite
from prony.suites.importers.folder import import_suite


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_suite_whose_files_begin_with_a_mark_is_the_same_suite(tmp_path: Path, end: bytes) -> None:
    (tmp_path / "suite.toml").write_text('id = "mini"\ntitle = "Mini"\nversion = "1"\nlicence = "Apache-2.0"\n')
    write_task(tmp_path / "double", *TASKS["double"])
    (plain,) = load_suite(tmp_path).tasks
    names = ("suite.toml", "double/task.toml", "double/instruction.md", "double/tests/cases.jsonl")
    for name in names:
        file = tmp_path / name
        file.write_bytes(BOM_UTF8 + file.read_bytes().replace(b"\n", end))
    (task,) = load_suite(tmp_path).tasks
    assert (task.id, task.instruction, task.criteria) == (plain.id, plain.instruction, plain.criteria)


def test_an_import_that_begins_with_a_mark_loses_no_line(tmp_path: Path) -> None:
    row = {
        "name": "double",
        "instruction": "Write `double(x)`.",
        "answer": "answer.py",
        "solution": "def double(x):\n    return 2 * x\n",
        "cases": [{"call": "double", "args": [2], "expect": 4}],
    }
    rows = [row, row | {"name": "twice"}]
    source = tmp_path / "tasks.jsonl"
    source.write_bytes(BOM_UTF8 + "\r\n".join(map(json.dumps, rows)).encode())
    report = import_suite(source, tmp_path / "out", None)
    assert report.refusals == ()
    assert len(load_suite(tmp_path / "out").tasks) == 2
