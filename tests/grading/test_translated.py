"""Rows of MultiPL-E in each language, in the published shapes: a right answer passes, a wrong one fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from prony.grading import grade
from prony.grading.toolchains import missing_toolchains, sandbox_for
from prony.nouns import Assurance, RunSettings
from prony.suites import load_suite
from prony.suites.importers.folder import import_suite

pytestmark = pytest.mark.asyncio(loop_scope="session")

ROWS = Path(__file__).parents[1] / "data/multipl_e"
"""A folder for each language: a row that asks for each text several times, a right answer and a wrong one."""
LEVELS = {
    "bash": Assurance.B,
    "cpp": Assurance.B,
    "go": Assurance.B,
    "java": Assurance.B,
    "php": Assurance.A,
    "ruby": Assurance.A,
    "rust": Assurance.B,
}
IN_EVERY_RUN = frozenset({"bash", "php", "ruby"})
"""Languages that nothing is compiled in."""


@pytest.mark.parametrize(
    "language",
    [pytest.param(name, marks=[] if name in IN_EVERY_RUN else pytest.mark.slow) for name in LEVELS],
)
async def test_a_row_tells_right_from_wrong(language: str, tmp_path: Path) -> None:
    row = json.loads((ROWS / language / "row.json").read_text())
    (tmp_path / "own.jsonl").write_text(json.dumps(row) + "\n")
    report = import_suite(tmp_path / "own.jsonl", tmp_path / "own", "multipl-e")
    assert report.refusals == ()
    (task,) = load_suite(tmp_path / "own").tasks
    if absent := missing_toolchains([task]):
        pytest.skip(f"{absent[task.id]}: prony toolchains get {task.toolchain[0]}")
    (answer,) = task.answer
    right, wrong = (next((ROWS / language).glob(f"{name}.*")).read_bytes() for name in ("right", "wrong"))
    async with sandbox_for([task], RunSettings(slots=1)) as sandbox:
        passed = await grade(task, {answer: right}, sandbox, attempt="")
        failed = await grade(task, {answer: wrong}, sandbox, attempt="")
    assert (passed.solved, task.assurance) == (True, LEVELS[language]), passed
    assert not failed.solved
    assert {test.verdict for test in failed.tests if test.status != "pass"} <= {"fail", "crash"}, failed
