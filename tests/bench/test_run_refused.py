"""Whole runs that meet a full disk, a reader that goes away, a lost journal: what is done stays, and they go on."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from prony.bench.remaining import Done
from prony.journal import Finished, read_events

pytestmark = pytest.mark.real_engine

LIMIT = 24_000
"""Bytes of the largest file that may be written: some attempts of the mini suite."""


Call = Callable[..., subprocess.Popen[str]]


@pytest.fixture(scope="module")
def call(prony: tuple[str, ...], cache_home: Path) -> Call:
    """A function that starts `prony ARGS` in a folder."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cache_home), "XDG_CACHE_HOME": str(cache_home)}

    def start(home: Path, *args: str, **options) -> subprocess.Popen[str]:
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        return subprocess.Popen([*prony, *args], cwd=home, env=environment, text=True, **(pipes | options))

    return start


@pytest.fixture(scope="module")
def whole(call: Call, mini_suite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a finished run of the references."""
    home = tmp_path_factory.mktemp("home")
    code, out, err = ended(call(home, "run", str(mini_suite), "--only-reference", "--json"))
    assert code == 0, err
    return home / "runs" / json.loads(out)["plan"]["id"]


def ended(process: subprocess.Popen[str]) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def ends(run_dir: Path) -> int:
    return len(Done(read_events(run_dir)).ends)


def test_a_full_disk_ends_the_run_with_the_way_back_and_it_goes_on(
    call: Call, whole: Path, mini_suite: Path, tmp_path: Path
):
    small = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT, LIMIT))  # noqa: E731
    code, _, err = ended(call(tmp_path, "run", str(mini_suite), "--only-reference", preexec_fn=small))
    assert code == 3, err
    assert "error[E606]" in err
    assert "defect" not in err
    [run_dir] = (tmp_path / "runs").iterdir()
    assert f"prony run --resume {run_dir.name}" in err
    assert 0 < ends(run_dir) < ends(whole)
    code, _, err = ended(call(tmp_path, "run", "--resume", run_dir.name))
    assert code == 0, err
    assert ends(run_dir) == ends(whole)


def test_a_run_whose_reader_goes_away_ends_at_once_and_can_go_on(
    call: Call, whole: Path, mini_suite: Path, tmp_path: Path
):
    running = call(tmp_path, "run", str(mini_suite), "--only-reference", "-k", "20", "--events")
    assert running.stdout is not None
    assert running.stderr is not None
    assert '"kind":"' in running.stdout.readline()
    running.stdout.close()
    assert running.wait(60) == 141
    assert "defect" not in running.stderr.read()
    running.stderr.close()
    [run_dir] = (tmp_path / "runs").iterdir()
    events = list(read_events(run_dir))
    assert ends(run_dir) < 20 * ends(whole)
    assert isinstance(events[-1], Finished)
    assert events[-1].reason == "stopped"


def test_a_run_that_lost_its_journal_is_made_anew(call: Call, whole: Path, tmp_path: Path):
    run_dir = tmp_path / "runs" / whole.name
    shutil.copytree(whole, run_dir)
    (run_dir / "events.jsonl").unlink()
    code, _, err = ended(call(tmp_path, "run", "--resume", whole.name))
    assert code == 0, err
    assert "the journal of this run is empty" in err
    assert ends(run_dir) == ends(whole)
    assert ended(call(tmp_path, "board", whole.name))[0] == 0


def test_a_run_in_which_no_model_could_run_does_not_end_well(call: Call, mini_suite: Path, tmp_path: Path):
    (tmp_path / "broken.gguf").write_bytes(b"GGUF, but no more")
    (tmp_path / "prony.toml").write_text('[[contestants]]\nlabel = "broken"\ngguf = "broken.gguf"\n')
    code, _, err = ended(call(tmp_path, "run", str(mini_suite)))
    assert code == 4
    assert "broken could not run" in err
