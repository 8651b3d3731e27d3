"""A history as text for a terminal."""

from __future__ import annotations

from decimal import ROUND_CEILING

from prony.boards import words
from prony.boards.drift.history import DriftHistory, EpochStep, Lineage
from prony.boards.drift.sentences import changes_of
from prony.boards.tabular import p_text
from prony.boards.words import NOTHING, as_sentence
from prony.cli.table import Column, dropped, lines
from prony.cli.terminal import Terminal, clean_line, folded
from prony.phrases import unsigned

LEGEND = (
    "change: newer less older on common tasks, in points, about these tasks alone. p: adjusted for all pairs of all "
    "contestants (Holm), as of one look. detectable: the least true change that this pair alone would have shown 4 "
    "times of 5. same: replies that are byte for byte those of the epoch before. flips: the same bytes, judged "
    "otherwise (the grader's doing). alarm: this epoch against all since the last alarm."
)


def text(found: DriftHistory, terminal: Terminal) -> str:
    """What follows, and a line for each step of each contestant."""
    width = max(40, terminal.width)
    title = f"drift · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · an epoch is one {found.every}"
    names = [one.label for one in found.lineages]
    out = [terminal.paint(clean_line(title), "bold")]
    for sentence in found.sentences:
        out += folded(as_sentence(sentence, names), width)
    for one in found.lineages:
        columns = _columns(one)
        out += ["", clean_line(one.label), *lines(columns, terminal, width)]
        if hidden := dropped(columns, width):
            out += folded(f"not shown at this width: {', '.join(hidden)} (all: --json)", width)
    out.append("")
    if found.once and found.lineages:
        out += folded(f"! measured once, so not watched: {', '.join(found.once)}", width)
    out += [line for doubt in found.doubts for line in folded(f"! {clean_line(doubt.sentence)}", width)]
    legend = f"{found.scope}. {LEGEND}" if found.scope else LEGEND
    out += [terminal.paint(line, "dim") for line in folded(legend, width)]
    out += [line for doubt in found.doubts if doubt.next_step for line in folded(f"next  {doubt.next_step}", width)]
    return "\n".join(out)


def _columns(one: Lineage) -> list[Column]:
    steps = one.steps
    return [
        Column("to", [clean_line(step.newer) for step in steps], left=True, cap=28),
        Column("from", [clean_line(step.older) for step in steps], left=True, cap=28, priority=3),
        Column("tasks", [str(step.tasks) for step in steps], priority=4),
        Column("change", [words.points(step.change) for step in steps]),
        Column("95 % interval", [_span(step) for step in steps], priority=1),
        Column("p", [p_text(step.p_adjusted) for step in steps], priority=2),
        Column("detectable", [_least(step) for step in steps], priority=1),
        Column("same", [_same(step) for step in steps], priority=2),
        Column("flips", [str(step.outputs.flips) for step in steps], priority=3),
        Column("alarm", ["yes" if step.watched.alarm else "no" for step in steps]),
        Column("fingerprint", [clean_line(changes_of(step)) for step in steps], left=True, cap=60, priority=5),
    ]


def _span(step: EpochStep) -> str:
    return NOTHING if step.lo is None else words.span(step.lo, step.hi)


def _least(step: EpochStep) -> str:
    least = step.smallest_detectable
    return NOTHING if least is None else "none" if least >= 1.0 else unsigned(least, ROUND_CEILING)


def _same(step: EpochStep) -> str:
    return f"{step.outputs.identical}/{step.outputs.compared}" if step.outputs.compared else NOTHING
