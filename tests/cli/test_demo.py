from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from prony.demo import replay as demo
from prony.errors import SandboxError
from prony.sandbox.backends import bubblewrap


@pytest.fixture
def no_sandbox(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without bubblewrap: nothing is graded, so that these tests cost nothing."""

    def none_here() -> Path:
        raise SandboxError("E401", "no bubblewrap on this machine")

    monkeypatch.setattr(bubblewrap, "find_bwrap", none_here)


def test_the_demo_shows_a_board_what_stands_as_recorded_and_the_next_steps(
    prony, tmp_path: Path, no_sandbox: None, monkeypatch: pytest.MonkeyPatch
):
    said = prony("demo", "--keep", "kept")
    assert said.code == 0, said.err
    assert "smollm2-135m" in said.out
    assert "all-correct" in said.out
    assert "as recorded, not graded here (no sandbox here: no bubblewrap on this machine): quick/js-" in said.out
    assert f"cd {tmp_path / 'kept'}" in said.out
    shown = re.findall(r"prony show (a[0-9a-f]+)", said.out)
    assert len(shown) == 2
    monkeypatch.chdir(tmp_path / "kept")
    first, second = (prony("show", one) for one in shown)
    assert "solved" in first.out
    assert "failed" in second.out
    assert "any more" not in first.out + second.out


def test_every_next_step_of_the_demo_is_a_command_there_is(prony, no_sandbox: None):
    from prony.cli.app import COMMANDS

    said = prony("demo", "--keep", "kept")
    steps = said.out[said.out.index("\nnext  ") :]
    assert set(re.findall(r"prony (\w+)", steps)) <= COMMANDS.keys()


def test_the_demo_in_json_is_what_the_replay_came_to(prony, no_sandbox: None):
    seen = json.loads(prony("demo", "--keep", "kept", "--json").out)
    assert seen["schema"] == "prony.demo/1"
    assert seen["graded"] == 0
    assert len(seen["recorded_only"]) == 12


def test_without_a_folder_named_the_demo_goes_to_a_temporary_one(
    prony, tmp_path: Path, no_sandbox: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    said = prony("demo")
    [folder] = tmp_path.glob("prony-demo-*")
    assert str(folder) in said.out
    assert (folder / "runs").is_dir()
    assert not (tmp_path / "runs").exists()


def test_the_demo_refuses_a_folder_that_holds_runs(prony, tmp_path: Path):
    (tmp_path / "runs").mkdir()
    said = prony("demo", "--keep", ".")
    assert said.code == 3
    assert "error[E906]" in said.err


def test_what_differs_is_told_and_counted(prony, no_sandbox: None, monkeypatch: pytest.MonkeyPatch):
    real = demo.replay

    async def odd(home, plan, slots, every):
        import msgspec

        seen = await real(home, plan, slots, every=every)
        one = demo.Difference(attempt="a1", label="m", task="quick/py-even", recorded="solved, 20 of 20", here="failed")
        return msgspec.structs.replace(seen, graded=3, differing=(one,))

    monkeypatch.setattr(demo, "replay", odd)
    said = prony("demo", "--keep", "kept")
    assert "2 grades are the recorded ones" in said.out
    assert "a1  m, quick/py-even: recorded solved, 20 of 20; here failed" in said.out
