"""The table of contestants and languages as text for a terminal."""

from __future__ import annotations

from collections.abc import Callable

from prony.boards.board import Rate
from prony.boards.dimensions import dimension_of
from prony.boards.heat import words
from prony.boards.heat.languages import HeatCell, HeatRow, Languages
from prony.boards.words import NOTHING, as_sentence, percent_of
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, cut, folded


def text(found: Languages, terminal: Terminal) -> str:
    """The table, what follows from it, and what must be known of it."""
    width = max(40, terminal.width)
    names = [*found.values, *(row.label for row in found.rows)]
    out = [terminal.paint(cut(words.title(found), width), "bold")]
    for sentence in words.sentences(found):
        out += folded(as_sentence(sentence, names), width)
    columns = _columns(found, words.whole_cell)
    if dropped(columns, width):
        columns = _columns(found, words.cell)
    header, *body = lines(columns, terminal, width)
    out += ["", header]
    for heading, rows in words.groups(found):
        taken, body = body[: len(rows)], body[len(rows) :]
        out += [terminal.paint(cut(f"-- {heading}", width), "dim")] if heading else []
        out += taken
    for table in (_gaps(found), *_slices(found)):
        out += ["", *lines(table, terminal, width)] if table else []
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


def _columns(found: Languages, cell: Callable[[HeatCell], str]) -> list[Column]:
    rows = found.rows
    short = dimension_of(found.by).short
    cells = [
        Column(clean_line(short(value)) or "other", [cell(row.cells[at]) for row in rows], priority=2 + at)
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


def _gaps(found: Languages) -> list[Column]:
    """Each model's values less the one that was named."""
    rows = [row for row in found.rows if row.spread is not None and row.spread.gaps] if found.against else []
    if not rows:
        return []
    short = dimension_of(found.by).short
    others = [value for value in found.values if value != found.against]
    return [
        Column(f"less {clean_line(found.against)}", [clean_line(row.label) for row in rows], left=True),
        *(
            Column(clean_line(short(value)), [_gap_of(row, value) for row in rows], priority=2 + at)
            for at, value in enumerate(others)
        ),
    ]


def _gap_of(row: HeatRow, value: str) -> str:
    gaps = row.spread.gaps if row.spread is not None else ()
    return next((words.gap(gap) for gap in gaps if gap.one == value), NOTHING)


def _slices(found: Languages) -> list[list[Column]]:
    """Each contestant by difficulty, and by kind, over all values."""
    rows = [row for row in found.rows if row.slices]
    dimensions = dict.fromkeys(one.dimension for row in rows for one in row.slices)
    return [_slice(rows, dimension) for dimension in dimensions]


def _slice(rows: list[HeatRow], dimension: str) -> list[Column]:
    at = [place for place, one in enumerate(rows[0].slices) if one.dimension == dimension]
    return [
        Column(f"by {dimension}, % / problems", [clean_line(row.label) for row in rows], left=True),
        *(
            Column(
                clean_line(rows[0].slices[place].value),
                [words.slice_cell(row.slices[place]) for row in rows],
                priority=2 + place,
            )
            for place in at
        ),
    ]


def _whole(rate: Rate) -> str:
    return f"{percent_of(rate)} /{rate.tasks}" if rate.attempts else "not run"
