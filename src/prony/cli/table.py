"""Rows and columns as text: columns are dropped by priority where the terminal is narrow, rows are never wrapped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from prony.cli.terminal import Terminal, cell_width, cut, cut_apart, folded

GAP = "  "
LEAST = 8


class Column(NamedTuple):
    """One column: its header, a cell for each row, how to align it. priority: 0 is never dropped, higher goes first.
    cap: the most that it takes of the terminal's width. ids: where cells are names, whose; no two names are then cut
    to look alike."""

    header: str
    cells: Sequence[str]
    left: bool = False
    priority: int = 0
    cap: int = 40
    ids: Sequence[str] = ()

    @property
    def width(self) -> int:
        """How many columns of the terminal it takes."""
        return min(self.cap, max(cell_width(told) for told in (self.header, *self.cells)))


def lines(columns: Sequence[Column], terminal: Terminal, width: int) -> list[str]:
    """The table's lines, the header first, none wider than `width`."""
    kept = fit(columns, width)
    header = cut(GAP.join(_aligned(column.header, column) for column in kept).rstrip(), width)
    rows = zip(*(_cut(column) for column in kept), strict=True)
    body = [GAP.join(_aligned(cell, column) for cell, column in zip(row, kept, strict=True)).rstrip() for row in rows]
    return [terminal.paint(header, "dim"), *(cut(line, width) for line in body)]


def lines_and_rest(columns: Sequence[Column], terminal: Terminal, width: int, where: str = "--json") -> list[str]:
    """`lines`, and below them which columns the width leaves no room for. where: what shows them all."""
    out = lines(columns, terminal, width)
    if hidden := dropped(columns, width):
        out += folded(f"not shown at this width: {', '.join(hidden)} (all: {where})", width)
    return out


def fit(columns: Sequence[Column], width: int) -> list[Column]:
    """The columns that fit `width`: those of the highest priority number are dropped first, and together; at last the
    first one is cut, down to `LEAST`."""
    kept = list(columns)
    while _total(kept) > width and any(column.priority for column in kept):
        worst = max(column.priority for column in kept)
        kept = [column for column in kept if column.priority != worst]
    over = _total(kept) - width
    if over > 0:
        kept[0] = kept[0]._replace(cap=max(LEAST, kept[0].width - over))
    return kept


def dropped(columns: Sequence[Column], width: int) -> list[str]:
    """Headers of the columns that do not fit `width`."""
    kept = {id(column) for column in fit(columns, width)[1:]}
    return [column.header for column in columns[1:] if id(column) not in kept]


def _total(columns: Sequence[Column]) -> int:
    return sum(column.width for column in columns) + len(GAP) * (len(columns) - 1)


def _cut(column: Column) -> Sequence[str]:
    return cut_apart(column.cells, column.width, column.ids) if column.ids else column.cells


def _aligned(told: str, column: Column) -> str:
    told = cut(told, column.width)
    space = " " * (column.width - cell_width(told))
    return told + space if column.left else space + told
