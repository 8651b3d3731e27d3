"""A view's tables as text for a terminal, as they are: for views that have no rendering of their own."""

from __future__ import annotations

from typing import Any

from prony.boards.tabular import Tabular, ViewTable
from prony.cli.table import Column, dropped, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, folded

MOST_LINES = 60
"""Lines of one table; the others are in the forms for programs."""


def text(found: Tabular, terminal: Terminal) -> str:
    """Title, sentences, every table under its title, and what the numbers rest on."""
    width = max(40, terminal.width)
    out = [terminal.paint(clean_line(found.title), "bold")]
    for sentence in found.sentences:
        out += folded(clean_line(sentence), width)
    for table in found.tables:
        out += ["", terminal.paint(clean_line(table.title), "bold"), *_body(table, terminal, width)]
        if len(table.lines) > MOST_LINES:
            out.append(f"{len(table.lines) - MOST_LINES} more: --json, --csv")
    out.append("")
    for note in found.footnotes:
        out += folded(clean_line(note), width)
    if found.legend:
        out += [terminal.paint(line, "dim") for line in folded(found.legend, width)]
    return "\n".join(out)


def _body(table: ViewTable, terminal: Terminal, width: int) -> list[str]:
    columns = _columns(table)
    if table.told and dropped(columns, width):
        return [line for row in table.lines[:MOST_LINES] for line in folded(_sentence(table, row), width)]
    return lines_and_rest(columns, terminal, width)


def _sentence(table: ViewTable, row: Any) -> str:
    """A line in words: what it is about, then each cell that says something after its header."""
    first, *others = table.shown
    about = f"{subject}: " if (subject := first.cell(row)) else ""
    cells = ((column.header, column.cell(row)) for column in others)
    return about + "; ".join(f"{header} {cell}" for header, cell in cells if cell)


def _columns(table: ViewTable) -> list[Column]:
    """The first two columns stay; those further right go first where the terminal is narrow."""
    return [
        Column(
            column.header,
            [column.cell(line) for line in table.lines[:MOST_LINES]],
            left=column.left,
            priority=max(0, at - 1),
        )
        for at, column in enumerate(table.shown)
    ]
