"""A real headless Chromium, and pages to open in it. Where there is none, these tests are skipped."""

from __future__ import annotations

import importlib.util
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from prony.boards.report import report
from prony.export.page import write
from prony.journal.index import Index
from prony.sandbox.toolchains import find
from prony.setup.browser import find_browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """A browser for the tests of one module."""
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("Playwright is not installed: make test installs it")
    found = find_browser()
    if found is None:
        pytest.skip("no Chromium here: make browser")
    from playwright.sync_api import sync_playwright

    with pytest.MonkeyPatch.context() as environment:
        if node := find("node"):  # Playwright's own wants a libatomic, which small machines lack
            environment.setenv("PLAYWRIGHT_NODEJS_PATH", str(node.binary))
        with sync_playwright() as driver:
            # Its own sandbox needs what containers often forbid; the pages are ours.
            browser = driver.chromium.launch(
                executable_path=found.path,
                args=["--no-sandbox", "--disable-dev-shm-usage"],
                env={**os.environ, **found.env},
            )
            yield browser
            browser.close()


class Tab:
    """An open page that remembers what it did: requests beyond the page itself, console messages, errors, dialogs."""

    def __init__(self, browser: Any, path: Path, **context: Any) -> None:
        self.requests: list[str] = []
        self.said: list[str] = []
        self.context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}} | context)
        self.page = self.context.new_page()
        self.context.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.said.append(dialog.message), dialog.dismiss()))
        self.page.goto(path.as_uri())
        self.requests.remove(path.as_uri())

    def run(self, script: str, argument: Any = None) -> Any:
        """The value of a script, run in the page."""
        return self.page.evaluate(script, argument)

    def unfold(self) -> None:
        """Open every fold."""
        self.run("document.querySelectorAll('details').forEach(one => one.open = true)")


@pytest.fixture
def tab(chromium: Any) -> Iterator[Callable[..., Tab]]:
    """A function that opens a file in a fresh context."""
    opened: list[Tab] = []

    def at(path: Path, **context: Any) -> Tab:
        opened.append(Tab(chromium, path, **context))
        return opened[-1]

    yield at
    for one in opened:
        one.context.close()


@pytest.fixture
def written(tmp_path: Path) -> Callable[[], Path]:
    """A function that writes the page of the newest run under `tmp_path`."""

    def page() -> Path:
        path = tmp_path / "page.html"
        with Index(tmp_path) as index, open(path, "w", encoding="utf-8") as out:
            index.update()
            write(index, report(index), out)
        return path

    return page
