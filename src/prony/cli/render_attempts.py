"""The attempts of a run as text for a terminal: one line each."""

from __future__ import annotations

from prony.boards.attempt_columns import LINE_COLUMNS
from prony.boards.attempts import Attempts
from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean_line


def text(found: Attempts, terminal: Terminal) -> str:
    """A table, every line within the terminal's width."""
    ids = [clean_line(line.contestant) for line in found.attempts]
    columns = [
        Column(
            one.header,
            [one.text(line) for line in found.attempts],
            one.left,
            one.priority,
            one.cap,
            ids if one.header == "model" else (),
        )
        for one in LINE_COLUMNS
    ]
    return "\n".join(lines(columns, terminal, max(40, terminal.width)))
