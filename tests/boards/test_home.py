"""Claims of the home view and of the cache of boards."""

from __future__ import annotations

import msgspec

from prony.boards import cache, home_view
from prony.boards.board import Board
from prony.boards.cache import cached_leaderboards
from prony.boards.home import empty_home
from prony.journal.index import Index


def test_a_folder_without_runs_says_how_to_begin_and_is_left_as_it_is(tmp_path):
    view = empty_home(tmp_path)
    assert view.run_count == 0
    assert "prony run quick" in view.next_step
    assert list(tmp_path.iterdir()) == []


def test_the_newest_runs_come_first_and_an_open_one_names_its_resume(build_run, tmp_path):
    for day, run in enumerate(("r1", "r2"), 1):
        builder = build_run(run, created_at=f"2026-01-0{day}T00:00:00.000Z")
        builder.identify("m")
        builder.attempt("m", "one", True)
        if run == "r1":
            builder.finish()
    with Index(tmp_path) as index:
        index.update()
        view = home_view(index)
    assert [(one.run, one.state, one.attempts) for one in view.runs] == [("r2", "open", 1), ("r1", "complete", 1)]
    assert "--resume r2" in view.next_step


def test_a_cached_board_is_the_board_until_a_journal_grows(build_run, tmp_path, monkeypatch):
    builder = build_run()
    builder.identify("m")
    builder.attempt("m", "one", True)
    with Index(tmp_path) as index:
        index.update()
        first = cached_leaderboards(index)
        with monkeypatch.context() as patched:
            patched.setattr(cache, "leaderboards", computed_again)
            assert cached_leaderboards(index) == first
        builder.attempt("m", "two", True)
        index.update()
        assert cached_leaderboards(index) != first


def computed_again(*_):
    raise AssertionError("the board was computed again")


def test_a_cached_board_that_cannot_be_read_is_computed_again_and_old_ones_are_removed(
    build_run, tmp_path, monkeypatch
):
    builder = build_run()
    builder.identify("m")
    monkeypatch.setattr(cache, "KEPT", 3)
    folder = tmp_path / ".prony" / "boards"
    with Index(tmp_path) as index:
        for task in ("one", "two", "one", "two", "one"):
            builder.attempt("m", task, True)
            index.update()
            board = cached_leaderboards(index)
        kept = list(folder.glob("*.json"))
        assert len(kept) == 3
        for path in kept:
            path.write_bytes(b"{")
        assert cached_leaderboards(index) == board


def test_every_field_of_a_board_is_in_its_json_also_at_its_default(build_run, tmp_path):
    build_run().identify("m")
    with Index(tmp_path) as index:
        index.update()
        document = msgspec.json.decode(msgspec.json.encode(cached_leaderboards(index)[0]))
    assert document["schema"] == "prony.board/1"
    assert set(document) == {"schema", *Board.__struct_fields__}
    assert document["incomplete"][0]["outcomes"]["solved"] == 0
