"""Self-reports as tables."""

from __future__ import annotations

from prony import readable
from prony.boards import words
from prony.boards.selfreport.selfreport import ClaimShare, SelfReport, SelfReportClaim
from prony.boards.tabular import (
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    seconds_column,
    share_column,
    span_column,
    tabular_of,
    words_column,
)

LEGEND = (
    "claims success: attempts whose last message or notes say that the work succeeded; wrong %: of these, attempts "
    "that were not solved, interval over tasks. owns up: attempts of which it says that something fails; solved: of "
    "these, those that were solved all the same. says neither: claims nothing that could be checked. claimed/real: "
    "claimed over measured time of an attempt, geometric mean over tasks, from five on; factors of two models do not "
    "compare where their times differ."
)


def selfreport_tables(found: SelfReport) -> Tabular:
    """Contestants, and every attempt that claims anything."""
    tables = (
        ViewTable(name="contestants", title="Contestants", columns=CONTESTANTS, lines=found.lines),
        ViewTable(name="claims", title="Claims", columns=CLAIMS, lines=found.claims),
    )
    return tabular_of(
        found,
        title=title_of(found),
        sentences=found.sentences,
        names=[line.label for line in found.lines],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=unread_notes(found),
        legend=LEGEND,
    )


def title_of(found: SelfReport) -> str:
    """What it is of."""
    where = f"run {found.run}" if found.run else "all runs"
    return f"self-report · {found.suite} {found.suite_version}@{found.suite_digest[:8]} · {where}"


def unread_notes(found: SelfReport) -> list[str]:
    """Whose attempts ended without a text."""
    return [
        f"{line.label}: {readable.counted(line.unread, 'attempt')} ended without a text that could be read"
        for line in found.lines
        if line.unread
    ]


def part_of(share: ClaimShare) -> str:
    """The part with what it is of."""
    return f"{share.part}/{share.attempts}" if share.attempts else words.NOTHING


def factor_text(value: float | None) -> str:
    """A factor."""
    return words.NOTHING if value is None else f"{readable.fixed(value, 1)} x"


def claimed_text(one: SelfReportClaim) -> str:
    """A claimed time."""
    if one.claimed_lo_s is None or one.claimed_hi_s is None:
        return words.NOTHING
    low, high = readable.seconds(one.claimed_lo_s), readable.seconds(one.claimed_hi_s)
    return low if low == high else f"{low} to {high}"


def success_text(one: SelfReportClaim) -> str:
    """What is said of success."""
    return words.NOTHING if one.success is None else "succeeded" if one.success else "failed"


CONTESTANTS = (
    words_column("model", lambda line: line.label),
    hidden_column("contestant", lambda line: line.contestant),
    number_column("attempts", lambda line: line.attempts),
    number_column("claims success", lambda line: line.claimed.attempts, name="claimed"),
    hidden_column("claimed_and_not_solved", lambda line: line.claimed.part),
    share_column("wrong %", lambda line: line.claimed.value, name="wrong"),
    span_column("wrong interval", "wrong", lambda line: (line.claimed.lo, line.claimed.hi)),
    number_column("owns up", lambda line: line.admitted.attempts, name="admitted"),
    number_column("solved", lambda line: line.admitted.part, name="admitted_and_solved"),
    number_column("says neither", lambda line: line.silent, name="silent"),
    hidden_column("unread", lambda line: line.unread),
    number_column("times claimed", lambda line: line.time.tasks, name="time_tasks"),
    number_column("claimed/real", lambda line: line.time.factor, factor_text, name="factor"),
    hidden_column("factor_lo", lambda line: line.time.factor_lo),
    hidden_column("factor_hi", lambda line: line.time.factor_hi),
    hidden_column("within2", lambda line: line.time.within2, "share"),
    hidden_column("skill", lambda line: line.time.skill),
    hidden_column("tracking", lambda line: line.time.tracking),
    hidden_column("confident", lambda line: line.confident),
    hidden_column("brier", lambda line: line.brier),
)
CLAIMS = (
    words_column("model", lambda one: one.label),
    hidden_column("contestant", lambda one: one.contestant),
    words_column("task", lambda one: one.task),
    words_column("attempt", lambda one: one.attempt),
    words_column("says", success_text),
    words_column("was", lambda one: "solved" if one.solved else "not solved"),
    words_column("in the words", lambda one: one.success_words, name="success_words"),
    words_column("claimed", claimed_text),
    hidden_column("claimed_lo_s", lambda one: one.claimed_lo_s, "s"),
    hidden_column("claimed_hi_s", lambda one: one.claimed_hi_s, "s"),
    seconds_column("took", lambda one: one.wall_s, name="wall_s"),
    hidden_column("time_words", lambda one: one.time_words),
    hidden_column("confidence", lambda one: one.confidence, "share"),
)
