"""A workspace from which files are gone: the editable ones are gone for the tests, too, the others come back."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.grading import grade
from prony.nouns import Task, Verdict
from prony.sandbox import open_sandbox
from prony.suites import load_task

MAIN = "import os\n\n\ndef there(path):\n    return os.path.exists(path)\n"


@pytest.fixture
def task(tmp_path: Path) -> Task:
    """Its tests ask which of three files are there; two are editable, one is protected."""
    folder = tmp_path / "gone"
    for path in ("workspace/old", "tests", "solution"):
        (folder / path).mkdir(parents=True)
    (folder / "task.toml").write_text(
        '[task]\nname = "s/gone"\n[prony]\nmode = "agent"\ntoolchain = ["python"]\n'
        'editable = ["main.py", "old/*.py"]\nprotect = ["kept.py"]\n[prony.grader]\nmodule = "main.py"\n'
        '[[prony.criteria]]\nid = "gone"\npoints = 10\n[[prony.criteria]]\nid = "kept"\npoints = 10\n'
    )
    (folder / "instruction.md").write_text("Remove old/part.py.\n")
    for path in ("workspace/main.py", "solution/main.py"):
        (folder / path).write_text(MAIN)
    for path in ("old/part.py", "old/other.py", "kept.py", "beside.py"):
        (folder / "workspace" / path).write_text("")
    (folder / "tests/cases.jsonl").write_text(
        '{"id": "gone/part", "call": "there", "args": ["old/part.py"], "expect": false}\n'
        '{"id": "kept/other", "call": "there", "args": ["old/other.py"], "expect": true}\n'
        '{"id": "kept/beside", "call": "there", "args": ["beside.py"], "expect": true}\n'
        '{"id": "kept/kept", "call": "there", "args": ["kept.py"], "expect": true}\n'
    )
    return load_task(folder, "s")


async def test_an_editable_file_that_is_gone_is_gone(task: Task) -> None:
    async with open_sandbox(slots=1) as sandbox:
        before = await grade(task, {}, sandbox, attempt="a")
        after = await grade(task, {}, sandbox, attempt="a", removed=["old/part.py"])
    assert {one.id: one.earned for one in before.criteria} == {"gone": 0.0, "kept": 10.0}
    assert after.solved


async def test_what_may_not_be_changed_comes_back(task: Task) -> None:
    async with open_sandbox(slots=1) as sandbox:
        beside = await grade(task, {}, sandbox, attempt="a", removed=["old/part.py", "beside.py"])
        kept = await grade(task, {}, sandbox, attempt="a", removed=["old/part.py", "kept.py"])
    assert beside.solved
    assert (kept.verdict, kept.solved) == (Verdict.TAMPERED, False)
