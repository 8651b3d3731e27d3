"""A card as text for a terminal."""

from __future__ import annotations

from prony.boards.card.card import ContestantCard
from prony.boards.card.tables import card_tables
from prony.boards.tabular import ViewTable
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, folded

KEPT = 1
"""Columns at the left of each table that no terminal is too narrow for."""
NEEDED = frozenset(
    {"of", "%", "95 % interval", "attempts", "decided", "difference", "value", "value (95 % interval)", "task"}
)
"""Further ones: nobody reads a rate without its interval, or a difference without its decision."""


def text(card: ContestantCard, terminal: Terminal) -> str:
    """What may be said of it, then each table, then notes and the command that measures it again."""
    width = max(40, terminal.width)
    tables = card_tables(card)
    out = [terminal.paint(line, "bold") for line in folded(tables.title, width)]
    for sentence in tables.sentences:
        out += folded(sentence, width)
    for table in tables.tables:
        columns = _columns(table, width)
        out += ["", clean_line(table.title), *lines(columns, terminal, width)]
        if hidden := dropped(columns, width):
            out += folded(f"not shown at this width: {', '.join(hidden)} (all: --json)", width)
    out.append("")
    out += [line for note in card.notes for line in folded(f"! {clean_line(note)}", width)]
    out += [line for doubt in card.doubts for line in folded(f"! {clean_line(doubt.sentence)}", width)]
    out += [terminal.paint(line, "dim") for line in folded(tables.legend, width)]
    out += [line for doubt in card.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    if card.again:
        out.append(f"again  {card.again}")  # whole, so that it can be copied
    return "\n".join(out)


def _columns(table: ViewTable, width: int) -> list[Column]:
    return [
        Column(
            column.header,
            [column.cell(line) for line in table.lines],
            left=column.left,
            priority=0 if number < KEPT or column.header in NEEDED else number,
            cap=max(24, width * 2 // 5),
        )
        for number, column in enumerate(table.shown)
    ]
