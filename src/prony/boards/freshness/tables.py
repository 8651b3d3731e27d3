"""Freshness as tables."""

from __future__ import annotations

from typing import Any

from prony.boards.board import Rate
from prony.boards.freshness import words
from prony.boards.freshness.freshness import Freshness, FreshRow
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    points_column,
    share_column,
    shown_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.boards.words import NOTHING


def freshness_tables(found: Freshness) -> Tabular:
    """Every model before and after its cut-off, and on the suite and each of its variants."""
    tables = (
        ViewTable(name="splits", title="By the day of release", columns=_splits(), lines=found.rows),
        ViewTable(
            name="memory",
            title="The suite and its variants",
            columns=(
                words_column("model", lambda line: line[1].label),
                hidden_column("contestant", lambda line: line[1].contestant),
                words_column("variant", lambda line: line[0].variant),
                share_column("suite, %", lambda line: line[1].suite_share, name="suite"),
                share_column("variant, %", lambda line: line[1].variant_share, name="variant_solved"),
                points_column("suite - variant", lambda line: line[1].difference, name="difference"),
                span_column("interval", "difference", lambda line: (line[1].lo, line[1].hi), _reach),
                p_column("p", lambda line: line[1].p),
                number_column("problems", lambda line: line[1].problems),
                hidden_column("tasks", lambda line: line[1].tasks),
                words_column("state", lambda line: line[1].state),
                hidden_column("level", lambda line: line[0].level, unit="share"),
            ),
            lines=[(table, gap) for table in found.memory for gap in table.gaps],
        ),
    )
    return tabular_of(
        found,
        title=words.title(found),
        sentences=words.sentences(found),
        names=[row.label for row in found.rows],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=list(found.notes),
        legend=words.legend(found),
    )


def _splits() -> tuple[TableColumn, ...]:
    return (
        words_column("model", lambda row: row.label),
        hidden_column("contestant", lambda row: row.contestant),
        words_column("cut-off", lambda row: _of(row, "cutoff") or "not stated", name="cutoff"),
        words_column("stated by", lambda row: _of(row, "source") or "", name="cutoff_source"),
        *_side("before"),
        *_side("after"),
        points_column("before - after", lambda row: _of(row, "difference"), name="difference"),
        span_column("interval of it", "difference", lambda row: (_of(row, "lo"), _of(row, "hi")), _reach),
        yes_column("decided", lambda row: _of(row, "decided")),
        hidden_column("undated", lambda row: _of(row, "undated")),
    )


def _side(name: str) -> tuple[TableColumn, ...]:
    def part(row: FreshRow, what: str) -> float | int | None:
        rate: Rate | None = _of(row, name)
        return None if rate is None else getattr(rate, what)

    return (
        shown_column(f"{name}, % / tasks", lambda row: NOTHING if row.split is None else words.side(_of(row, name))),
        hidden_column(f"{name}_solved", lambda row: part(row, "value"), unit="share"),
        hidden_column(f"{name}_solved_lo", lambda row: part(row, "lo"), unit="share"),
        hidden_column(f"{name}_solved_hi", lambda row: part(row, "hi"), unit="share"),
        hidden_column(f"{name}_tasks", lambda row: part(row, "tasks")),
    )


def _of(row: FreshRow, name: str) -> Any:
    """A field of the row's split; None where it has none."""
    return None if row.split is None else getattr(row.split, name)


def _reach(lo: float | None, hi: float | None) -> str:
    return NOTHING if lo is None or hi is None else words.reach(lo, hi)
