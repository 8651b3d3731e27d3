"""Digests of big files are remembered only as long as nobody has written into them."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from prony.fetch.file_digests import file_sha256, remembered_sha256


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_digest_is_remembered(tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(b"weights")
    assert remembered_sha256(file) is None
    assert file_sha256(file) == hashlib.sha256(b"weights").hexdigest() == remembered_sha256(file)


def test_a_file_that_was_changed_in_place_with_its_old_time_is_read_again(tmp_path: Path) -> None:
    file = tmp_path / "weights.gguf"
    file.write_bytes(b"weights")
    file_sha256(file)
    before = file.stat()
    with file.open("r+b") as stream:
        stream.write(b"other!!")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert remembered_sha256(file) is None
    assert file_sha256(file) == hashlib.sha256(b"other!!").hexdigest()
