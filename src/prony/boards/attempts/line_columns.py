"""The columns of a list of attempts, for tables of every kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prony import readable
from prony.boards.attempts.lines import AttemptLine
from prony.boards.words import CONTEXT_FULL
from prony.journal.rollup import context_was_full
from prony.nouns import Noun
from prony.plain import clean_line


class LineColumn(Noun, frozen=True, kw_only=True):
    """One column: its header, its cell for an attempt, and what a terminal needs to know of it."""

    header: str
    text: Callable[[AttemptLine], str]
    left: bool = False
    priority: int = 0
    cap: int = 40


def _outcome(one: AttemptLine) -> str:
    full = context_was_full(one.fault_class, one.fault, one.flags.split())
    why = CONTEXT_FULL if full else one.fault_class or one.fault or (one.verdict if one.outcome == "failed" else None)
    return clean_line(f"{one.outcome}: {why}" if why else one.outcome)


CAUSE = "cause"
"""The header of the column that a list without such attempts does not need."""
LINE_COLUMNS = (
    LineColumn(header="attempt", text=lambda one: one.attempt, left=True),
    LineColumn(header="model", text=lambda one: clean_line(one.label), left=True, priority=1, cap=32),
    LineColumn(header="task", text=lambda one: clean_line(one.task), left=True, cap=48),
    LineColumn(header="repeat", text=lambda one: str(one.repeat), priority=7),
    LineColumn(
        header="try", text=lambda one: str(one.try_no) if one.counts else f"{one.try_no} (not counted)", priority=6
    ),
    LineColumn(header="outcome", text=_outcome, left=True, cap=32),
    LineColumn(
        header="score %", text=lambda one: "--" if one.score is None else readable.percent(one.score), priority=4
    ),
    LineColumn(header="wall", text=lambda one: readable.seconds(one.wall_s), priority=3),
    LineColumn(header="tokens", text=lambda one: readable.count(one.completion_tokens), priority=5),
    LineColumn(header=CAUSE, text=lambda one: clean_line(one.cause), left=True, priority=2, cap=60),
)
"""From left to right; columns of a high priority fall away first where a terminal is narrow."""


def line_columns(attempts: Sequence[AttemptLine]) -> list[LineColumn]:
    """The columns that a list of these attempts needs."""
    return [column for column in LINE_COLUMNS if column.header != CAUSE or any(one.cause for one in attempts)]
