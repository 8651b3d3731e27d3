"""Claims of the one writer: what it acknowledges stays, in order, in one chain, by one process."""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest

from prony.errors import JournalError
from prony.journal import Graded, JournalWriter, Noted, Started, read_events

APPENDER = """
import sys
from pathlib import Path
from prony.journal import JournalWriter, Noted
with JournalWriter(Path(sys.argv[1])) as journal:
    while True:
        sys.stdout.write(f"{journal.append(Noted(level='info', text='x' * int(sys.argv[2])))}\\n")
        sys.stdout.flush()
"""


def lines(run: Path) -> list[bytes]:
    return (run / "events.jsonl").read_bytes().splitlines()


def test_what_was_appended_is_read_back_in_order(tmp_path, events):
    with JournalWriter(tmp_path) as journal:
        assert [journal.append(event) for event in events] == [0, 1, 2, 3]
    assert list(read_events(tmp_path)) == events
    assert list(read_events(tmp_path, from_seq=2)) == events[2:]


def test_each_line_carries_the_hash_of_the_one_before(tmp_path, events):
    with JournalWriter(tmp_path) as journal:
        for event in events:
            journal.append(event)
    written = lines(tmp_path)
    assert json.loads(written[0])["prev"] == "0" * 64
    for before, line in itertools.pairwise(written):
        assert json.loads(line)["prev"] == hashlib.sha256(before).hexdigest()


def test_a_reopened_journal_is_continued_in_the_same_chain(tmp_path, events):
    for event in events:
        with JournalWriter(tmp_path) as journal:
            journal.append(event)
    assert list(read_events(tmp_path)) == events


def test_a_second_writer_is_refused_while_the_first_lives(tmp_path):
    with JournalWriter(tmp_path) as journal:
        with pytest.raises(JournalError) as caught:
            JournalWriter(tmp_path)
        assert caught.value.code == "E603"
        journal.append(Noted(level="info", text="still mine"))
    with JournalWriter(tmp_path) as journal:
        assert journal.next_seq == 1


@pytest.mark.parametrize("tail", [b'{"seq":4,"prev":"', b"\0" * 4096, b"{", b'{"seq":4}'])
def test_a_torn_last_line_is_cut_off_and_noted(tmp_path, events, tail):
    with JournalWriter(tmp_path) as journal:
        for event in events:
            journal.append(event)
    with (tmp_path / "events.jsonl").open("ab") as file:
        file.write(tail)
    assert list(read_events(tmp_path)) == events, "a reader leaves a torn line alone"
    with JournalWriter(tmp_path) as journal:
        journal.append(events[1])
    noted = Noted(level="warning", text=f"a torn last line of {len(tail)} bytes was cut off")
    assert list(read_events(tmp_path)) == [*events, noted, events[1]]


def _flip_a_byte(written: list[bytes]) -> list[bytes]:
    return [written[0], written[1].replace(b"quick/one", b"quick/two"), *written[2:]]


def _drop_a_line(written: list[bytes]) -> list[bytes]:
    return [written[0], *written[2:]]


def _swap_lines(written: list[bytes]) -> list[bytes]:
    return [written[0], written[2], written[1], written[3]]


def _not_json(written: list[bytes]) -> list[bytes]:
    return [written[0], b"\xff\xfe not json", *written[2:]]


@pytest.mark.parametrize("tamper", [_flip_a_byte, _drop_a_line, _swap_lines, _not_json])
def test_a_changed_line_is_detected_by_reader_and_writer(tmp_path, events, tamper):
    with JournalWriter(tmp_path) as journal:
        for event in events:
            journal.append(event)
    (tmp_path / "events.jsonl").write_bytes(b"\n".join(tamper(lines(tmp_path))) + b"\n")
    for use in (lambda: list(read_events(tmp_path)), lambda: JournalWriter(tmp_path)):
        with pytest.raises(JournalError) as caught:
            use()
        assert caught.value.code == "E602"
        assert "byte" in (caught.value.where or "")


def test_an_event_of_a_newer_version_is_named_as_such(tmp_path, events):
    with JournalWriter(tmp_path) as journal:
        journal.append(events[0])
    previous = hashlib.sha256(lines(tmp_path)[0]).hexdigest()
    with (tmp_path / "events.jsonl").open("a") as file:
        file.write(json.dumps({"seq": 1, "prev": previous, "at": "", "kind": "telepathy"}) + "\n")
    with pytest.raises(JournalError) as caught:
        list(read_events(tmp_path))
    assert caught.value.code == "E604"


def test_lone_surrogates_in_untrusted_text_do_not_stop_the_record(tmp_path):
    with JournalWriter(tmp_path) as journal:
        journal.append(Noted(level="info", text="a\ud800b ü"))
    assert list(read_events(tmp_path)) == [Noted(level="info", text="a?b ü")]


def test_an_event_that_could_not_be_read_back_is_refused_and_leaves_no_trace(tmp_path, events):
    graded = events[3]
    assert isinstance(graded, Graded)
    bad = Graded(grade=msgspec.structs.replace(graded.grade, metrics={"ms": math.nan}))
    with JournalWriter(tmp_path) as journal:
        journal.append(events[0])
        with pytest.raises(JournalError) as caught:
            journal.append(bad)
        assert caught.value.code == "E605"
        assert journal.append(graded) == 1
    assert list(read_events(tmp_path)) == [events[0], graded]


