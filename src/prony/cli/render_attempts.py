"""The attempts of a run as text for a terminal: one line each."""

from __future__ import annotations

from prony.boards.attempt_columns import CAUSE, line_columns
from prony.boards.attempts import Attempts
from prony.cli.table import GAP, Column, lines
from prony.cli.terminal import Terminal, clean_line

LEAST_CAUSE = 32
"""Columns of a terminal below which a cause is left out rather than cut."""


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
        for one in line_columns(found.attempts)
    ]
    width = max(40, terminal.width)
    return "\n".join(lines(_room_for_causes(columns, width), terminal, width))


def _room_for_causes(columns: list[Column], width: int) -> list[Column]:
    """The columns, those of causes as wide as the others leave room, but not so narrow that they say nothing."""
    others = sum(column.width + len(GAP) for column in columns if column.header != CAUSE)
    cap = max(LEAST_CAUSE, width - others)
    return [column._replace(cap=cap) if column.header == CAUSE else column for column in columns]
