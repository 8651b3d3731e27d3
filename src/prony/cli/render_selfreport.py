"""Self-reports as text for a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from prony import readable
from prony.boards.selfreport.selfreport import SelfReport, SelfReportClaim, SelfReportLine
from prony.boards.selfreport.tables import (
    LEGEND,
    claimed_text,
    factor_text,
    part_of,
    success_text,
    title_of,
    unread_notes,
)
from prony.boards.words import as_sentence
from prony.cli.table import Column, lines_and_rest
from prony.cli.terminal import Terminal, clean_line, cut, folded

MOST_WRONG = 8
"""Attempts that are listed whose word was wrong."""


def text(found: SelfReport, terminal: Terminal) -> str:
    """What follows, a line for each contestant, and the words that were wrong."""
    width = max(40, terminal.width)
    out = [terminal.paint(cut(clean_line(title_of(found)), width), "bold")]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, [line.label for line in found.lines]), width)
    if found.lines:
        out += ["", *lines_and_rest(_columns(found.lines), terminal, width)]
    wrong = [one for one in found.claims if one.success is not None and one.success is not one.solved]
    if wrong:
        out += ["", *lines_and_rest(_wrong_columns(wrong[:MOST_WRONG]), terminal, width)]
        if len(wrong) > MOST_WRONG:
            out.append(f"{len(wrong) - MOST_WRONG} more: --csv claims, --json")
    out.append("")
    for note in (*unread_notes(found), *(doubt.sentence for doubt in found.doubts)):
        out += folded(f"! {clean_line(note)}", width)
    out += [terminal.paint(line, "dim") for line in folded(LEGEND, width)]
    for doubt in found.doubts[:1]:
        out += folded(f"next  {doubt.next_step}", width) if doubt.next_step else []
    return "\n".join(out)


def _columns(rows: Sequence[SelfReportLine]) -> list[Column]:
    return [
        Column(
            "model", [clean_line(one.label) for one in rows], left=True, ids=[one.contestant for one in rows], cap=30
        ),
        Column("attempts", [str(one.attempts) for one in rows], priority=2),
        Column("claims success", [str(one.claimed.attempts) for one in rows]),
        Column("wrong", [part_of(one.claimed) for one in rows]),
        Column("wrong %", [readable.percent(one.claimed.value) for one in rows], priority=1),
        Column("95 % interval", [readable.interval(one.claimed.lo, one.claimed.hi) for one in rows], priority=1),
        Column("owns up", [str(one.admitted.attempts) for one in rows]),
        Column("solved", [part_of(one.admitted) for one in rows], priority=2),
        Column("says neither", [str(one.silent) for one in rows], priority=1),
        Column("times claimed", [str(one.time.tasks) for one in rows], priority=3),
        Column("claimed/real", [factor_text(one.time.factor) for one in rows], priority=3),
    ]


def _wrong_columns(rows: Sequence[SelfReportClaim]) -> list[Column]:
    return [
        Column(
            "model", [clean_line(one.label) for one in rows], left=True, ids=[one.contestant for one in rows], cap=24
        ),
        Column("task", [clean_line(one.task) for one in rows], left=True, cap=28),
        Column("says", [success_text(one) for one in rows], left=True),
        Column("was", ["solved" if one.solved else "not solved" for one in rows], left=True),
        Column("in the words", [clean_line(one.success_words) for one in rows], left=True, cap=80, priority=1),
        Column("claimed", [claimed_text(one) for one in rows], left=True, priority=3),
    ]
