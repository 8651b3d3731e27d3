"""A history as tables."""

from __future__ import annotations

from decimal import ROUND_CEILING

from prony.boards import words
from prony.boards.drift.epochs import Epoch
from prony.boards.drift.history import DriftHistory, EpochStep, Lineage
from prony.boards.drift.sentences import changes_of
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    share_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.phrases import unsigned

LEGEND = (
    "change: newer less older on common tasks, about these tasks alone; p adjusted for all pairs of all contestants "
    "(Holm), as of one look. watched: this epoch against all since the last alarm. detectable: the least true change "
    "that would have been shown 4 times of 5. flips: the same bytes, judged otherwise, which is the grader's doing."
)
Stepped = tuple[Lineage, EpochStep]


def drift_tables(found: DriftHistory) -> Tabular:
    """Steps from epoch to epoch, and the epochs."""
    steps = [(one, step) for one in found.lineages for step in one.steps]
    epochs = [(one, epoch) for one in found.lineages for epoch in one.epochs]
    tables = (
        ViewTable(name="steps", title="From epoch to epoch", columns=STEPS, lines=steps),
        ViewTable(name="epochs", title="Epochs", columns=EPOCHS, lines=epochs),
        ViewTable(name="contestants", title="Contestants", columns=LINEAGES, lines=found.lineages),
    )
    once = [f"measured once, so not watched: {', '.join(found.once)}"] if found.once else []
    return tabular_of(
        found,
        title=f"drift · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · an epoch is one {found.every}",
        sentences=found.sentences,
        names=[one.label for one in found.lineages],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=[*([found.scope] if found.scope else []), *once],
        legend=LEGEND,
    )


def _span(lo: float | None, hi: float | None) -> str:
    return words.NOTHING if lo is None else words.span(lo, hi)


def _least(value: float | None) -> str:
    return words.NOTHING if value is None else "none" if value >= 1.0 else unsigned(value, ROUND_CEILING)


def _rate(line: tuple[Lineage, Epoch]) -> float | None:
    return line[1].solved.value


STEPS = (
    words_column("model", lambda line: line[0].label),
    words_column("from", lambda line: line[1].older, "older"),
    words_column("to", lambda line: line[1].newer, "newer"),
    number_column("tasks", lambda line: line[1].tasks),
    points_column("change", lambda line: line[1].change),
    span_column("95 % interval", "change", lambda line: (line[1].lo, line[1].hi), _span),
    hidden_column("p", lambda line: line[1].p),
    p_column("p (Holm)", lambda line: line[1].p_adjusted, "p_adjusted"),
    number_column("detectable", lambda line: line[1].smallest_detectable, _least, unit="share"),
    number_column("same replies", lambda line: line[1].outputs.identical, name="identical"),
    number_column("of", lambda line: line[1].outputs.compared, name="compared"),
    number_column("flips", lambda line: line[1].outputs.flips),
    hidden_column("submissions_in_both", lambda line: line[1].outputs.submissions),
    hidden_column("change_of_grader", lambda line: line[1].outputs.of_grader, "share"),
    points_column("watched", lambda line: line[1].watched.change, "watched_change"),
    span_column("its interval", "watched_change", lambda line: (line[1].watched.lo, line[1].watched.hi), _span),
    p_column("its p", lambda line: line[1].watched.p, "watched_p"),
    number_column("its detectable", lambda line: line[1].watched.smallest_detectable, _least, unit="share"),
    yes_column("alarm", lambda line: line[1].watched.alarm),
    words_column("fingerprint", lambda line: changes_of(line[1]), "changed_fields"),
)
EPOCHS = (
    words_column("model", lambda line: line[0].label),
    words_column("epoch", lambda line: line[1].name),
    words_column("runs", lambda line: line[1].runs),
    words_column("began", lambda line: line[1].began_at, "began_at"),
    hidden_column("contestant", lambda line: line[1].contestant),
    share_column("solved %", _rate, "solved"),
    span_column("95 % interval", "solved", lambda line: (line[1].solved.lo, line[1].solved.hi)),
    number_column("attempts", lambda line: line[1].solved.attempts),
    yes_column("copies", lambda line: line[1].copies),
)
LINEAGES = (
    words_column("model", lambda one: one.label),
    hidden_column("contestants", lambda one: "; ".join(one.contestants)),
    number_column("graded again", lambda one: one.regraded, name="regraded"),
    number_column("judged otherwise", lambda one: one.regrade_flips, name="regrade_flips"),
)
