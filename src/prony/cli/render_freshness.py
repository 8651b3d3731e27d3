"""Freshness as text for a terminal."""

from __future__ import annotations

from prony.boards.freshness import words
from prony.boards.freshness.freshness import Freshness
from prony.boards.freshness.memory import MemoryGap
from prony.boards.words import NOTHING, as_sentence
from prony.cli.table import Column, lines
from prony.cli.terminal import Terminal, clean_line, cut, folded
from prony.phrases import signed
from prony.readable import percent


def text(found: Freshness, terminal: Terminal) -> str:
    """What follows, the tables, and what must be known of them."""
    width = max(40, terminal.width)
    names = [row.label for row in found.rows]
    out = [terminal.paint(cut(words.title(found), width), "bold")]
    for sentence in words.sentences(found):
        out += folded(as_sentence(sentence, names), width)
    for table in (_splits(found), _memory(found)):
        out += ["", *lines(table, terminal, width)] if table else []
    out.append("")
    for note in (*found.notes, *(doubt.sentence for doubt in found.doubts)):
        out += folded(f"! {clean_line(note)}", width)
    out += [terminal.paint(line, "dim") for line in folded(words.legend(found), width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    return "\n".join(out)


def _splits(found: Freshness) -> list[Column]:
    known = [(row.label, row.split) for row in found.rows if row.split is not None]
    if not known:
        return []
    return [
        Column("model", [clean_line(label) for label, _ in known], left=True),
        Column("cut-off", [clean_line(one.cutoff) for _, one in known], left=True),
        Column("before", [words.side(one.before) for _, one in known]),
        Column("after", [words.side(one.after) for _, one in known]),
        Column("before - after", [words.difference(one) for _, one in known], priority=1),
        Column("stated by", [clean_line(one.source) for _, one in known], left=True, priority=30),
    ]


def _memory(found: Freshness) -> list[Column]:
    gaps = [(table, gap) for table in found.memory for gap in table.gaps]
    if not gaps:
        return []
    return [
        Column("model", [clean_line(gap.label) for _, gap in gaps], left=True),
        Column("variant", [clean_line(table.variant) for table, _ in gaps], left=True),
        Column("suite %", [_share(gap.suite_share) for _, gap in gaps]),
        Column("variant %", [_share(gap.variant_share) for _, gap in gaps]),
        Column("gap, points", [_points(gap) for _, gap in gaps]),
        Column("problems", [str(gap.problems) for _, gap in gaps]),
    ]


def _share(value: float | None) -> str:
    return NOTHING if value is None else percent(value)


def _points(gap: MemoryGap) -> str:
    if gap.difference is None:
        return NOTHING
    if gap.lo is None or gap.hi is None:
        return signed(gap.difference)
    return f"{signed(gap.difference)} [{words.reach(gap.lo, gap.hi)}]{'*' if gap.state == 'decided' else ''}"
