"""A bundle from elsewhere, or made of a run from elsewhere: whatever is in it, it ends in words, never in a defect."""

from __future__ import annotations

import io
import random
import shutil

import mutated_runs
import pytest

from prony.cli import app
from prony.cli.terminal import Terminal
from prony.demo.recording import unpack
from prony.demo.replay import RECORDING

DEFECT = 70


@pytest.fixture(scope="module")
def recorded(tmp_path_factory):
    return unpack(RECORDING, tmp_path_factory.mktemp("recorded"))


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """A function that calls prony in a folder; returns the exit code and what was said."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    def call(folder, *words: str) -> tuple[int, str]:
        folder.mkdir(exist_ok=True)
        monkeypatch.chdir(folder)
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.stdout", out)
        code = app.run(list(words), Terminal(out, err))
        said = out.getvalue() + err.getvalue()
        assert code != DEFECT, (words, said[-1500:])
        assert "Traceback" not in said
        return code, said

    return call


def bundle_of_a_mutated_run(recorded, tmp_path, calls, seed):
    run = tmp_path / "maker" / "runs" / recorded.name
    shutil.copytree(recorded, run)
    done = mutated_runs.mutate(run, seed)
    code, said = calls(tmp_path / "maker", "bundle", "-o", "../b.tar")
    if code != 0:
        assert "error[E" in said, (seed, done, said)
        assert not (tmp_path / "b.tar").exists()
        return
    code, said = calls(tmp_path / "reader", "verify", "../b.tar", "--add")
    assert code == 0 or "error[E" in said or "DOES NOT HOLD" in said, (seed, done, said)
    calls(tmp_path / "reader", "board")


@pytest.mark.parametrize("seed", range(16))
def test_a_bundle_of_a_mutated_run_ends_in_words(recorded, tmp_path, calls, seed):
    bundle_of_a_mutated_run(recorded, tmp_path, calls, seed)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(16, 300))
def test_bundles_of_many_mutated_runs_end_in_words(recorded, tmp_path, calls, seed):
    bundle_of_a_mutated_run(recorded, tmp_path, calls, seed)


def mutated(data: bytes, rng: random.Random) -> bytes:
    """A bundle with a stretch of it changed, taken out, doubled, or put elsewhere."""
    at, size = rng.randrange(len(data)), rng.choice((1, 7, 512, 1024, 5000))
    piece, rest = data[at : at + size], data[:at] + data[at + size :]
    to = rng.randrange(len(rest))
    return rng.choice(
        (
            rest,
            data[:at] + piece + data[at:],
            rest[:to] + piece + rest[to:],
            data[:at] + rng.randbytes(size) + data[at + size :],
            data[:at] + bytes(size) + data[at + size :],
        )
    )


def test_no_mutated_bundle_holds(recorded, tmp_path, calls):
    shutil.copytree(recorded, tmp_path / "maker" / "runs" / recorded.name)
    calls(tmp_path / "maker", "bundle", "-o", "../b.tar")
    data, rng = (tmp_path / "b.tar").read_bytes(), random.Random(7)
    for number in range(150):
        fresh = mutated(data, rng)
        if fresh == data:
            continue
        (tmp_path / "b.tar").write_bytes(fresh)
        code, said = calls(tmp_path / "reader", "verify", "../b.tar")
        assert code == 1, (number, said)
        assert "E15" in said
    assert list((tmp_path / "reader").iterdir()) == []
