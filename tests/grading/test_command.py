"""Level C: one command, judged by its exit status and a line of its output."""

import re
from pathlib import Path

import pytest

from prony.grading import grade
from prony.grading.graders.command import judge
from prony.nouns import Assurance, Verdict
from prony.sandbox import Execution
from prony.suites import load_task


@pytest.mark.parametrize(
    ("execution", "status", "pattern", "verdict"),
    [
        (Execution(verdict=Verdict.PASS, exit_code=0), 0, None, Verdict.PASS),
        (Execution(verdict=Verdict.FAIL, exit_code=1), 0, None, Verdict.FAIL),
        (Execution(verdict=Verdict.FAIL, exit_code=7), 7, None, Verdict.PASS),
        (Execution(verdict=Verdict.CRASH, signal=11), 0, None, Verdict.CRASH),
        (Execution(verdict=Verdict.TIMEOUT_CPU, signal=24), 0, None, Verdict.TIMEOUT_CPU),
        (Execution(verdict=Verdict.PASS, exit_code=0, stdout=b"a\n12 ok\n"), 0, "^12", Verdict.PASS),
        (Execution(verdict=Verdict.PASS, exit_code=0, stdout=b"a\n"), 0, "^12", Verdict.FAIL),
        (Execution(verdict=Verdict.PASS, exit_code=0, stdout=b"12" + b"x" * 5000), 0, "^12", Verdict.FAIL),
    ],
)
def test_a_command_is_judged_by_status_and_line(execution, status, pattern, verdict):
    test = judge("command", execution, status, re.compile(pattern.encode()) if pattern else None)
    assert test.verdict is verdict
    assert test.assurance is Assurance.C


@pytest.mark.asyncio(loop_scope="session")
async def test_a_grade_by_a_command_is_shown_as_level_c(sandbox, tmp_path: Path):
    (tmp_path / "solution").mkdir()
    (tmp_path / "solution" / "f.py").write_text("print('ready')\n")
    (tmp_path / "instruction.md").write_text("Write it.\n")
    (tmp_path / "task.toml").write_text(
        '[prony]\nanswer = "f.py"\nassurance = "C"\n[prony.grader]\nkind = "command"\nargv = ["python3", "f.py"]\n'
        'stdout = "^ready$"\n[[prony.criteria]]\nid = "runs"\ntests = "command"\n'
    )
    task = load_task(tmp_path, "suite")
    graded = await grade(task, {"f.py": b"print('ready')"}, sandbox, attempt="a")
    assert graded.solved
    assert graded.assurance is Assurance.C
    assert not (await grade(task, {"f.py": b"print('not yet')"}, sandbox, attempt="a")).solved
