"""Tables of an HTML page, or of the HTML that stands in Markdown: cells that span rows and columns are in each of them,
headings of several rows are one, and a row that is one wide cell is a caption, which is no row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import NamedTuple

MOST_COLUMNS = 200
MOST_ROWS = 20_000

_MARK = re.compile(r"<(/?)table\b", re.IGNORECASE)
_APART = ("br", "p", "div", "li")
"""Tags that part words."""


class PageTable(NamedTuple):
    """A table of a page: the line that it begins in, its header and its rows."""

    line: int
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class _Cell:
    """A cell as it is read: what stands in it, how far it reaches, and whether it is a heading."""

    def __init__(self, columns: int, rows: int, heading: bool) -> None:
        self.text = ""
        self.columns = columns
        self.rows = rows
        self.heading = heading


class _Open(NamedTuple):
    """A table that is being read: its rows, and what is open in it."""

    line: int
    rows: list[list[_Cell]]
    state: dict[str, bool]


def page_tables(page: str) -> list[PageTable]:
    """The tables of a page, in the order in which they begin; a table in a cell is one of its own."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    read = (_table(table.line, [row for row in table.rows if row]) for table in reader.tables)
    return [table for table in read if table is not None]


def embedded_tables(text: str) -> list[PageTable]:
    """The tables of the HTML that stands in a text, in their order; tags outside of tables are passed over."""
    found, depth, begin = [], 0, 0
    for mark in _MARK.finditer(text):
        if not mark[1]:
            begin = mark.start() if depth == 0 else begin
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                before = text.count("\n", 0, begin)
                end = text.find(">", mark.end()) + 1 or len(text)
                found += [table._replace(line=table.line + before) for table in page_tables(text[begin:end])]
    return found


def _table(line: int, rows: Sequence[Sequence[_Cell]]) -> PageTable | None:
    """The table that rows of cells make; None where nothing stands below its heading."""
    grid = _grid(rows)
    if len(grid) < 2:
        return None
    headings = next((at for at, (_, heading) in enumerate(grid) if not heading), len(grid))
    headings = headings if 0 < headings < len(grid) else 1
    width = max(len(cells) for cells, _ in grid[:headings])
    header = tuple(
        " ".join(dict.fromkeys(cells[at] for cells, _ in grid[:headings] if at < len(cells))) for at in range(width)
    )
    return PageTable(line, header, tuple(cells for cells, _ in grid[headings:]))


def _grid(rows: Sequence[Sequence[_Cell]]) -> list[tuple[tuple[str, ...], bool]]:
    """Each row with a text for each column, and whether it is of headings alone. Captions are left out."""
    grid: list[tuple[tuple[str, ...], bool]] = []
    hanging: dict[int, tuple[int, _Cell]] = {}
    for row in rows[:MOST_ROWS]:
        texts: list[str] = []
        heading, left = True, list(row)
        caption = len(row) == 1 and row[0].columns > 1 and not hanging
        while len(texts) < MOST_COLUMNS and (left or len(texts) in hanging):
            at = len(texts)
            if at in hanging:
                rest, cell = hanging.pop(at)
                if rest > 1:
                    hanging[at] = (rest - 1, cell)
                texts.append(cell.text)
            else:
                cell = left.pop(0)
                for column in range(at, min(at + cell.columns, MOST_COLUMNS)):
                    if cell.rows > 1 and column not in hanging:
                        hanging[column] = (cell.rows - 1, cell)
                    texts.append(cell.text)
            heading = heading and cell.heading
        if not caption:
            grid.append((tuple(texts), heading))
    return grid


class _Reader(HTMLParser):
    """Collects the tables of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Open] = []
        self._open: list[_Open] = []
        self._silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self._silent = True
        if tag == "table":
            self._open.append(_Open(self.getpos()[0], [], {"cell": False, "head": False}))
            self.tables.append(self._open[-1])
        if not self._open:
            return
        table = self._open[-1]
        if tag in ("tr", "thead", "tbody", "tfoot"):
            table.state["cell"] = False
        if tag in ("thead", "tbody", "tfoot"):
            table.state["head"] = tag == "thead"
        if tag == "tr" or (tag in ("td", "th") and not table.rows):
            table.rows.append([])
        if tag in ("td", "th"):
            given = dict(attrs)
            columns, rows = _span(given.get("colspan"), MOST_COLUMNS), _span(given.get("rowspan"), MOST_ROWS)
            table.rows[-1].append(_Cell(columns, rows, tag == "th" or table.state["head"]))
            table.state["cell"] = True
        elif tag in _APART:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._silent = False
        elif tag == "table" and self._open:
            self._open.pop()
        elif self._open and tag in ("td", "th"):
            self._open[-1].state["cell"] = False
        elif self._open and tag == "thead":
            self._open[-1].state["head"] = False

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].state["cell"] and not self._silent:
            self._open[-1].rows[-1][-1].text += data


def _span(given: str | None, most: int) -> int:
    """How far a cell reaches: 1 where it does not say, all of it for 0."""
    if given is None or not re.fullmatch(r"\s*[0-9]{1,6}\s*", given):
        return 1
    return min(int(given) or most, most)
