"""The catalog of public suites: whole entries, fetched by their digest, found by their names."""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from prony.errors import SuiteError
from prony.suites import builtin_suites, load_suite
from prony.suites.fetched import get_suite
from prony.suites.importers import IMPORTERS
from prony.suites.public import PublicSuite, imported_folder, public_suite, public_suites

ROW = {
    "task_id": "Own/0",
    "prompt": 'def double(number):\n    """ Give two times the number. """\n',
    "canonical_solution": "    return 2 * number\n",
    "entry_point": "double",
    "test": "def check(candidate):\n    assert candidate(2) == 4\n",
}


@pytest.fixture(autouse=True)
def an_empty_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test finds what was fetched before, or leaves anything in the user's own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def own_entry(tmp_path: Path) -> Iterator[PublicSuite]:
    """An entry of a suite that a server on this machine serves."""
    (tmp_path / "own.jsonl").write_text(json.dumps(ROW) + "\n")
    data = (tmp_path / "own.jsonl").read_bytes()
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield PublicSuite(
        name="own",
        title="Own problems",
        importer="humaneval",
        file="own.jsonl",
        size_bytes=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        licence="CC0-1.0",
        made_by="us",
        released="2026-01-02",
        splits={"test": 1},
        languages=("python",),
        urls=(f"http://127.0.0.1:{server.server_port}/own.jsonl",),
    )
    server.shutdown()


def test_every_entry_is_whole_and_shadows_nothing() -> None:
    names = [entry.name for entry in public_suites()]
    assert len(set(names)) == len(names)
    assert not set(names) & set(builtin_suites())
    for entry in public_suites():
        assert IMPORTERS.get(entry.importer) is not None, entry.name
        assert len(entry.sha256) == 64
        assert entry.urls or entry.wheels, entry.name
        assert all(url.startswith("https://") for url in entry.urls)
        for wheel in entry.wheels[:1] if len(entry.wheels) == 1 else ():
            assert (wheel.sha256, wheel.size_bytes) == (entry.sha256, entry.size_bytes)


def test_a_suite_is_fetched_once_and_says_what_the_catalog_knows(own_entry: PublicSuite) -> None:
    folder = get_suite(own_entry)
    suite = load_suite(folder)
    assert folder == imported_folder(own_entry)
    assert (suite.id, suite.title, suite.licence, suite.released) == ("own", "Own problems", "CC0-1.0", "2026-01-02")
    assert get_suite(msgspec.structs.replace(own_entry, urls=())) == folder


def test_bytes_of_another_digest_become_no_suite(own_entry: PublicSuite) -> None:
    other = msgspec.structs.replace(own_entry, sha256="0" * 64)
    with pytest.raises(SuiteError) as caught:
        get_suite(other)
    assert caught.value.code == "E712"
    assert not imported_folder(other).exists()


def test_a_public_suite_that_is_not_here_says_how_to_get_it() -> None:
    with pytest.raises(SuiteError, match="not here yet") as caught:
        load_suite("humaneval")
    assert caught.value.code == "E301"
    assert "prony prove humaneval" in str(caught.value.hint)


def test_a_name_that_is_nearly_right_is_told() -> None:
    with pytest.raises(SuiteError) as caught:
        public_suite("humanevl")
    assert "humaneval" in str(caught.value.hint)
