"""Claims of `prony forget`: no board shows a run that was put aside, and nothing of it is lost."""

from __future__ import annotations

import shlex
import shutil

import pytest

from prony.journal.index import Index


@pytest.fixture
def two_runs(build_run):
    for day, (run, solved) in enumerate({"r1": True, "r2": False}.items(), 1):
        builder = build_run(run, tasks={"a": "python"}, created_at=f"2026-01-0{day}T00:00:00.000Z")
        builder.identify("m")
        builder.attempt("m", "a", solved)
        builder.finish()


def test_a_board_is_what_it_was_before_the_forgotten_run(two_runs, prony, tmp_path):
    assert "0/1" in prony("board").out, "the newest attempt counts"
    said = prony("forget", "last")
    assert said.code == 0
    assert said.out.startswith("r2: no board shows it any more; back with: mv ")
    board = prony("board").out
    assert "1/1" in board
    assert "r2" not in prony().out
    assert (tmp_path / "forgotten" / "r2" / "events.jsonl").is_file()


def test_the_index_is_the_one_that_would_be_built_anew(two_runs, prony, tmp_path):
    prony("board")
    prony("forget", "r2")
    with Index(tmp_path) as index:
        followed = index.dump()
        index.rebuild()
        assert index.dump() == followed


def test_what_was_forgotten_comes_back_by_the_command_that_was_told(two_runs, prony):
    before = prony("board", "--json").out
    words = shlex.split(prony("forget", "r2").out.partition("back with: ")[2])
    shutil.move(words[1], words[2])
    assert prony("board", "--json").out == before


def test_a_run_that_is_being_written_is_left_where_it_is(build_run, prony, tmp_path):
    builder = build_run()
    builder.identify("m")
    said = prony("forget", "r1")
    assert "E603" in said.err
    assert (tmp_path / "runs" / "r1").is_dir()


def test_two_of_one_name_are_both_kept(build_run, prony, tmp_path):
    for _ in range(2):
        build_run("r1").finish()
        prony("forget", "r1")
    assert sorted(one.name for one in (tmp_path / "forgotten").iterdir()) == ["r1", "r1-2"]


def test_a_name_that_is_not_there_moves_nothing(two_runs, prony, tmp_path):
    assert prony("forget", "r1", "nothing").code == 2
    assert (tmp_path / "runs" / "r1").is_dir()
