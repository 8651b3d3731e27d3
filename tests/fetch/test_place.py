"""A file in its place: whole and of the right digest, or not there; whatever the sources do."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path
from typing import NamedTuple

import pytest
from wheelhouse import CONTENT, sha256

from prony.errors import FetchError
from prony.fetch import FetchSource, Phase, Progress, RemoteFile, Reporter, Stopped, fetch, present


class Gives(NamedTuple):
    """A source that gives `data`, or appends it to what is there; slowly, where that is asked for."""

    name: str
    data: bytes = CONTENT
    seconds: float = 0.0
    scratch_bytes: int = 0

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        have = into.stat().st_size if into.is_file() else 0
        time.sleep(self.seconds)
        with into.open("ab") as out:
            out.write(self.data[have:])


class Refuses(NamedTuple):
    """A source that has nothing."""

    name: str
    scratch_bytes: int = 0

    def fetch(self, into: Path, size_bytes: int, reporter: Reporter) -> None:
        raise FetchError("E711", f"{self.name} has nothing", cause="HTTP 404")


def file(*sources: FetchSource, size_bytes: int = len(CONTENT)) -> RemoteFile:
    return RemoteFile("tiny", "tiny.bin", size_bytes, sha256(CONTENT), sources)


def test_a_file_is_announced_fetched_and_there_afterwards(tmp_path: Path) -> None:
    steps: list[Progress] = []
    path = fetch(file(Gives("hub")), tmp_path / "new" / "folder", steps.append)
    assert path.read_bytes() == CONTENT
    assert present(file(), path.parent) == path
    assert [step.phase for step in steps] == [Phase.ANNOUNCE, Phase.SOURCE, Phase.DONE]
    assert str(steps[0]) == "tiny: 0 MB"
    assert {one.name for one in path.parent.iterdir()} == {"tiny.bin", "tiny.bin.lock"}


def test_the_next_source_is_tried_and_what_failed_is_said(tmp_path: Path) -> None:
    steps: list[Progress] = []
    fetch(file(Refuses("mirror"), Gives("hub")), tmp_path, steps.append)
    assert "tiny: not from the mirror: mirror has nothing (HTTP 404)" in map(str, steps)


def test_where_no_source_gives_it_each_is_named(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as raised:
        fetch(file(Refuses("mirror"), Gives("hub", b"x" * len(CONTENT))), tmp_path)
    assert raised.value.code == "E712"
    assert "mirror has nothing" in (raised.value.cause or "")
    assert "what the hub gave is not tiny.bin" in (raised.value.cause or "")
    assert [one.name for one in tmp_path.glob("tiny*")] == ["tiny.bin.lock"]


def test_a_part_of_another_file_is_fetched_again_from_its_beginning(tmp_path: Path) -> None:
    (tmp_path / "tiny.bin.hub.part").write_bytes(b"of an older version")
    steps: list[Progress] = []
    assert fetch(file(Gives("hub")), tmp_path, steps.append).read_bytes() == CONTENT
    assert sum("from the beginning" in str(step) for step in steps) == 1


def test_a_full_disk_is_said_before_anything_is_fetched(tmp_path: Path) -> None:
    with pytest.raises(FetchError) as raised:
        fetch(file(Gives("hub"), size_bytes=1 << 60), tmp_path)
    assert raised.value.code == "E713"
    assert not list(tmp_path.glob("*.part"))


def test_two_processes_fetch_it_once(tmp_path: Path) -> None:
    fork = multiprocessing.get_context("fork")
    heard = fork.Queue()

    def run() -> None:
        fetch(file(Gives("hub", seconds=0.5)), tmp_path, lambda step: heard.put(str(step)))

    both = [fork.Process(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert [one.exitcode for one in both] == [0, 0]
    lines = [heard.get() for _ in range(5)]
    assert sum("from the hub" in line for line in lines) == 1
    assert sum("another process is fetching it" in line for line in lines) == 1


def test_who_waits_for_another_process_may_have_had_enough(tmp_path: Path) -> None:
    import fcntl

    with (tmp_path / "tiny.bin.lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        with pytest.raises(Stopped):
            fetch(file(Gives("hub")), tmp_path, cancelled=lambda: True)


def test_a_folder_that_cannot_be_made_is_a_coded_error(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FetchError) as raised:
        fetch(file(Gives("hub")), tmp_path / "taken" / "below")
    assert raised.value.code == "E713"


def test_a_link_in_place_of_a_lock_keeps_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("kept")
    folder = tmp_path / "weights"
    folder.mkdir()
    (folder / "tiny.bin.lock").symlink_to(tmp_path / "mail")
    with pytest.raises(FetchError) as raised:
        fetch(file(Gives("hub")), folder)
    assert raised.value.code == "E713"
    assert (tmp_path / "mail").read_text() == "kept"
