"""What the tables of every suite in points share: their frame, points in words, parts and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from prony.boards.outside_tables import NOT_OURS
from prony.boards.sheets.sources import SheetSource
from prony.boards.tabular import (
    TableColumn,
    Tabular,
    ViewTable,
    hidden_column,
    share_column,
    shown_column,
    tabular_of,
    words_column,
)
from prony.boards.words import NOTHING
from prony.plain import clean_line
from prony.readable import fixed


class SheetWords(NamedTuple):
    """What a suite's tables are called: of published boards, of what was measured here; and their legend."""

    published: str
    measured: str
    legend: str


def sheet_tabular(found: Any, words: SheetWords, tables: Iterable[ViewTable], names: Sequence[str]) -> Tabular:
    """The tables that have lines, of what was measured here, or quoted of outside boards with their sources.

    found: the view of a suite, as `six_board` and `rounds_board` give it. names: whom its sentences may name.
    """
    shown = [table for table in tables if table.lines]
    if found.published:
        return _published(found, words, shown)
    where = f"run {found.run}" if found.run else "all runs"
    return tabular_of(
        found,
        title=f"{found.suite} {found.suite_version}@{found.suite_digest[:8]} {words.measured} · {where}",
        sentences=found.sentences,
        names=names,
        tables=shown,
        doubts=found.doubts,
        legend=words.legend,
    )


def audit_tables(found: Any) -> tuple[ViewTable, ...]:
    """What contradicts itself in published boards, and what was said of numbers that are not there."""
    return (
        ViewTable(name="findings", title="What contradicts itself", columns=FINDINGS, lines=found.findings, told=True),
        ViewTable(
            name="unread",
            title="Statements about numbers that are not there",
            columns=UNREAD,
            lines=found.unread,
            told=True,
        ),
    )


def _published(found: Any, words: SheetWords, tables: Sequence[ViewTable]) -> Tabular:
    sources: Sequence[SheetSource] = found.published
    return Tabular(
        title=clean_line(f"{_common_title(sources)}: {words.published}"),
        sentences=tuple(f"{clean_line(one[:1].upper() + one[1:])}." for one in found.sentences),
        tables=tuple(tables),
        legend=words.legend,
        footnotes=(NOT_OURS, *(_source(one) for one in sources)),
        key={"boards": ", ".join(one.name for one in sources), "published": found.basis.newest_at},
    )


def _common_title(sources: Sequence[SheetSource]) -> str:
    """What the titles of all sources begin with."""
    first, *others = (one.board for one in sources)
    shared = len(first)
    while not all(other.startswith(first[:shared]) for other in others):
        shared -= 1
    return first[:shared].rstrip(" ,:(") or first


def _source(one: SheetSource) -> str:
    day = f"published {one.published}" if one.published else "publication day not recorded"
    return clean_line(" · ".join((one.name, day, one.method, f"licence: {one.licence}")))


def points_text(value: float | None) -> str:
    """Points: whole ones without decimals."""
    return NOTHING if value is None else f"{value:g}" if float(value).is_integer() else fixed(value)


def signed_points(value: float | None) -> str:
    """A difference of points."""
    return NOTHING if value is None else f"{value:+g}" if float(value).is_integer() else f"{value:+.1f}"


def difficulty(share: float | None) -> str:
    """How hard a part was, by the share that caught it."""
    return "" if share is None else "easy" if share >= 0.85 else "medium" if share >= 0.6 else "hard"


PARTS = (
    words_column("task", lambda line: line[1]),
    words_column("bug", lambda line: line[0].part, "part"),
    shown_column("caught", lambda line: f"{line[0].caught}/{line[0].of}"),
    hidden_column("caught", lambda line: line[0].caught),
    hidden_column("of", lambda line: line[0].of),
    share_column("%", lambda line: line[0].share, "caught"),
    words_column("it was", lambda line: difficulty(line[0].share), "difficulty"),
)
FINDINGS: tuple[TableColumn, ...] = (
    words_column("row", attrgetter("row")),
    words_column("printed", attrgetter("printed"), "printed"),
    words_column("by the rest", attrgetter("computed"), "printed_rest"),
    words_column("about", attrgetter("about")),
    words_column("rule", attrgetter("rule")),
)
UNREAD = (
    words_column("about", attrgetter("about")),
    words_column("row", attrgetter("row")),
    words_column("column", attrgetter("column")),
)
