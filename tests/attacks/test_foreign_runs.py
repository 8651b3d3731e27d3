"""A run folder from elsewhere is data: whatever it holds, every command that reads says what it can, and goes on."""

from __future__ import annotations

import io
import shutil

import mutated_runs
import pytest

from prony.cli import app
from prony.cli.terminal import Terminal

READING = (
    (),
    ("board",),
    ("board", "--attempts"),
    ("board", "--md"),
    ("board", "--csv"),
    ("board", "--json"),
    ("compare",),
    ("show", "last"),
    ("show", "ATTEMPT"),
    ("report", "HOSTILE", "-o", "page.html"),
    ("index",),
)


@pytest.fixture(scope="module")
def recorded(tmp_path_factory, request):
    """A home with a recorded run of two real models, and a copy of it that is there to be changed."""
    home = tmp_path_factory.mktemp("foreign")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(home)
        assert app.run(["demo", "--keep", "kept", "-q"], Terminal(io.StringIO(), io.StringIO())) == 0
    (run,) = (home / "kept" / "runs").iterdir()
    return run


def read_everything(recorded, home, seed, monkeypatch):
    """Mutate a copy of the run by `seed`, and call every reading command beside the sound one."""
    runs = home / "runs"
    runs.mkdir()
    shutil.copytree(recorded, runs / recorded.name)
    hostile = runs / f"{recorded.name}x"
    shutil.copytree(recorded, hostile)
    done = mutated_runs.mutate(hostile, seed)
    monkeypatch.chdir(home)
    before = sorted(path.name for path in home.iterdir())
    for words in READING:
        args = [hostile.name if word == "HOSTILE" else "1" if word == "ATTEMPT" else word for word in words]
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.stdout", out)
        code = app.run(args, Terminal(out, err))
        said = out.getvalue() + err.getvalue()
        broke = code == 70 or "defect" in err.getvalue() or "Traceback" in said
        assert not broke, f"seed {seed} ({done}): prony {' '.join(args)}: {err.getvalue()[-1500:]}"
        if words in ((), ("board",)):
            sound = "qwen2.5-coder-0.5b" if words else f"{recorded.name} "
            assert sound in said, f"seed {seed} ({done}): the sound run is gone from prony {' '.join(args)}: {said}"
    assert {path.name for path in home.iterdir()} <= {*before, ".prony", "page.html"}


@pytest.mark.parametrize("seed", range(20))
def test_a_mutated_run_costs_nobody_else_a_board(recorded, tmp_path, seed, monkeypatch):
    read_everything(recorded, tmp_path, seed, monkeypatch)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 520))
def test_many_mutated_runs_cost_nobody_else_a_board(recorded, tmp_path, seed, monkeypatch):
    read_everything(recorded, tmp_path, seed, monkeypatch)
