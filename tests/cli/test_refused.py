"""What the world refuses is told in words, with a code and the next step; never as a defect of ours."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from prony.cli import main
from prony.cli.refused import HINTS, refused
from prony.errors import JournalError, RunError

CALL = "import sys; from prony.cli import main; main()"


def prony_process(*args: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CALL, *args], stderr=subprocess.PIPE, text=True, check=False, **options
    )


@pytest.mark.parametrize("number", sorted(HINTS))
def test_a_refusal_of_the_system_says_what_where_and_the_next_step(number: int):
    error = refused(OSError(number, os.strerror(number), "/some/where"))
    assert error is not None
    assert error.code == "E120"
    assert os.strerror(number) in error.what
    assert error.where == "/some/where"
    assert error.hint


def test_an_error_that_is_no_refusal_is_a_defect():
    assert refused(ValueError("x")) is None
    assert refused(OSError(errno.EBADF, "Bad file descriptor")) is None
    assert refused(ExceptionGroup("", [OSError(errno.ENOSPC, "full"), ValueError("x")])) is None


def test_of_a_group_of_errors_ours_is_told():
    ours = JournalError("E606", "the journal cannot be written")
    group = ExceptionGroup("", [OSError(errno.ENOSPC, "full"), ExceptionGroup("", [ours])])
    assert refused(group) is ours


def test_a_group_of_refusals_is_one_refusal():
    error = refused(ExceptionGroup("", [OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))]))
    assert error is not None
    assert "No space left" in error.what


@pytest.mark.parametrize("args", [("--help",), ("--version",), ("tasks",)])
def test_a_full_disk_behind_stdout_is_told_once(args: tuple[str, ...], tmp_path: Path):
    with open("/dev/full", "w") as full:
        done = prony_process(*args, stdout=full, cwd=tmp_path)
    assert done.returncode == 3
    assert "error[E120]: the system refuses: No space left on device" in done.stderr
    assert "Exception ignored" not in done.stderr


@pytest.mark.parametrize("args", [("--version",), ("tasks",), ()])
def test_a_stdout_that_was_closed_before_we_began_is_no_defect(args: tuple[str, ...], tmp_path: Path):
    done = prony_process(*args, cwd=tmp_path, preexec_fn=lambda: os.close(1))
    assert done.returncode == 0, done.stderr


def test_a_working_directory_that_is_gone_is_an_error_with_the_next_step(tmp_path: Path):
    folder = tmp_path / "gone"
    folder.mkdir()
    code = f"import os; os.chdir({str(folder)!r}); os.rmdir({str(folder)!r}); {CALL}"
    done = subprocess.run(
        [sys.executable, "-c", code, "board"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3
    assert "error[E120]" in done.stderr
    assert "cd to one that is" in done.stderr


def test_ctrl_c_while_the_command_is_still_being_imported_is_quiet(monkeypatch: pytest.MonkeyPatch):
    def interrupted(args):
        raise KeyboardInterrupt

    monkeypatch.setattr("prony.cli.app.run", interrupted)
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code == 130


def test_a_file_where_runs_should_be_kept_is_an_error_before_anything_is_run(prony, tmp_path: Path, monkeypatch):
    (tmp_path / "runs").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    said = prony("run", "quick", "--engines", "none", "--model", "smollm2-135m", "--task", "py-even")
    assert said.code == 3
    assert "error[E908]: a run cannot be kept here: Not a directory" in said.err
    assert "cd to a folder of your own" in said.err


def test_a_file_where_the_index_should_lie_is_named(prony, build_run, tmp_path: Path):
    build_run().finish()
    (tmp_path / ".prony").write_text("")
    said = prony("board")
    assert said.code == 3
    assert "error[E620]" in said.err
    assert "move away what stands there" in said.err


def test_an_index_that_is_garbage_says_how_it_is_built_anew(prony, build_run, tmp_path: Path):
    run = build_run()
    run.identify("m")
    run.attempt("m", "one", True)
    run.finish()
    (tmp_path / ".prony").mkdir()
    (tmp_path / ".prony" / "index.sqlite").write_bytes(b"no database " * 500)
    said = prony("board")
    assert (said.code, "prony index --rebuild" in said.err) == (3, True)
    assert prony("index", "--rebuild").code == 0
    assert prony("board").code == 0


def test_a_run_that_cannot_be_read_is_named_and_the_others_are_shown(prony, build_run, tmp_path: Path):
    run = build_run("r1")
    run.identify("m")
    run.attempt("m", "one", True)
    run.finish()
    hidden = tmp_path / "runs" / "r2"
    hidden.mkdir()
    (hidden / "events.jsonl").symlink_to("events.jsonl")  # a link to itself, which not even root can open
    said = prony("board")
    assert said.code == 0
    assert "run r2: the journal of run r2 cannot be read" in said.err
    assert "(E608)" in said.err
    (hidden / "events.jsonl").unlink()
    assert "r2" not in prony("board").err


def test_a_grader_version_that_graded_nothing_is_an_error_that_names_those_that_did(prony, build_run):
    run = build_run()
    run.identify("m")
    run.attempt("m", "one", True)
    run.finish()
    said = prony("board", "--grader", "99")
    assert said.code == 3
    assert "error[E656]" in said.err
    assert "version 1" in said.err
    assert prony("board", "--grader", "1").code == 0


def test_prove_of_no_task_at_all_is_an_error(prony):
    said = prony("prove", "quick", "--task", "zzz")
    assert said.code == 2
    assert "no task matches zzz" in said.err


def test_a_run_whose_plan_is_not_a_plan_says_where_else_it_stands(prony, build_run):
    run = build_run("r1")
    run.finish()
    (run.dir / "run.toml").write_text("id = 5\n")
    said = prony("regrade", "r1")
    assert said.code == RunError.exit_code
    assert "error[E902]" in said.err
    assert "the run's journal holds the plan as well" in said.err


def test_a_package_that_is_missing_is_an_old_installation_and_one_of_ours_a_defect():
    error = refused(ModuleNotFoundError("No module named 'jinja2'", name="jinja2"))
    assert error is not None
    assert error.code == "E121"
    assert "make install" in str(error)
    assert refused(ModuleNotFoundError("No module named 'prony.gone'", name="prony.gone")) is None
