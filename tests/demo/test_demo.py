from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import msgspec
import pytest

from prony.bench import regrade as regrading
from prony.bench.remaining import Done
from prony.demo import replay as demo
from prony.errors import RunError, SandboxError
from prony.grading import toolchains
from prony.journal import Graded, read_events
from prony.sandbox.backends import bubblewrap
from prony.sandbox.toolchains import find

ROOT = Path(__file__).parents[2]
needs_node = pytest.mark.skipif(find("node") is None, reason="no Node here; make toolchains fetches it")


@needs_node
async def test_every_submission_graded_again_here_comes_out_as_recorded(tmp_path: Path):
    home = tmp_path / "demo"
    plan = demo.lay_out(home)
    seen = await demo.replay(home, plan, slots=2, every=True)
    assert seen.differing == ()
    assert seen.recorded_only == {}
    grades = [event.grade for event in read_events(home / "runs" / plan.id) if isinstance(event, Graded)]
    assert seen.graded == seen.submissions == len({grade.attempt for grade in grades})
    assert len(grades) == 2 * seen.graded
    assert seen.solved
    assert seen.failed


def test_all_of_the_models_and_a_reference_of_each_task_are_worth_grading_again(tmp_path: Path):
    plan = demo.lay_out(tmp_path / "demo")
    done = Done(read_events(tmp_path / "demo" / "runs" / plan.id))
    chosen = [done.attempts[one] for one in demo.worth_it(plan, done)]
    models = {spec.label for spec in plan.contestants if not spec.reference}
    assert sum(one.label in models for one in chosen) == sum(done.attempts[one].label in models for one in done.grades)
    references = [one for one in chosen if one.label not in models]
    assert sorted(one.task for one in references) == sorted(plan.suites[0].tasks)
    assert {one.label for one in references} == {"all-correct", "known-flaws"}


async def test_without_a_toolchain_its_tasks_stand_as_recorded_and_the_others_are_graded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        toolchains, "find", lambda name, overrides=None: None if name.startswith("node") else find(name, overrides)
    )
    plan = demo.lay_out(tmp_path / "demo")
    seen = await demo.replay(tmp_path / "demo", plan, slots=2)
    javascript = {name for name in plan.suites[0].tasks if name.startswith("quick/js-")}
    assert seen.recorded_only.keys() == javascript
    assert all("node" in reason for reason in seen.recorded_only.values())
    assert 0 < seen.graded < seen.submissions
    assert seen.differing == ()


async def test_without_a_sandbox_everything_stands_as_recorded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def none_here() -> Path:
        raise SandboxError("E401", "no bubblewrap on this machine")

    monkeypatch.setattr(bubblewrap, "find_bwrap", none_here)
    plan = demo.lay_out(tmp_path / "demo")
    before = list(read_events(tmp_path / "demo" / "runs" / plan.id))
    seen = await demo.replay(tmp_path / "demo", plan, slots=2)
    assert seen.graded == 0
    assert set(seen.recorded_only.values()) == {"no sandbox here: no bubblewrap on this machine"}
    assert list(read_events(tmp_path / "demo" / "runs" / plan.id)) == before
    assert seen.solved


async def test_a_grade_that_is_not_the_recorded_one_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    plan = demo.lay_out(tmp_path / "demo")
    recorded = {
        event.grade.attempt: event.grade
        for event in read_events(tmp_path / "demo" / "runs" / plan.id)
        if isinstance(event, Graded)
    }
    done = Done(read_events(tmp_path / "demo" / "runs" / plan.id))
    odd = next(one for one in demo.worth_it(plan, done) if recorded[one].solved)

    async def grade_submission(executor, task, submission, blobs, attempt, *, limits, earlier):
        return msgspec.structs.replace(recorded[attempt], solved=attempt != odd and recorded[attempt].solved)

    monkeypatch.setattr(regrading, "grade_submission", grade_submission)
    seen = await demo.replay(tmp_path / "demo", plan, slots=2)
    assert [one.attempt for one in seen.differing] == [odd]
    assert seen.differing[0].recorded.startswith("solved")
    assert seen.differing[0].here.startswith("failed")


def test_a_folder_that_holds_runs_is_left_alone(tmp_path: Path):
    (tmp_path / "runs" / "mine").mkdir(parents=True)
    with pytest.raises(RunError, match="without runs") as refused:
        demo.lay_out(tmp_path)
    assert refused.value.code == "E906"
    assert [path.name for path in (tmp_path / "runs").iterdir()] == ["mine"]


def test_a_folder_that_cannot_be_written_is_an_error_with_the_next_step(tmp_path: Path):
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="cannot be copied") as refused:
        demo.lay_out(tmp_path / "file" / "demo")
    assert "--keep" in str(refused.value)


def test_the_copied_run_has_a_home_of_its_own_below_somebody_elses(tmp_path: Path):
    from prony import config

    (tmp_path / "prony.toml").write_text("")
    demo.lay_out(tmp_path / "demo")
    assert config.home(tmp_path / "demo") == tmp_path / "demo"


@pytest.mark.skipif(importlib.util.find_spec("hatchling") is None, reason="no hatchling to build a wheel with")
def test_an_installed_wheel_carries_the_recording_and_the_suite_and_shows_them(tmp_path: Path):
    build = "import hatchling.build, sys; print(hatchling.build.build_wheel(sys.argv[1]))"
    subprocess.run([sys.executable, "-c", build, str(tmp_path)], cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    installed = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(installed)
    call = "import prony, sys; sys.stderr.write(prony.__file__); from prony.cli import main; main()"
    told = subprocess.run(
        [sys.executable, "-c", call, "demo", "--keep", "demo", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(installed)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0, told.stderr
    assert str(installed) in told.stderr
    seen = json.loads(told.stdout)
    assert seen["graded"] > 0
    assert "differing" not in seen
