"""The attempts of a run as text for a terminal: one line each."""

from __future__ import annotations

from prony.boards.attempts.line_columns import CAUSE, line_columns
from prony.boards.attempts.lines import Attempts
from prony.cli.table import GAP, Column, lines
from prony.cli.terminal import Terminal, clean_line

MODEL, NARROW = "model", ("attempt", "task", "outcome")
"""The columns that stand beside a cause on the narrowest terminal."""
LEAST_CAUSE, LEAST_NAME = 12, 12
"""Columns of a terminal that a cause has at least, for which a model's name gives way down to its own least."""


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
            ids if one.header == MODEL else (),
        )
        for one in line_columns(found.attempts)
    ]
    width = max(40, terminal.width)
    return "\n".join(lines(_room_for_causes(columns, width), terminal, width))


def _room_for_causes(columns: list[Column], width: int) -> list[Column]:
    """The columns, those of causes as wide as the others leave room, but not so narrow that they say nothing."""
    if not any(column.header == CAUSE for column in columns):
        return columns
    others = sum(column.width + len(GAP) for column in columns if column.header in (*NARROW, MODEL))
    name = next(column.width for column in columns if column.header == MODEL)
    given = min(max(0, LEAST_CAUSE - (width - others)), max(0, name - LEAST_NAME))
    caps = {MODEL: name - given, CAUSE: max(LEAST_CAUSE, width - others)}
    return [column._replace(cap=caps.get(column.header, column.cap)) for column in columns]
