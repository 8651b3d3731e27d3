"""An index or a board that came with a folder is not believed, and a link in its place is not followed."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from prony.boards.cache import KEPT, cached_leaderboards
from prony.errors import JournalError
from prony.journal.index import Index
from prony.journal.origin import key_path


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture
def home(build_run, tmp_path: Path) -> Path:
    made = build_run()
    made.identify("m")
    for task in ("one", "two"):
        made.attempt("m", task, False)
    made.finish()
    return tmp_path


def forge(home: Path) -> None:
    """Say in the index that everything was solved."""
    with sqlite3.connect(home / ".prony" / "index.sqlite") as database:
        database.execute("UPDATE cell SET failed = 0, solved = 1, scores = '[1.0]'")


def solved(home: Path) -> float | None:
    with Index(home) as index:
        index.update()
        return cached_leaderboards(index)[0].models[0].solved.value


def test_an_index_of_another_user_is_computed_anew(home: Path) -> None:
    assert solved(home) == 0.0
    forge(home)
    key_path(home).unlink()
    assert solved(home) == 0.0


def test_so_is_a_board(home: Path) -> None:
    assert solved(home) == 0.0
    for kept in (home / ".prony" / "boards").iterdir():
        kept.write_bytes(kept.read_bytes().replace(b'"value":0.0', b'"value":1.0'))
    key_path(home).unlink()
    assert solved(home) == 0.0


def test_ones_own_index_is_not_computed_anew(home: Path) -> None:
    assert solved(home) == 0.0
    with Index(home) as index:
        assert index.update().events == 0


@pytest.mark.parametrize("name", ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm", ""])
def test_a_link_in_place_of_the_index_empties_no_tables_elsewhere(home: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with sqlite3.connect(elsewhere / "index.sqlite") as database:
        database.execute("CREATE TABLE mine (x)")
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    if name:
        (home / ".prony").mkdir()
        (home / ".prony" / name).symlink_to(elsewhere / "index.sqlite")
    else:
        (home / ".prony").symlink_to(elsewhere)
    for work in (Index.update, Index.rebuild):
        with Index(home) as index, pytest.raises(JournalError) as caught:
            work(index)
        assert caught.value.code == "E620"
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before


def test_a_pipe_in_place_of_the_index_is_not_waited_for(home: Path) -> None:
    (home / ".prony").mkdir()
    os.mkfifo(home / ".prony" / "index.sqlite")
    with Index(home) as index, pytest.raises(JournalError) as caught:
        index.update()
    assert caught.value.code == "E620"


def test_a_link_in_place_of_the_kept_boards_removes_nobodys_files(home: Path, tmp_path: Path) -> None:
    mine = tmp_path / "documents"
    mine.mkdir()
    for number in range(KEPT + 5):
        (mine / f"{number}.json").write_text("{}")
    (home / ".prony").mkdir()
    (home / ".prony" / "boards").symlink_to(mine)
    assert solved(home) == 0.0
    assert len(list(mine.iterdir())) == KEPT + 5
