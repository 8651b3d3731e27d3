"""Claims: what stands where commands look, and is a link, a pipe, another user's or no text, is not obeyed."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from prony.config import own_text
from prony.errors import JournalError, UsageError
from prony.journal import JournalWriter
from prony.journal.put_aside import put_aside
from prony.journal.reader import LONGEST_LINE


@pytest.fixture
def one_run(build_run, tmp_path):
    made = build_run("r1", tasks={"a": "python"})
    made.identify("m")
    made.attempt("m", "a", True)
    made.finish()
    return tmp_path


def elsewhere(home: Path, name: str) -> Path:
    """Move a folder out of its home, with a link in its place; returns where it is."""
    place = home.parent / f"{home.name}-elsewhere"
    (home / name).mkdir(exist_ok=True)
    (home / name).rename(place)
    (home / name).symlink_to(place)
    return place


def listed(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_through_a_link_in_place_of_the_runs_nothing_is_written(one_run, prony):
    place = elsewhere(one_run, "runs")
    before = listed(place)
    assert "E613" in prony("forget", "last").err
    for run in ("r1", "r2"):
        with pytest.raises(JournalError, match="a link stands in place of runs"):
            JournalWriter(one_run / "runs" / run)
    assert listed(place) == before
    assert "1/1" in prony("board").out, "it is read all the same"


def test_nor_is_a_run_begun_there(tmp_path, prony):
    place = elsewhere(tmp_path, "runs")
    said = prony("run", "quick", "--only-reference", "--task", "py-even")
    assert (said.code, "E613" in said.err, "PRONY_TRUST" in said.err) == (3, True, True)
    assert listed(place) == []


def test_through_a_link_in_place_of_what_was_forgotten_no_run_leaves_its_home(one_run, prony):
    place = elsewhere(one_run, "forgotten")
    assert "E613" in prony("forget", "r1").err
    assert (listed(place), (one_run / "runs/r1").is_dir()) == ([], True)


def test_who_means_the_link_says_so(one_run, prony, monkeypatch):
    place = elsewhere(one_run, "forgotten")
    monkeypatch.setenv("PRONY_TRUST", str(one_run))
    assert prony("forget", "r1").code == 0
    assert (place / "r1/events.jsonl").is_file()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_into_runs_of_somebody_else_nothing_is_written(one_run, monkeypatch):
    monkeypatch.delenv("SUDO_UID", raising=False)
    os.chown(one_run / "runs", 65534, 65534)
    for work in (lambda: put_aside(one_run, "r1"), lambda: JournalWriter(one_run / "runs/r2")):
        with pytest.raises(JournalError, match="belongs to somebody else") as caught:
            work()
        assert caught.value.code == "E613"
    assert listed(one_run / "runs")[0] == "r1"
    monkeypatch.setenv("PRONY_TRUST", str(one_run))
    put_aside(one_run, "r1")


@pytest.mark.parametrize("kind", ["file", "pipe"])
def test_what_is_no_folder_in_place_of_the_forgotten_is_said(one_run, prony, kind):
    (one_run / "forgotten").touch() if kind == "file" else os.mkfifo(one_run / "forgotten")
    said = prony("forget", "r1")
    assert (said.code, "E120" in said.err) == (3, True)
    assert (one_run / "runs/r1").is_dir()


@pytest.mark.parametrize("words", [("forget", ""), ("regrade", ""), ("run", "--resume", "")])
def test_a_name_that_is_empty_names_no_run(one_run, prony, words):
    assert "E101" in prony(*words).err
    assert (one_run / "runs/r1").is_dir()


@pytest.mark.parametrize("name", [b"\xff\xfe", b"a\xed\xa0\x80"])
@pytest.mark.parametrize("words", [("board",), (), ("forget", "last")])
def test_a_run_whose_name_is_no_text_costs_the_others_nothing(one_run, prony, name, words):
    os.mkdir(os.fsencode(one_run / "runs") + b"/" + name)
    (one_run / "runs" / os.fsdecode(name) / "events.jsonl").write_bytes((one_run / "runs/r1/events.jsonl").read_bytes())
    assert prony(*words).code == 0
    assert os.path.isdir(os.fsencode(one_run / "runs") + b"/" + name)


def test_a_line_without_an_end_costs_its_own_run(one_run, build_run, prony):
    build_run("r2").finish()
    journal = one_run / "runs/r2/events.jsonl"
    with journal.open("r+b") as file:
        file.truncate(20 * LONGEST_LINE)
    said = prony("board")
    assert (said.code, "1/1" in said.out, "r2" in said.err) == (0, True, True)


@pytest.mark.parametrize("name", ["runs/r1/events.jsonl", "prony.toml", ".prony/index.sqlite", "runs/new.html"])
def test_no_page_is_written_over_a_record(one_run, prony, name):
    prony("board")
    before = (one_run / name).read_bytes() if (one_run / name).exists() else None
    assert "E109" in prony("report", "r1", "-o", name).err
    assert ((one_run / name).read_bytes() if (one_run / name).exists() else None) == before


def test_a_link_that_waits_under_the_name_of_an_unfinished_page_is_not_followed(one_run, prony):
    mine = one_run / "mine.txt"
    mine.write_text("whole")
    (one_run / f".page.html.{os.getpid()}").symlink_to(mine)
    assert prony("report", "r1", "-o", "page.html").code == 0
    assert mine.read_text() == "whole"


@pytest.mark.parametrize("command", ["doctor", "estimate"])
@pytest.mark.parametrize("kind", ["pipe", "endless", "folder of another's"])
def test_settings_that_are_no_plain_file_are_neither_waited_for_nor_read(tmp_path, prony, command, kind):
    if kind == "pipe":
        os.mkfifo(tmp_path / "prony.toml")
    else:
        (tmp_path / "prony.toml").symlink_to("/dev/zero" if kind == "endless" else "/etc")
    said = prony(command)
    assert (said.code, "E110" in said.err) == (2, True)


def test_settings_beyond_all_measure_are_not_read_whole(tmp_path, monkeypatch):
    monkeypatch.setattr("prony.config.MOST_BYTES", 1000)
    (tmp_path / "prony.toml").write_text("#" * 1001)
    with pytest.raises(ValueError, match="more than"):
        own_text(tmp_path / "prony.toml", tmp_path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a file away")
@pytest.mark.parametrize("kind", ["another's", "everybody's", "pipe", "endless"])
def test_an_agent_that_somebody_else_wrote_is_not_obeyed(tmp_path, prony, monkeypatch, kind):
    from prony.harnesses.agent_file import read_agent

    monkeypatch.delenv("SUDO_UID", raising=False)
    path = tmp_path / "agents" / "theirs.toml"
    path.parent.mkdir()
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "endless":
        path.symlink_to("/dev/zero")
    else:
        path.write_text('argv = ["sh"]\nversion = ["sh"]\n')
        path.chmod(0o666 if kind == "everybody's" else 0o644)
    if kind == "another's":
        os.chown(path, 65534, 65534)
    with pytest.raises(UsageError) as caught:
        read_agent(path)
    assert caught.value.code == ("E119" if kind.endswith("'s") else "E282")
    if kind == "another's":
        monkeypatch.setenv("PRONY_TRUST", str(tmp_path))
        assert read_agent(path).argv == ("sh",)


def device(path: Path) -> None:
    """Put a device that never ends in place of a file; skips the test where that is not allowed."""
    path.unlink(missing_ok=True)
    try:
        os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(1, 5))
        path.open("rb").close()
    except OSError as error:
        pytest.skip(f"no device can be made here: {error}")


def test_a_device_in_place_of_a_file_of_a_run_is_not_read(one_run, prony):
    with JournalWriter(one_run / "runs/r2") as journal:
        blob = journal.blobs.put(b"x")
    device(journal.blobs.path(blob))
    with pytest.raises(JournalError, match="is not there"):
        journal.blobs.get(blob)
    for name in ("run.toml", "begun.mac"):
        device(one_run / "runs/r1" / name)
    assert "1/1" in prony("board").out
    assert "E902" in prony("run", "--resume", "r1").err
    device(one_run / "runs/r2/events.jsonl")
    assert "1/1" in prony("board").out
    with pytest.raises(JournalError) as caught:
        JournalWriter(one_run / "runs/r2")
    assert caught.value.code == "E608"


@pytest.mark.parametrize("command", ["doctor", "estimate"])
def test_a_device_in_place_of_settings_is_not_read(tmp_path, prony, command):
    device(tmp_path / "prony.toml")
    assert "E110" in prony(command).err


def test_a_device_in_place_of_the_index_is_not_read(one_run, prony):
    (one_run / ".prony").mkdir()
    device(one_run / ".prony/index.sqlite")
    assert "E620" in prony("board").err
