"""Claims of the blobs: what was put comes back, once, whole, and no larger than asked for."""

from __future__ import annotations

import hashlib
import os

import pytest
import zstandard

from prony.errors import JournalError
from prony.journal import Blobs, JournalWriter


@pytest.mark.parametrize("data", [b"", b"x", os.urandom(100_000), "ü\0\n".encode() * 9999])
def test_a_blob_comes_back_byte_for_byte_under_its_digest(tmp_path, data):
    blobs = Blobs(tmp_path)
    blob = blobs.put(data)
    assert blob == hashlib.sha256(data).hexdigest()
    assert blobs.get(blob) == data
    assert Blobs(tmp_path).get(blob) == data


def test_the_same_bytes_are_kept_once(tmp_path):
    blobs = Blobs(tmp_path)
    first = blobs.put(b"same")
    inode = blobs.path(first).stat().st_ino
    assert blobs.put(b"same") == first
    assert blobs.path(first).stat().st_ino == inode


@pytest.mark.parametrize("name", ["", "../../../etc/passwd", "A" * 64, "0" * 63, "0" * 64 + "\n"])
def test_what_is_no_blob_id_never_becomes_a_path(tmp_path, name):
    with pytest.raises(JournalError) as caught:
        Blobs(tmp_path).get(name)
    assert caught.value.code == "E610"


def test_a_link_in_place_of_a_blob_is_not_followed(tmp_path):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"secret")
    elsewhere = tmp_path / "elsewhere"
    blobs.path(blob).rename(elsewhere)
    blobs.path(blob).symlink_to(elsewhere)
    with pytest.raises(JournalError) as caught:
        blobs.get(blob)
    assert caught.value.code == "E610"


@pytest.mark.parametrize("damage", [b"", b"garbage", zstandard.compress(b"other bytes")])
def test_damage_is_detected(tmp_path, damage):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"the real bytes")
    blobs.path(blob).write_bytes(damage)
    with pytest.raises(JournalError) as caught:
        blobs.get(blob)
    assert caught.value.code == "E611"


def test_a_read_is_bounded_even_where_a_small_file_unpacks_to_much(tmp_path):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"\0" * 10_000_000)
    assert blobs.path(blob).stat().st_size < 10_000
    with pytest.raises(JournalError) as caught:
        blobs.get(blob, limit=1_000_000)
    assert caught.value.code == "E612"


def test_what_a_crash_left_half_written_is_swept_by_the_next_writer(tmp_path):
    blobs = Blobs(tmp_path)
    kept = blobs.put(b"kept")
    torn = tmp_path / "blobs" / "new" / "123-0"
    torn.write_bytes(b"half")
    with JournalWriter(tmp_path) as journal:
        assert not torn.exists()
        assert journal.blobs.get(kept) == b"kept"
        assert journal.blobs.get(journal.blobs.put(b"more")) == b"more"


@pytest.mark.parametrize("count", [3, 40])
def test_sync_puts_few_and_many_blobs_on_the_disk(tmp_path, count):
    with JournalWriter(tmp_path) as journal:
        ids = [journal.blobs.put(bytes([n]) * 100) for n in range(count)]
        journal.sync()
        assert all(journal.blobs.get(blob) for blob in ids)


def test_the_size_of_a_blob_is_known_without_unpacking_it(tmp_path):
    blobs = Blobs(tmp_path)
    assert blobs.size(blobs.put(b"")) == 0
    large = blobs.put(b"x" * 5_000_000)
    assert blobs.path(large).stat().st_size < 1000
    assert blobs.size(large) == 5_000_000
    with pytest.raises(JournalError) as caught:
        blobs.size("0" * 64)
    assert caught.value.code == "E610"
    blobs.path(large).write_bytes(b"no frame")
    with pytest.raises(JournalError) as caught:
        blobs.size(large)
    assert caught.value.code == "E611"


@pytest.mark.parametrize("linked", ["blobs", "blobs/new"])
def test_a_folder_of_blobs_that_is_a_link_is_neither_swept_nor_written(tmp_path, linked):
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "new").mkdir(parents=True)
    (elsewhere / "new" / "mail").write_text("kept")
    run = tmp_path / "run"
    (run / linked).parent.mkdir(parents=True)
    (run / linked).symlink_to(elsewhere if linked == "blobs" else elsewhere / "new")
    with pytest.raises(JournalError) as caught:
        JournalWriter(run)
    assert caught.value.code == "E613"
    assert (elsewhere / "new" / "mail").read_text() == "kept"


def test_a_shard_that_is_a_link_gets_no_blob(tmp_path):
    blobs = Blobs(tmp_path / "run")
    data = b"x"
    (tmp_path / "elsewhere").mkdir()
    blobs.folder.mkdir(parents=True)
    (blobs.folder / hashlib.sha256(data).hexdigest()[:2]).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(JournalError) as caught:
        blobs.put(data)
    assert caught.value.code == "E613"
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_pipe_in_place_of_a_blob_is_not_waited_for(tmp_path):
    blobs = Blobs(tmp_path)
    blob = blobs.put(b"x")
    blobs.path(blob).unlink()
    os.mkfifo(blobs.path(blob))
    for read in (blobs.get, blobs.size):
        with pytest.raises(JournalError) as caught:
            read(blob)
        assert caught.value.code == "E610"