def test_a_full_disk_is_an_error_that_names_the_way_back_and_no_torn_line_stays(tmp_path, events, monkeypatch):
    journal = JournalWriter(tmp_path)
    journal.append(events[0])
    whole = os.write
    monkeypatch.setattr(os, "write", lambda fd, data: whole(fd, data[: len(data) // 2]))
    for _ in range(2):
        with pytest.raises(JournalError) as caught:
            journal.append(events[1])
        assert caught.value.code == "E606"
        assert "--resume" in (caught.value.hint or "")
    monkeypatch.undo()
    with pytest.raises(JournalError):
        journal.close()
    assert list(read_events(tmp_path)) == [events[0]]
    with JournalWriter(tmp_path) as again:
        assert again.append(events[1]) == 1


def test_a_disk_that_refuses_to_sync_is_not_passed_over(tmp_path, events, monkeypatch):
    def refuse(fd: int) -> None:
        raise OSError(5, "Input/output error")

    journal = JournalWriter(tmp_path)
    monkeypatch.setattr(os, "fdatasync", refuse)
    journal.append(events[0])
    with pytest.raises(JournalError) as caught:
        journal.sync()
    assert caught.value.code == "E606"
    with pytest.raises(JournalError):
        journal.append(events[1])
    with pytest.raises(JournalError):
        journal.close()


def test_events_are_committed_to_disk_without_being_asked(tmp_path, events, monkeypatch):
    synced = threading.Event()
    real = os.fdatasync
    monkeypatch.setattr(os, "fdatasync", lambda fd: (real(fd), synced.set())[0])
    with JournalWriter(tmp_path) as journal:
        for event in events:
            synced.clear()
            journal.append(event)
            assert synced.wait(30)


def test_threads_may_append_at_once(tmp_path):
    with JournalWriter(tmp_path) as journal:
        workers = [
            threading.Thread(target=lambda: [journal.append(Noted(level="info", text="x")) for _ in range(200)])
            for _ in range(4)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
    assert len(list(read_events(tmp_path))) == 800


def test_a_closed_journal_takes_nothing_more(tmp_path, events):
    journal = JournalWriter(tmp_path)
    journal.close()
    journal.close()
    with pytest.raises(JournalError) as caught:
        journal.append(events[0])
    assert caught.value.code == "E607"


def test_kill_9_at_random_points_loses_no_acknowledged_event(tmp_path):
    rng = random.Random(20)
    acknowledged = 0
    for trial in range(12):
        size = rng.choice([10, 500, 200_000])
        child = subprocess.Popen(
            [sys.executable, "-c", APPENDER, str(tmp_path), str(size)], stdout=subprocess.PIPE, text=True
        )
        assert child.stdout is not None
        told = [child.stdout.readline() for _ in range(rng.randrange(1, 60))]
        child.send_signal(signal.SIGKILL)
        told += child.stdout.readlines()
        child.wait()
        child.stdout.close()
        whole = [line for line in told if line.endswith("\n")]
        acknowledged = int(whole[-1]) + 1
        written = list(read_events(tmp_path))
        assert len(written) >= acknowledged, f"trial {trial}: an acknowledged event is lost"
    with JournalWriter(tmp_path) as journal:
        assert journal.next_seq >= acknowledged


def test_an_attempt_is_started_before_it_is_read(tmp_path, events):
    with JournalWriter(tmp_path) as journal:
        journal.append(events[0])
        journal.append(events[1])
        seen = list(read_events(tmp_path))
    assert isinstance(seen[1], Started), "a reader sees what is appended while the writer lives"


@pytest.mark.parametrize("put", [lambda at, other: at.symlink_to(other), lambda at, other: os.mkfifo(at)])
def test_a_journal_that_is_no_plain_file_is_not_written(tmp_path, put):
    other = tmp_path / "keys"
    other.write_text("secret, without an end of line")
    run = tmp_path / "run"
    run.mkdir()
    put(run / "events.jsonl", other)
    with pytest.raises(JournalError) as caught:
        JournalWriter(run)
    assert caught.value.code == "E608"
    assert other.read_text() == "secret, without an end of line"


def test_a_link_in_place_of_a_run_is_not_written_through(tmp_path, events):
    with JournalWriter(tmp_path / "mine") as journal:
        journal.append(events[0])
        journal.blobs.put(b"whole")
    (tmp_path / "mine/blobs/new").mkdir(exist_ok=True)
    (tmp_path / "mine/blobs/new/half").write_bytes(b"")
    (tmp_path / "theirs").symlink_to(tmp_path / "mine")
    before = sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "mine").rglob("*"))
    with pytest.raises(JournalError) as caught:
        JournalWriter(tmp_path / "theirs")
    assert caught.value.code == "E613"
    assert sorted((path, path.lstat().st_mtime_ns) for path in (tmp_path / "mine").rglob("*")) == before
    assert list(read_events(tmp_path / "theirs")) == [events[0]]
