"""Outside boards as tables, as they were printed: quoted, and never in one table with what was measured here."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from prony.boards.outside_boards import OutsideBoard, OutsideBoards, OutsideTable, Overlaps
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    Value,
    ViewTable,
    hidden_column,
    number_column,
    p_column,
    shown_column,
    span_column,
    words_column,
    yes_column,
)
from prony.boards.words import NOTHING
from prony.outside.overlap import Overlap
from prony.plain import clean_line

NOT_OURS = "published by others, on other tasks and machines: never ranked with what was measured here"


def boards_tables(found: OutsideBoards) -> Tabular:
    """The list of boards."""
    return Tabular(
        title="Outside boards",
        tables=(ViewTable(name="boards", columns=BOARDS, lines=found.boards),),
        legend="Errors: printed things that cannot both be true.",
        footnotes=(NOT_OURS, f"ages as of {found.today}"),
        key={"today": found.today},
    )


def board_tables(found: OutsideTable) -> Tabular:
    """One board: its rows as printed, and what contradicts itself."""
    about = found.about
    tables = [
        ViewTable(name="rows", title="As printed", columns=_of_rows(found), lines=found.lines),
        ViewTable(name="findings", title="What contradicts itself", columns=FINDINGS, lines=about.findings),
        ViewTable(name="unread", title="Cells that print no number", columns=UNREAD, lines=about.unread),
    ]
    return Tabular(
        title=clean_line(about.board or about.name),
        tables=tuple(table for table in tables if table.lines),
        footnotes=(NOT_OURS, _source(about), *([clean_line(about.note)] if about.note else [])),
        key=_key(about),
    )


def overlap_tables(found: Overlaps) -> Tabular:
    """Every two boards: what they share, and whether they agree about it."""
    shared = [(pair, one) for pair in found.pairs for one in pair.shared]
    families = [(pair, one) for pair in found.pairs for one in pair.families]
    tables = [
        ViewTable(name="pairs", title="Every two boards", columns=PAIRS, lines=found.pairs),
        ViewTable(name="shared", title="Models on both", columns=SHARED, lines=shared),
        ViewTable(name="families", title="Families", columns=FAMILIES, lines=families),
    ]
    return Tabular(
        title=f"Overlap of {len(found.boards)} outside boards",
        sentences=tuple(
            f"{clean_line(f'{pair.a}, {pair.b}: {pair.sentence}')}." for pair in found.pairs if pair.shared
        ),
        tables=tuple(table for table in tables if table.lines),
        footnotes=(NOT_OURS, *map(_source, found.boards)),
    )


def _source(about: OutsideBoard) -> str:
    day = f"published {about.published}" if about.published else "publication day not recorded"
    taken = f", taken {about.taken}" if about.taken else ""
    parts = [about.name, f"{day}{taken}", about.url, about.method, f"licence: {about.licence or 'not stated'}"]
    return clean_line(" · ".join(part for part in parts if part))


def _key(about: OutsideBoard) -> dict[str, Value]:
    return {"board": about.name, "published": about.published or None, "taken": about.taken or None}


def _of_rows(found: OutsideTable) -> tuple[TableColumn, ...]:
    return (
        words_column("model", attrgetter("model")),
        *(_printed(column.name) for column in found.columns),
        words_column("vendor", attrgetter("vendor")),
        words_column("family", attrgetter("family")),
        words_column("variant", attrgetter("variant")),
        words_column("effort", attrgetter("effort")),
        words_column("precision", attrgetter("precision")),
        words_column("measured here", attrgetter("measured_here")),
    )


def _printed(name: str) -> TableColumn:
    """A column of the board, whose cells are what it printed."""
    return words_column(clean_line(name), lambda line: line.cells.get(name, ""), f"printed {name}")


BOARDS = (
    words_column("board", attrgetter("name")),
    words_column("title", lambda board: board.wrong or board.board),
    words_column("age", attrgetter("age")),
    number_column("days", attrgetter("age_days"), unit="days", name="age"),
    words_column("published", attrgetter("published")),
    words_column("taken", attrgetter("taken")),
    number_column("rows", attrgetter("rows")),
    words_column("measures", attrgetter("axes"), "axes"),
    words_column("where", attrgetter("where")),
    words_column("by", attrgetter("metric"), "metric"),
    yes_column("lower is better", attrgetter("lower_is_better")),
    number_column("errors", lambda board: len(board.findings)),
    words_column("licence", attrgetter("licence")),
    hidden_column("url", attrgetter("url")),
)
FINDINGS = (
    words_column("row", attrgetter("row")),
    words_column("rule", attrgetter("rule")),
    words_column("printed", attrgetter("printed")),
    words_column("by the rest", attrgetter("computed"), "computed"),
    words_column("why", attrgetter("why")),
)
UNREAD = (
    words_column("row", attrgetter("row")),
    words_column("column", attrgetter("column")),
    words_column("printed", attrgetter("printed")),
)


def _tau(value: float | None) -> str:
    return NOTHING if value is None else f"{value:+.2f}"


def _between(lo: float | None, hi: float | None) -> str:
    return NOTHING if lo is None or hi is None else f"{lo:+.2f} to {hi:+.2f}"


def _bounds(pair: Overlap) -> tuple[float | None, float | None]:
    return pair.tau_lo, pair.tau_hi


def _as_printed(value: Any) -> str:
    return NOTHING if value is None else f"{value:g}"


PAIRS = (
    words_column("A", attrgetter("a")),
    words_column("B", attrgetter("b")),
    number_column("shared", lambda pair: len(pair.shared)),
    number_column("compared", attrgetter("compared")),
    number_column("Kendall's tau", attrgetter("tau"), _tau, name="tau"),
    span_column("95 % interval", "tau", _bounds, _between, unit=""),
    p_column("p", attrgetter("p")),
    number_column("inversions", lambda pair: len(pair.inversions)),
)
SHARED = (
    words_column("A", lambda line: line[0].a),
    words_column("B", lambda line: line[0].b),
    words_column("on A", lambda line: line[1].a, "model_a"),
    number_column("value on A", lambda line: line[1].a_value, _as_printed, name="value_a"),
    words_column("on B", lambda line: line[1].b, "model_b"),
    number_column("value on B", lambda line: line[1].b_value, _as_printed, name="value_b"),
    shown_column("told", lambda line: "the same" if line[1].same else "same variant", left=True),
    hidden_column("same", lambda line: line[1].same),
)
FAMILIES = (
    words_column("A", lambda line: line[0].a),
    words_column("B", lambda line: line[0].b),
    words_column("family", lambda line: line[1].family),
    words_column("vendor", lambda line: line[1].vendor),
    number_column("shared", lambda line: line[1].shared),
    words_column("variants on A", lambda line: line[1].a),
    words_column("variants on B", lambda line: line[1].b),
)
