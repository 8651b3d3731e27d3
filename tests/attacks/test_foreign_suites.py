"""A suite from elsewhere is data: whatever it holds, every command that reads it says what is wrong, and no more."""

from __future__ import annotations

import io
import os
import shutil

import mutated_suites
import pytest

from prony.cli import app
from prony.cli.terminal import Terminal

READING = (
    ("tasks", "SUITE"),
    ("tasks", "SUITE", "--json"),
    ("estimate", "SUITE", "--gguf", "MODEL"),
    ("estimate", "SUITE", "--gguf", "MODEL", "--json"),
    ("run", "SUITE", "--gguf", "MODEL", "--task", "no-such-task", "--yes"),
    ("import", "SUITE", "imported"),
)
PROVED = ("prove", "SUITE", "--task", "*/add-one", "--slots", "1")


@pytest.fixture(scope="module")
def tape(tmp_path_factory):
    """A model file that no command of these begins to run."""
    pytest.importorskip("gguf", reason="the gguf package is not installed (extra: engine)")
    from prony.references.tapes import Script, build_tape

    path = tmp_path_factory.mktemp("tape") / "tape.gguf"
    build_tape(path, [], default=Script(phrase="", text="hello\n"))
    return path


def outside(home):
    """What lies beside the suite, and when it was changed."""
    return {
        str(path.relative_to(home)): path.lstat().st_mtime_ns
        for path in home.rglob("*")
        if not {"suite", ".prony", "imported"} & set(path.relative_to(home).parts)
    }


def read_everything(mini_suite, tape, home, seed, monkeypatch, *, prove=False):
    """Mutate a copy of the suite by `seed`, and call every command that reads one."""
    suite = home / "suite"
    shutil.copytree(mini_suite, suite)
    done = mutated_suites.mutate(suite, seed)
    (home / "beside").mkdir()
    (home / "beside" / "file").write_bytes(b"whole")
    inside = sorted(map(os.fsdecode, os.listdir(suite)))
    monkeypatch.chdir(home)
    before = outside(home)
    for words in (*READING, *([PROVED] if prove else [])):
        args = [{"SUITE": str(suite), "MODEL": str(tape)}.get(word, word) for word in words]
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr("sys.stdout", out)
        code = app.run(args, Terminal(out, err))
        said = out.getvalue() + err.getvalue()
        broke = code == 70 or "defect" in err.getvalue() or "Traceback" in said
        assert not broke, f"seed {seed} ({done}): prony {' '.join(args)}: {err.getvalue()[-1500:]}"
        assert not (set(said) & set("\x1b\x07\u202e\x00")), f"seed {seed} ({done}): prony {' '.join(args)}"
        assert "root:x:0:0" not in said
    assert outside(home) == before, f"seed {seed} ({done}): something was written outside"
    assert sorted(map(os.fsdecode, os.listdir(suite))) == inside


@pytest.mark.parametrize("seed", range(20))
def test_a_mutated_suite_is_told_and_ends_no_command(mini_suite, tape, tmp_path, seed, monkeypatch):
    read_everything(mini_suite, tape, tmp_path, seed, monkeypatch, prove=seed < 3)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20, 520))
def test_many_mutated_suites_are_told_and_end_no_command(mini_suite, tape, tmp_path, seed, monkeypatch):
    read_everything(mini_suite, tape, tmp_path, seed, monkeypatch, prove=seed % 10 == 0)


def test_a_sound_suite_is_read_by_all_of_them(mini_suite, tape, tmp_path, monkeypatch):
    monkeypatch.setattr(mutated_suites, "mutate", lambda folder, seed: "nothing")
    read_everything(mini_suite, tape, tmp_path, 0, monkeypatch, prove=True)
