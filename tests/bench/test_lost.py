"""Runs that lost a part of their folder: what is left is used, what is gone is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.bench.plan import read_plan, write_plan
from prony.bench.regrade import regrade
from prony.bench.remaining import Done
from prony.demo import replay as demo
from prony.errors import RunError
from prony.journal import Planned, read_events


@pytest.fixture
def run(build_run):
    return build_run("r1")


def test_a_plan_that_is_gone_is_read_from_the_journal(run):
    plan = next(event.plan for event in run.events if isinstance(event, Planned))
    write_plan(plan, run.dir)
    assert read_plan(run.dir) == plan
    (run.dir / "run.toml").unlink()
    assert read_plan(run.dir) == plan


def test_a_folder_with_neither_plan_nor_journal_is_no_run(tmp_path: Path):
    (tmp_path / "r1").mkdir()
    with pytest.raises(RunError) as caught:
        read_plan(tmp_path / "r1")
    assert caught.value.code == "E901"


def test_a_plan_that_the_system_does_not_let_us_read_is_an_error_of_ours(run):
    (run.dir / "run.toml").symlink_to("run.toml")
    with pytest.raises(RunError) as caught:
        read_plan(run.dir)
    assert caught.value.code == "E902"


async def test_a_submission_whose_files_are_gone_is_named_and_the_others_are_graded(tmp_path: Path):
    plan = demo.lay_out(tmp_path / "demo")
    folder = tmp_path / "demo" / "runs" / plan.id
    done = Done(read_events(folder))
    one, other = [name for name in done.grades if done.attempts[name].task == "quick/py-even"][:2]
    for name, attempt in ((one, "gone"), (other, "kept")):
        submission = done.ends[name].submission
        assert submission is not None, attempt
        if attempt == "gone":
            blob = next(iter(submission.files.values()))
            (folder / "blobs" / blob[:2] / f"{blob}.zst").unlink()
    told = await regrade(tmp_path / "demo", plan.id, only={one, other})
    assert told.lost.keys() == {one}
    assert "(E610)" in told.lost[one]
    assert told.grades == 1


@pytest.mark.parametrize("pattern", ["quick/py-even", "py-even", "py-ev*"])
def test_a_regrade_with_lost_files_says_so_and_ends_in_part(prony_here, tmp_path: Path, pattern: str):
    plan = demo.lay_out(tmp_path)
    for blob in (tmp_path / "runs" / plan.id / "blobs").glob("??/*.zst"):
        blob.unlink()
    said = prony_here("regrade", plan.id, "--task", pattern)
    assert said.returncode == 4, said.stderr
    assert "0 grades added" in said.stdout
    assert "not graded, blob" in said.stderr
    assert "from a copy" in said.stderr


@pytest.fixture
def prony_here(prony: tuple[str, ...], tmp_path: Path, environment: dict[str, str]):
    """A function that runs `prony ARGS` in `tmp_path` as a process of its own."""
    import subprocess

    def call(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*prony, *args], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    return call
