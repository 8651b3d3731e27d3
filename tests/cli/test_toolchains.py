"""`prony toolchains`: what is here and what can be fetched, and fetching it."""

from __future__ import annotations

import json

import pytest

from prony.errors import FetchError
from prony.setup import supply as room


@pytest.fixture(autouse=True)
def own_cache(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))


def test_the_list_says_of_each_whether_it_is_here_and_how_to_have_it(prony):
    said = prony("toolchains")
    assert said.code == 0
    lines = {line.split()[0]: line for line in said.out.splitlines()}
    assert "here" in lines["python"]
    assert "to be fetched" in lines["c"]
    assert "prony toolchains get c (101 MB)" in lines["c"]


def test_the_same_as_json(prony):
    document = json.loads(prony("toolchains", "--json").out)
    found = {one["name"]: one for one in document["toolchains"]}
    assert found["python"]["state"] == "here"
    assert found["c"]["download_bytes"] > 50_000_000
    assert found["c"]["licences"] == ["MIT"]


def test_a_toolchain_that_is_here_is_tried(prony):
    said = prony("toolchains", "get", "python")
    assert said.code == 0, said.err
    assert "4 samples hold" in said.out


def test_an_unknown_name_fetches_nothing(prony, monkeypatch):
    monkeypatch.setattr(room, "supply", lambda name, report: pytest.fail("fetched"))
    said = prony("toolchains", "get", "zig", "pyhton")
    assert said.code == 2
    assert "error[E101]" in said.err
    assert "did you mean python?" in said.err


def test_no_name_at_all_is_a_usage_error(prony):
    said = prony("toolchains", "get")
    assert said.code == 2
    assert "error[E102]" in said.err


def test_what_a_suite_needs_may_be_nothing(prony):
    assert prony("toolchains", "get", "--suite", "quick").code == 0


def test_what_cannot_be_had_is_told_and_the_rest_goes_on(prony, monkeypatch):
    asked = []

    def supply(name, report):
        asked.append(name)
        if name == "zig":
            raise FetchError("E717", "zig cannot be had on this machine", cause="no wheel for vax")

    monkeypatch.setattr(room, "supply", supply)
    said = prony("toolchains", "get", "zig", "python")
    assert said.code == 3
    assert asked == ["zig", "python"]
    assert "no wheel for vax" in said.err
    assert "4 samples hold" in said.out
