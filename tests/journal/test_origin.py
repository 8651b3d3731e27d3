"""A run from elsewhere is read as data: who it claims to be and when it claims to have been made overrule nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import synthetic
from synthetic_run import RunBuilder

from prony.boards.leaderboard import leaderboard
from prony.boards.scope import find_run
from prony.journal import Identified, queries
from prony.journal.events import GENESIS, line_hash
from prony.journal.index import Index
from prony.journal.origin import MARK_NAME, begun_here, key_path, mark
from prony.journal.past import past_contestants, past_runs
from prony.nouns import Contestant

Begin = Callable[..., RunBuilder]


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """This user's own state folder."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return tmp_path / "state"


def measured(build_run: Begin, run: str, solved: bool, *, own: bool, created_at: str, repeat: int = 0) -> RunBuilder:
    made = build_run(run, created_at=created_at)
    if own:
        mark(made.dir)
    made.identify("m")
    for task in ("one", "two"):
        made.attempt("m", task, solved, repeat=repeat)
    made.finish()
    return made


OWN, LATER = "2026-01-01T00:00:00.000Z", "2099-01-01T00:00:00.000Z"


def test_a_date_in_the_future_overrules_no_attempt_that_was_made_here(build_run: Begin, tmp_path: Path) -> None:
    measured(build_run, "mine", False, own=True, created_at=OWN)
    measured(build_run, "theirs", True, own=False, created_at=LATER)
    with Index(tmp_path) as index:
        index.update()
        board = leaderboard(index)
        assert [row.solved.value for row in board.models] == [0.0]
        assert find_run(index, "last") == "mine"
        by_grader = leaderboard(index, grader=board.models[0].graders[0])
        assert [row.solved.value for row in by_grader.models] == [0.0]
        assert {line.run: line.imported for line in board.runs} == {"mine": False, "theirs": True}
        assert [note for note in board.notes if "theirs did not begin here" in note]


def test_the_same_date_of_a_run_begun_here_counts(build_run: Begin, tmp_path: Path) -> None:
    measured(build_run, "a", False, own=True, created_at=OWN)
    measured(build_run, "b", True, own=True, created_at=LATER)
    with Index(tmp_path) as index:
        index.update()
        board = leaderboard(index)
        assert [row.solved.value for row in board.models] == [1.0]
        assert not [note for note in board.notes if "did not begin here" in note]


def test_who_copies_his_project_whole_sees_no_change_of_numbers(build_run: Begin, tmp_path: Path, state: Path) -> None:
    for run, solved, date in (("a", False, OWN), ("b", True, LATER)):
        measured(build_run, run, solved, own=True, created_at=date)
    key_path(tmp_path).unlink()
    with Index(tmp_path) as index:
        index.update()
        assert all(run.imported for run in queries.runs(index))
        board = leaderboard(index)
        assert [row.solved.value for row in board.models] == [1.0]
        assert not [note for note in board.notes if "did not begin here" in note]


@pytest.mark.parametrize("forged", ["copied", "another key", "empty", "garbage", "a link", "a pipe", "a folder"])
def test_a_mark_that_is_not_this_users_is_none(build_run: Begin, tmp_path: Path, state: Path, forged: str) -> None:
    mine = measured(build_run, "mine", True, own=True, created_at=OWN)
    theirs = measured(build_run, "theirs", True, own=False, created_at=LATER)
    at = theirs.dir / MARK_NAME
    if forged == "copied":
        shutil.copy(mine.dir / MARK_NAME, at)
    elif forged == "another key":
        key = key_path(tmp_path).read_bytes()
        key_path(tmp_path).write_bytes(os.urandom(32))
        mark(theirs.dir)
        key_path(tmp_path).write_bytes(key)
    elif forged == "a link":
        at.symlink_to(mine.dir / MARK_NAME)
    elif forged == "a pipe":
        os.mkfifo(at)
    elif forged == "a folder":
        at.mkdir()
    else:
        at.write_bytes(b"" if forged == "empty" else os.urandom(5000))
    assert (begun_here(mine.dir), begun_here(theirs.dir)) == (True, False)


def test_the_key_of_marks_is_its_owners_alone(build_run: Begin, tmp_path: Path) -> None:
    measured(build_run, "mine", True, own=True, created_at=OWN)
    assert key_path(tmp_path).stat().st_mode & 0o077 == 0
    assert key_path(tmp_path).read_bytes() not in (tmp_path / "runs/mine" / MARK_NAME).read_bytes()


def claim(build_run: Begin, victim: str, **more: Any) -> RunBuilder:
    """A run whose events call another fingerprint by the id of `victim`."""
    made = build_run("theirs", created_at=OWN)
    other = synthetic.contestant("m", sha256="e" * 64)
    made.put(Identified(label="m", contestant=Contestant(id=victim, label="m", fingerprint=other.fingerprint)))
    made.contestants["m"] = victim
    return made


