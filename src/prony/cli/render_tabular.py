"""A view's tables as text for a terminal, as they are: for views that have no rendering of their own."""

from __future__ import annotations

from prony.boards.tabular import Tabular, ViewTable
from prony.cli.table import Column, lines_and_rest
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
        out += ["", terminal.paint(clean_line(table.title), "bold"), *lines_and_rest(_columns(table), terminal, width)]
        if len(table.lines) > MOST_LINES:
            out.append(f"{len(table.lines) - MOST_LINES} more: --json, --csv")
    out.append("")
    for note in found.footnotes:
        out += folded(clean_line(note), width)
    if found.legend:
        out += [terminal.paint(line, "dim") for line in folded(found.legend, width)]
    return "\n".join(out)


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
