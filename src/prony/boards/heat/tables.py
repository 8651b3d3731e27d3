"""The table of contestants and languages as tables."""

from __future__ import annotations

from prony.boards.dimensions import dimension_of
from prony.boards.heat import words
from prony.boards.heat.languages import HeatCell, HeatRow, Languages
from prony.boards.heat.orders import ValueOrder
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    number_column,
    points_column,
    share_column,
    shown_column,
    span_column,
    tabular_of,
    words_column,
    yes_column,
)
from prony.boards.words import NOTHING
from prony.plain import clean_line


def languages_tables(found: Languages) -> Tabular:
    """Every contestant with its cells and its spread; every value with the places in it."""
    labels = {row.contestant: row.label for row in found.rows}
    places = [
        (order, one, place)
        for order in found.orders
        if order.ranking is not None
        for one, place in order.ranking.sets.items()
        if one in labels
    ]
    tables = (
        ViewTable(name="cells", columns=_columns(found), lines=found.rows),
        ViewTable(
            name="gaps",
            title="Differences between them",
            columns=(
                words_column("model", lambda line: line[0].label),
                hidden_column("contestant", lambda line: line[0].contestant),
                words_column("group", lambda line: line[0].group),
                words_column("one", lambda line: line[1].one),
                words_column("other", lambda line: line[1].other),
                points_column("one - other", lambda line: line[1].value, name="difference"),
                span_column("interval", "difference", lambda line: (line[1].lo, line[1].hi), _points),
                number_column("tasks or problems", lambda line: line[1].n, name="n"),
                yes_column("paired by problem", lambda line: line[1].paired, name="paired"),
                yes_column("decided", lambda line: line[1].decided),
            ),
            lines=[(row, gap) for row in found.rows if row.spread is not None for gap in row.spread.gaps],
        ),
        ViewTable(
            name="slices",
            title="By difficulty and kind",
            columns=(
                words_column("model", lambda line: line[0].label),
                hidden_column("contestant", lambda line: line[0].contestant),
                words_column("group", lambda line: line[0].group),
                words_column("by", lambda line: line[1].dimension),
                words_column("value", lambda line: line[1].value),
                share_column("%", lambda line: line[1].rate.value, name="solved"),
                span_column("interval", "solved", lambda line: (line[1].rate.lo, line[1].rate.hi)),
                number_column("tasks", lambda line: line[1].rate.tasks),
                number_column("problems", lambda line: line[1].rate.evidence),
                yes_column("few", lambda line: line[1].few),
            ),
            lines=[(row, one) for row in found.rows for one in row.slices],
        ),
        ViewTable(
            name="places",
            title="Places among the complete models",
            columns=(
                words_column("value", lambda line: line[0].value),
                number_column("tasks", lambda line: line[0].tasks),
                words_column("model", lambda line: labels[line[1]]),
                hidden_column("contestant", lambda line: line[1]),
                shown_column("rank", lambda line: line[2].text, left=True),
                hidden_column("rank_best", lambda line: line[2].best),
                hidden_column("rank_worst", lambda line: line[2].worst),
                hidden_column("rank_letters", lambda line: line[2].letters),
                hidden_column("few", lambda line: line[0].few),
                hidden_column("level", _level, unit="share"),
            ),
            lines=places,
        ),
    )
    return tabular_of(
        found,
        title=words.title(found),
        sentences=words.sentences(found),
        names=[*found.values, *labels.values()],
        tables=[table for table in tables if table.lines],
        doubts=found.doubts,
        notes=words.notes(found),
        legend=words.legend(found),
    )


def _points(lo: float | None, hi: float | None) -> str:
    return NOTHING if lo is None or hi is None else words.reach(lo, hi)


def _level(line: tuple[ValueOrder, str, object]) -> float:
    return line[0].level


def _columns(found: Languages) -> tuple[TableColumn, ...]:
    return (
        words_column("model", lambda row: row.label),
        hidden_column("contestant", lambda row: row.contestant),
        words_column("group", lambda row: row.group),
        share_column("% of all", lambda row: row.solved.value, name="solved"),
        span_column("interval", "solved", lambda row: (row.solved.lo, row.solved.hi)),
        hidden_column("solved_tasks", lambda row: row.solved.tasks),
        *(column for value in found.values for column in _of_value(found, value)),
        shown_column("spread, points", lambda row: words.spread(row.spread)),
        shown_column("best - worst", lambda row: words.extremes(row.spread), left=True),
        hidden_column("spread_value", lambda row: _part(row, "value"), unit="share"),
        hidden_column("spread_lo", lambda row: _part(row, "lo"), unit="share"),
        hidden_column("spread_hi", lambda row: _part(row, "hi"), unit="share"),
        hidden_column("spread_state", lambda row: _part(row, "state")),
        hidden_column("spread_best", lambda row: _part(row, "best")),
        hidden_column("spread_worst", lambda row: _part(row, "worst")),
        hidden_column("spread_pairs", lambda row: _part(row, "pairs")),
        hidden_column("spread_paired", lambda row: _part(row, "paired")),
    )


def _of_value(found: Languages, value: str) -> tuple[TableColumn, ...]:
    name = clean_line(dimension_of(found.by).short(value)) or "other"
    field = f"{dimension_of(found.by).prefix}{value}"

    def of(row: HeatRow) -> HeatCell:
        return next(one for one in row.cells if one.value == value)

    return (
        shown_column(f"{name}, % / tasks", lambda row: words.cell(of(row))),
        hidden_column(f"{field}_solved", lambda row: of(row).rate.value, unit="share"),
        span_column(f"{name}, interval", f"{field}_solved", lambda row: (of(row).rate.lo, of(row).rate.hi)),
        hidden_column(f"{field}_tasks", lambda row: of(row).rate.tasks),
        hidden_column(f"{field}_attempts", lambda row: of(row).rate.attempts),
        hidden_column(f"{field}_state", lambda row: of(row).state),
    )


def _part(row: HeatRow, name: str) -> str | float | None:
    return None if row.spread is None else getattr(row.spread, name)
