"""A sweep as text for a terminal."""

from __future__ import annotations

from prony.boards.speeds.report import SpeedReport
from prony.boards.speeds.tables import speed_tables
from prony.boards.tabular import ViewTable
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, folded

ORDER = (
    ("model", "prompt", "test", "decode", "tokens/s"),
    ("streams", "first token s", "prefill by engine", "cold load s", "peak GB"),
    ("n", "of"),
    ("decode by engine", "file GB", "threads"),
    ("all streams", "slots"),
    ("then", "context", "build"),
    ("others' cores", "energy by"),
    ("Wh", "what"),
    ("machine",),
)
"""Headers that a narrow terminal keeps longest, first; intervals fall away before any other."""
LAST = len(ORDER)


def text(report: SpeedReport, terminal: Terminal) -> str:
    """Each table, then what was struck out, and what the columns mean."""
    width = max(40, terminal.width)
    tables = speed_tables(report)
    out = [terminal.paint(line, "bold") for line in folded(tables.title, width)]
    for table in tables.tables:
        columns = _columns(table, width)
        out += ["", clean_line(table.title), *lines(columns, terminal, width)]
        if hidden := dropped(columns, width):
            out += folded(f"not shown at this width: {', '.join(hidden)} (all: --json)", width)
    out.append("")
    out += [line for note in tables.footnotes[1:] for line in folded(f"! {clean_line(note)}", width)]
    out += [terminal.paint(line, "dim") for line in folded(tables.legend, width)]
    return "\n".join(out)


def _columns(table: ViewTable, width: int) -> list[Column]:
    return [
        Column(
            column.header,
            [column.cell(line) for line in table.lines],
            left=column.left,
            priority=next((at for at, headers in enumerate(ORDER) if column.header in headers), LAST),
            cap=max(24, width * 2 // 5),
        )
        for column in table.shown
    ]
