"""Pages as tests read them: written from a run, and taken apart by the standard library's parser."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from prony.boards.report import report
from prony.export.page import write
from prony.journal.index import Index

VOID = {"meta", "link", "br", "line", "circle", "img"}


class Page(HTMLParser):
    """A page taken apart. tags: every element with its attributes; texts: what is between them, by element."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.source = source
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self._open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    @property
    def text(self) -> str:
        """All text in one, whitespace as one space."""
        return " ".join("".join(text for tag, text in self.texts if tag != "style").split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of this name."""
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def page_of(tmp_path: Path) -> Callable[..., Page]:
    """A function that writes the page of a run of `tmp_path` and takes it apart."""

    def written(run: str = "last") -> Page:
        path = tmp_path / "page.html"
        with Index(tmp_path) as index, open(path, "w", encoding="utf-8") as out:
            index.update()
            write(index, report(index, run), out)
        return Page(path.read_text(encoding="utf-8"))

    return written
