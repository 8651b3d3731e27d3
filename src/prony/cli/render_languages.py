"""The table of contestants and languages as text for a terminal."""

from __future__ import annotations

from prony.boards.board import Rate
from prony.boards.dimensions import dimension_of
from prony.boards.heat import words
from prony.boards.heat.languages import Languages
from prony.boards.words import as_sentence, percent_of
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, cut, folded


def text(found: Languages, terminal: Terminal) -> str:
    """The table, what follows from it, and what must be known of it."""
    width = max(40, terminal.width)
    names = [*found.values, *(row.label for row in found.rows)]
    out = [terminal.paint(cut(words.title(found), width), "bold")]
    for sentence in words.sentences(found):
        out += folded(as_sentence(sentence, names), width)
    columns = _columns(found)
    header, *body = lines(columns, terminal, width)
    out += ["", header]
    for heading, rows in words.groups(found):
        taken, body = body[: len(rows)], body[len(rows) :]
        out += [terminal.paint(cut(f"-- {heading}", width), "dim")] if heading else []
        out += taken
    out.append("")
    for note in words.notes(found):
        out += folded(f"! {note}", width)
    for doubt in found.doubts:
        out += folded(f"! {clean_line(doubt.sentence)}", width)
    if hidden := dropped(columns, width):
        out += folded(f"not shown at this width: {', '.join(map(clean_line, hidden))} (all: --csv, --json)", width)
    out += [terminal.paint(line, "dim") for line in folded(words.legend(found), width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    return "\n".join(out)


def _columns(found: Languages) -> list[Column]:
    rows = found.rows
    short = dimension_of(found.by).short
    cells = [
        Column(clean_line(short(value)) or "other", [words.cell(row.cells[at]) for row in rows], priority=2 + at)
        for at, value in enumerate(found.values)
    ]
    return [
        Column(
            "model",
            [clean_line(row.label) for row in rows],
            left=True,
            ids=[clean_line(row.contestant) for row in rows],
        ),
        Column("% of all", [_whole(row.solved) for row in rows], priority=1),
        *cells,
        Column("spread [interval]", [words.spread(row.spread) for row in rows], priority=1),
        Column("best - worst", [words.extremes(row.spread) for row in rows], left=True, priority=40),
    ]


def _whole(rate: Rate) -> str:
    return f"{percent_of(rate)} /{rate.tasks}" if rate.attempts else "not run"