def test_a_claimed_id_is_replaced_by_that_of_the_fingerprint(build_run: Begin, tmp_path: Path) -> None:
    mine = measured(build_run, "mine", False, own=True, created_at=OWN)
    victim = mine.contestants["m"]
    made = claim(build_run, victim)
    for repeat in range(5):
        made.attempt("m", "one", True, repeat=repeat)
    made.finish()
    with Index(tmp_path) as index:
        index.update()
        rows = {row.contestant: row.solved.value for row in leaderboard(index).models + leaderboard(index).incomplete}
        assert rows[victim] == 0.0
        assert len(rows) == 2
        [theirs] = index.query("SELECT contestant, claimed FROM contestant WHERE run = 'theirs'")
        assert (theirs["claimed"], theirs["contestant"] != victim) == (victim, True)


def test_an_id_that_the_run_never_identified_is_nobodys(build_run: Begin, tmp_path: Path) -> None:
    mine = measured(build_run, "mine", False, own=True, created_at=OWN)
    made = build_run("theirs", created_at=OWN)
    made.contestants["m"] = mine.contestants["m"]
    made.attempt("m", "one", True, repeat=3)
    made.finish()
    with Index(tmp_path) as index:
        index.update()
        claimed = index.query("SELECT contestant FROM attempt WHERE run = 'theirs'")
        assert [row["contestant"] for row in claimed] == ["?m"]


def test_ids_are_the_same_in_whatever_batches_events_arrive(build_run: Begin, tmp_path: Path, monkeypatch: Any) -> None:
    made = claim(build_run, "0" * 12)
    made.attempt("m", "one", True)
    made.finish()
    with Index(tmp_path) as index:
        index.update()
        whole = index.dump()
        monkeypatch.setattr("prony.journal.index.BATCH", 1)
        index.rebuild()
        assert index.dump() == whole


def test_records_of_this_version_are_who_they_say(build_run: Begin, tmp_path: Path) -> None:
    made = measured(build_run, "mine", True, own=True, created_at=OWN)
    lines = (made.dir / "events.jsonl").read_text().splitlines()
    [told] = [json.loads(line)["contestant"] for line in lines if '"identified"' in line]
    with Index(tmp_path) as index:
        index.update()
        [row] = index.query("SELECT contestant, claimed FROM contestant")
    assert (row["contestant"], row["claimed"]) == (told["id"], None)


def test_who_claims_the_id_of_another_is_named_on_the_board(build_run: Begin, tmp_path: Path) -> None:
    mine = measured(build_run, "mine", False, own=True, created_at=OWN)
    victim = mine.contestants["m"]
    made = claim(build_run, victim)
    made.attempt("m", "one", True)
    made.finish()
    with Index(tmp_path) as index:
        index.update()
        board = leaderboard(index)
    assert {line.run: line.claims for line in board.runs} == {"mine": {}, "theirs": {"m": victim}}
    [note] = [note for note in board.notes if "claimed under an id that is another's" in note]
    assert f"m of theirs ({victim})" in note


def test_where_no_run_began_here_the_board_says_so(build_run: Begin, tmp_path: Path) -> None:
    for run in ("a", "b"):
        measured(build_run, run, True, own=False, created_at=OWN)
    with Index(tmp_path) as index:
        index.update()
        assert "a, b are not known to have begun here: their records are read as they are" in leaderboard(index).notes


@pytest.mark.parametrize("date", ["", "-999-01-01T00:00:00Z", "9999-99-99T99:99:99Z", "2999-01-01T00:00:00Z"])
def test_a_run_of_no_possible_date_teaches_an_estimate_nothing(build_run: Begin, tmp_path: Path, date: str) -> None:
    measured(build_run, "mine", True, own=True, created_at=OWN)
    measured(build_run, "theirs", True, own=False, created_at=date)
    with Index(tmp_path) as index:
        index.update()
        assert {run.run for run in past_runs(index, 100)} == {"mine"}


def test_a_run_without_a_plan_teaches_an_estimate_nothing(build_run: Begin, tmp_path: Path) -> None:
    measured(build_run, "mine", True, own=True, created_at=OWN)
    made = measured(build_run, "theirs", True, own=False, created_at=OWN)
    unplanned(made.dir)
    with Index(tmp_path) as index:
        index.update()
        assert {run.run for run in past_runs(index, 100)} == {"mine"}
        assert {one.run for one in past_contestants(index, ["mine", "theirs"])} == {"mine"}


def unplanned(run_dir: Path) -> None:
    """Take the first event out of a journal, and chain the rest anew."""
    lines, prev = [], GENESIS
    for number, line in enumerate((run_dir / "events.jsonl").read_bytes().splitlines()[1:]):
        told = json.loads(line) | {"seq": number, "prev": prev}
        lines.append(json.dumps(told).encode())
        prev = line_hash(lines[-1])
    (run_dir / "events.jsonl").write_bytes(b"\n".join([*lines, b""]))
