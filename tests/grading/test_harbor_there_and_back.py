"""Tasks as Harbor's folders: their own verifier says what our grader says, and coming back they are what they were."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest

from prony.export.suites.harbor import write
from prony.grading import grade
from prony.nouns import Suite, Task
from prony.sandbox import Program, Sandbox
from prony.suites import load_suite, materials_of
from prony.suites.importers.folder import import_suite
from prony.suites.importers.harbor import lint_harbor
from prony.suites.materials import below

pytestmark = pytest.mark.asyncio(loop_scope="session")


def of(suite: str, *names: str) -> Suite:
    loaded = load_suite(suite)
    return msgspec.structs.replace(loaded, tasks=tuple(task for task in loaded.tasks if task.name in names))


async def reward(folder: Path, task: Task, answer: dict[str, bytes], sandbox: Sandbox) -> dict[str, float]:
    """What the exported verifier gives for an answer, in a slot."""
    tests = {
        path.relative_to(folder / "tests").as_posix(): path.read_bytes()
        for path in (folder / "tests").rglob("*")
        if path.is_file()
    }
    laid = {**materials_of(task).workspace, **answer}
    env = {"PRONY_APP": "/work", "PRONY_LOGS": "/work/logs"}
    limits = msgspec.structs.replace(task.limits, cpu_s=120.0, wall_s=240.0)
    program = Program(
        files=laid, tests=tests, argv=("python3", "/tests/prony_verify.py"), env=env, limits=limits, collect=("logs/*",)
    )
    done = await sandbox.run(program)
    assert done.exit_code == 0, done.stderr
    return json.loads(done.artifacts["logs/reward.json"])


@pytest.mark.parametrize(
    ("suite", "name", "most"),
    [
        ("quick", "py-even", 3),
        pytest.param("quick", "py-even", 99, marks=pytest.mark.slow),
        pytest.param("quick", "py-intervals", 99, marks=pytest.mark.slow),
        pytest.param("languages", "assembly-line-python", 99, marks=pytest.mark.slow),
        pytest.param("quick", "py-wrap", 99, marks=pytest.mark.slow),
    ],
)
async def test_the_exported_verifier_says_what_the_grader_says(
    tmp_path: Path, sandbox: Sandbox, suite: str, name: str, most: int
) -> None:
    start = of(suite, name)
    write(start, tmp_path / "out")
    (task,) = start.tasks
    for flaws in ((), *((flaw.id,) for flaw in task.flaws[:most])):
        answer = materials_of(task).flawed(*flaws)
        ours = await grade(task, answer, sandbox, attempt="")
        theirs = await reward(tmp_path / "out" / name, task, answer, sandbox)
        assert theirs["reward"] == float(ours.solved), flaws
        assert theirs["score"] == pytest.approx(ours.score / ours.scale, abs=1e-3), flaws


async def test_a_task_comes_back_as_it_was(tmp_path: Path) -> None:
    start = of("quick", "py-intervals", "py-wrap")
    write(start, tmp_path / "out")
    report = import_suite(tmp_path / "out", tmp_path / "back")
    back = {task.name: task for task in load_suite(tmp_path / "back").tasks}
    assert (report.importer, report.refusals) == ("harbor", ())
    for task in start.tasks:
        other = back[task.name]
        same = ("criteria", "flaws", "limits", "mode", "answer", "grader", "scale", "instruction", "assurance", "title")
        assert {key: getattr(other, key) for key in same} == {key: getattr(task, key) for key in same}
        for part in ("tests/", "solution/", "flaws/", "workspace/"):
            assert below(part, materials_of(other).files) == below(part, materials_of(task).files)


async def test_a_problem_of_a_member_comes_back(tmp_path: Path) -> None:
    start = of("languages", "assembly-line-python")
    write(start, tmp_path / "out")
    import_suite(tmp_path / "out", tmp_path / "back")
    (task,), (back,) = start.tasks, load_suite(tmp_path / "back").tasks
    assert (back.name, back.answer, back.limits, back.flaws) == (task.name, task.answer, task.limits, task.flaws)
    assert back.instruction == task.instruction


async def test_what_is_exported_has_no_findings(tmp_path: Path) -> None:
    write(of("quick", "py-even", "py-area"), tmp_path / "out")
    assert lint_harbor(tmp_path / "out").findings == ()


async def test_what_harbor_cannot_say_is_written_beside(tmp_path: Path) -> None:
    suite = load_suite("quick")
    done = write(suite, tmp_path / "out")
    report = json.loads((tmp_path / "out/losses.json").read_text())
    assert report["left_out"] == done.left_out
    assert any("container" in loss for loss in report["losses"]["py-even"])
    assert not (tmp_path / "out/js-glob").exists()
