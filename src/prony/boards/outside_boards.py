"""Outside boards as view models: the list with its ages, one board whole, and how far boards overlap. Their rows stand
apart from everything that was measured here, and are never ranked with it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

from prony.boards.view import View
from prony.errors import UsageError
from prony.journal import queries
from prony.journal.index import Index
from prony.outside.checks import check
from prony.outside.library import KnownBoard, boards
from prony.outside.names import Match, ModelName, match, read_name
from prony.outside.overlap import Overlap, overlap
from prony.outside.snapshot import OutsideColumn, PublishedBoard, age_days
from prony.stats.table_lint import Finding, Unread

FRESH_DAYS, OLD_DAYS = 30, 180
"""Ages up to which a board is fresh, and from which on it is old: models and hosted endpoints change monthly."""


class OutsideBoard(View, frozen=True, kw_only=True):
    """One outside board, without its rows. age: `fresh`, `ageing`, `old`, or `no date`. wrong: why it cannot be read.
    age_days: since it was published; where that day is not known, since it was taken, so that it is at least that old.

    findings: contradictions in its table; unread: cells that print no number where one is due.
    """

    name: str
    board: str = ""
    url: str = ""
    published: str = ""
    taken: str = ""
    age_days: int | None = None
    age: str = ""
    axes: tuple[str, ...] = ()
    method: str = ""
    where: str = ""
    precision: str = ""
    hardware: str = ""
    licence: str = ""
    harness: str = ""
    note: str = ""
    imported: bool = False
    rows: int = 0
    metric: str = ""
    """The column that its models are compared by."""
    lower_is_better: bool = False
    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()
    wrong: str | None = None


class OutsideLine(View, frozen=True, kw_only=True):
    """A row of an outside board as printed, and what its name tells. measured_here: labels of contestants of this
    folder that are the same variant: another artifact, harness and task, so no comparison."""

    model: str
    vendor: str = ""
    family: str = ""
    variant: str = ""
    effort: str = ""
    precision: str = ""
    cells: dict[str, str] = {}
    measured_here: tuple[str, ...] = ()


class OutsideBoards(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.outside_boards/1"):
    """The outside boards that are known here."""

    today: str
    boards: tuple[OutsideBoard, ...]


class OutsideTable(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.outside_board/1"):
    """One outside board whole."""

    about: OutsideBoard
    columns: tuple[OutsideColumn, ...]
    lines: tuple[OutsideLine, ...]


class Overlaps(View, frozen=True, kw_only=True, tag_field="schema", tag="prony.outside_overlap/1"):
    """Every two of these boards side by side."""

    boards: tuple[OutsideBoard, ...]
    pairs: tuple[Overlap, ...]

    def pair(self, a: str, b: str) -> Overlap | None:
        """The two, in either order."""
        return next((one for one in self.pairs if {one.a, one.b} == {a, b}), None)


def outside_boards(home: Path, today: datetime.date) -> OutsideBoards:
    """All outside boards, the newest first, those without rows or date last."""
    lines = [about(known, today) for known in boards(home)]
    lines.sort(key=lambda one: (not one.rows, one.age_days if one.age_days is not None else 1e9, one.name))
    return OutsideBoards(today=today.isoformat(), boards=tuple(lines))


def outside_table(known: KnownBoard, today: datetime.date, here: Mapping[str, ModelName]) -> OutsideTable:
    """One board whole. here: the label of each contestant that was measured here -> its name (`measured_here`)."""
    snapshot = _snapshot(known)
    lines = []
    for name, row in zip(snapshot.names(), snapshot.rows, strict=True):
        alike = tuple(label for label, mine in here.items() if match(name, mine) >= Match.VARIANT)
        lines.append(
            OutsideLine(
                model=row.model,
                vendor=name.vendor,
                family=name.family,
                variant=" ".join(name.variant),
                effort=name.effort,
                precision=name.precision,
                cells=row.cells,
                measured_here=alike,
            )
        )
    return OutsideTable(about=about(known, today), columns=snapshot.columns, lines=tuple(lines))


def overlaps(chosen: Sequence[KnownBoard], today: datetime.date) -> Overlaps:
    """Every two of these boards that have rows."""
    having = [known for known in chosen if known.snapshot is not None and known.snapshot.rows]
    pairs = tuple(overlap((a.name, _snapshot(a)), (b.name, _snapshot(b))) for a, b in combinations(having, 2))
    return Overlaps(boards=tuple(about(known, today) for known in having), pairs=pairs)


def measured_here(index: Index) -> dict[str, ModelName]:
    """The label of each model that was measured in this folder -> what its name tells."""
    found = queries.contestants(index, [run.run for run in queries.runs(index)])
    return {row.label: read_name(row.label) for row in found.values() if not row.reference}


def about(known: KnownBoard, today: datetime.date) -> OutsideBoard:
    """A board without its rows."""
    snapshot = known.snapshot
    if snapshot is None:
        wrong = str(known.wrong) if known.wrong is not None else "it cannot be read"
        return OutsideBoard(name=known.name, imported=known.imported, wrong=wrong)
    days = age_days(snapshot, today)
    checked, metric = check(snapshot), snapshot.of_metric()
    return OutsideBoard(
        name=known.name,
        board=snapshot.board,
        url=snapshot.url,
        published=snapshot.published,
        taken=snapshot.taken,
        age_days=days,
        age=_age(days, published=bool(snapshot.published)),
        axes=snapshot.axes,
        method=snapshot.method,
        where=snapshot.where.value,
        precision=snapshot.precision,
        hardware=snapshot.hardware,
        licence=snapshot.licence,
        harness=snapshot.harness,
        note=snapshot.note,
        imported=known.imported,
        rows=len(snapshot.rows),
        metric=metric.name if metric is not None else "",
        lower_is_better=metric is not None and not (metric.higher_is_better and snapshot.higher_is_better),
        findings=checked.findings,
        unread=checked.unread,
    )


def _age(days: int | None, *, published: bool) -> str:
    """How old the numbers are. A copy of today says not that they are fresh; an old copy, that they are old."""
    if days is None or (not published and days < OLD_DAYS):
        return "no date"
    return "fresh" if days <= FRESH_DAYS else "old" if days >= OLD_DAYS else "ageing"


def _snapshot(known: KnownBoard) -> PublishedBoard:
    if known.snapshot is None:
        raise known.wrong or UsageError("E131", f"{known.name} cannot be read")
    return known.snapshot
