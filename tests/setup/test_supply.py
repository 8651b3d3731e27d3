"""What toolchains take: found, chosen among ways, fetched, told."""

from __future__ import annotations

from pathlib import Path

import pytest

from prony.errors import FetchError, PronyError, UsageError
from prony.fetch import Reporter
from prony.kits import KITS, Kit, Piece, folder
from prony.nouns import Noun
from prony.sandbox import find_toolchain
from prony.sandbox.toolchains import TOOLCHAIN_KITS, TOOLCHAINS
from prony.setup.supply import names, needed_by, supplies, supply, ways_of


class Crate(Noun, frozen=True, kw_only=True):
    """A package that is made on the spot, lacks, or fails when it is fetched."""

    name: str
    origin: str = "test"
    licence: str = "CC0-1.0"
    download_bytes: int = 1
    unpacked_bytes: int = 2
    why: str = ""
    fails: str = ""

    def lacking(self) -> str:
        return self.why

    def recipe(self) -> str:
        return self.name

    def lay(self, into: Path, reporter: Reporter) -> tuple[Piece, ...]:
        if self.fails:
            raise FetchError(self.fails, "cannot be fetched")
        (into / self.name).touch()
        return (Piece(name=self.name, version="1", sha256="0" * 64),)


def kit(name: str, **facts: str) -> Kit:
    return Kit(id=name, about=name, packages=(Crate(name=name, **facts),))


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "xdg"))


def got(*kits: Kit) -> tuple[str, ...]:
    """What is fetched for a toolchain that can be had by each of `kits`, the first best."""
    added = [KITS.adding(one.id, one) for one in kits]
    for one in added:
        one.__enter__()
    try:
        with TOOLCHAIN_KITS.adding("cobol", tuple((one.id,) for one in kits)):
            return supply("cobol", lambda step: None)
    finally:
        for one in added:
            one.__exit__(None, None, None)


def test_the_first_way_that_this_machine_does_not_lack_is_gone() -> None:
    assert got(kit("a", why="only on Debian"), kit("b"), kit("c")) == ("b",)


def test_a_way_that_fails_is_followed_by_the_next() -> None:
    assert got(kit("a", fails="E711"), kit("b")) == ("b",)


def test_a_full_disk_is_no_reason_to_try_another_way() -> None:
    with pytest.raises(FetchError) as raised:
        got(kit("a", fails="E713"), kit("b"))
    assert raised.value.code == "E713"


def test_what_cannot_be_had_is_told_with_every_reason() -> None:
    with pytest.raises(FetchError) as raised:
        got(kit("a", why="only on Debian: apt install a"), kit("b", why="no wheel for vax"))
    assert raised.value.code == "E717"
    assert raised.value.cause == "only on Debian: apt install a; no wheel for vax"


def test_a_way_that_is_here_is_kept_although_a_better_one_appeared() -> None:
    with KITS.adding("b", kit("b")), TOOLCHAIN_KITS.adding("cobol", (("b",),)):
        supply("cobol", lambda step: None)
    assert got(kit("a"), kit("b")) == ("b",)


def test_an_unknown_name_is_told_with_what_comes_near() -> None:
    with pytest.raises(UsageError) as raised:
        ways_of("nodde")
    assert (raised.value.code, raised.value.hint) == ("E101", "did you mean node?")


def test_everything_is_listed_once_with_its_state() -> None:
    with (
        KITS.adding("a", kit("a")),
        KITS.adding("b", kit("b", why="only on Debian")),
        TOOLCHAIN_KITS.adding("cobol", (("a",),)),
        TOOLCHAINS.adding("cobol", lambda override: None),
    ):
        found = {one.name: one for one in supplies()}
        assert list(found) == list(names())
        assert (found["cobol"].state, found["cobol"].text) == ("fetchable", "prony toolchains get cobol")
        assert (found["cobol"].download_bytes, found["cobol"].unpacked_bytes) == (1, 2)
        assert (found["b"].state, found["b"].text) == ("missing", "only on Debian")
        assert "a" not in found
        supply("cobol", lambda step: None)
        assert folder("a") is not None
    python = find_toolchain("python")
    assert python is not None
    assert found["python"].state == "here"
    assert python.identity in found["python"].text


def test_every_toolchain_says_its_ways_and_every_way_names_kits() -> None:
    for name in TOOLCHAINS:
        for way in ways_of(name):
            assert way
            assert set(way) <= set(KITS.names())


def test_suites_need_only_what_is_fetched() -> None:
    with TOOLCHAIN_KITS.adding("go", (("zig",),)):
        assert needed_by(["quick"]) == ("go",)
    assert needed_by(["quick"]) == ()


def test_a_suite_that_is_not_there_is_a_coded_error() -> None:
    with pytest.raises(PronyError) as raised:
        needed_by(["nowhere"])
    assert raised.value.code == "E301"
