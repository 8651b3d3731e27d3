"""Outside boards as a sheet: what others published of one suite, in one table or several, under the names that they
print. A cell that prints no number is not known, and nothing is made up for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from prony.boards.selfreport.claims import claims_of
from prony.boards.sheets.sheet import Sheet, SheetEntry, SheetKind, SheetMark, SheetTask, sheet_part
from prony.boards.sheets.traits import traits_of_name
from prony.errors import UsageError
from prony.outside.library import KnownBoard
from prony.outside.names import ModelName
from prony.outside.snapshot import OutsideRow, PublishedBoard, Role
from prony.plain import clean_line
from prony.stats.printed import read_printed

MOST_MODELS = 1000
"""Models of one sheet: every two of them are held against each other."""
ERRORS = ("err", "error", "crash", "timeout")
"""Cells that say that a task ended without a score."""


def published_sheet(suite: str, boards: Sequence[KnownBoard]) -> Sheet:
    """The sheet that these boards make together. Rows with one name are one entry. Raises UsageError E102 for more than
    `MOST_MODELS` of them."""
    snapshots = [known.snapshot for known in boards if known.snapshot is not None]
    entries: dict[str, SheetEntry] = {}
    keys: dict[object, str] = {}
    for board in snapshots:
        for name, row in zip(board.names(), board.rows, strict=True):
            label = keys.setdefault((*name.key, name.effort, name.precision), clean_line(row.model).rstrip(" †‡*"))
            mine = _entry(board, row, name, label)
            entries[label] = _joined(entries[label], mine) if label in entries else mine
    if len(entries) > MOST_MODELS:
        raise UsageError("E102", f"these boards have {len(entries)} models, more than {MOST_MODELS} in one table")
    return Sheet(
        suite=suite,
        tasks=tuple(_tasks(snapshots)),
        entries=tuple(_thinking_told(list(entries.values()))),
        parts=tuple(sheet_part(one.task, one.part, one.caught, one.of) for board in snapshots for one in board.parts),
        kinds=tuple(
            SheetKind(task=one.task, what=one.what, kind=one.kind, models=one.models)
            for board in snapshots
            for one in board.kinds
        ),
    )


def number(text: str | None) -> float | None:
    """The number that a cell prints; None where it prints none."""
    printed = read_printed(text) if text else None
    return float(printed.value) if printed is not None else None


def _tasks(snapshots: Sequence[PublishedBoard]) -> Iterable[SheetTask]:
    known: dict[str, SheetTask] = {}
    for board in snapshots:
        if board.task:
            known.setdefault(board.task, SheetTask(id=board.task, name=board.task, title=clean_line(board.board)))
            continue
        for column in board.columns_of(Role.PART):
            task = SheetTask(id=column.name, name=column.name, title=clean_line(column.means), full=board.part_maximum)
            known.setdefault(column.name, task)
    # Boards of one task each come in the order of their files, which says nothing.
    return (
        sorted(known.values(), key=lambda task: task.name) if any(board.task for board in snapshots) else known.values()
    )


def _entry(board: PublishedBoard, row: OutsideRow, name: ModelName, label: str) -> SheetEntry:
    marks = {board.task: _whole_mark(board, row)} if board.task else dict(_marks(board, row))
    known = [mark.points for mark in marks.values() if mark.points is not None]
    parts = board.columns_of(Role.PART)
    whole = len(known) == len(parts) > 0
    completed = _number_in(board, row, Role.COMPLETED)
    size = _number_in(board, row, Role.SIZE)
    return SheetEntry(
        label=label,
        local=not board.columns_of(Role.SIZE) or size is not None,
        size_gb=size,
        wall_s=None if board.task else _number_in(board, row, Role.WALL),
        traits=traits_of_name(name),
        harness=_cell(board, row, Role.HARNESS),
        marks=marks,
        points=sum(known) if whole else _number_in(board, row, Role.TOTAL),
        completed=len(marks) if board.task else int(completed) if completed is not None else len(known),
    )


def _marks(board: PublishedBoard, row: OutsideRow) -> Iterable[tuple[str, SheetMark]]:
    for column in board.columns_of(Role.PART):
        cell = row.cells.get(column.name, "").strip()
        points = number(cell)
        if points is not None:
            yield column.name, SheetMark(points=points, attempts=1)
        elif cell.lower() in ERRORS:
            yield column.name, SheetMark(error=True, attempts=1)


def _whole_mark(board: PublishedBoard, row: OutsideRow) -> SheetMark:
    passed, of = _number_in(board, row, Role.PASSED), _number_in(board, row, Role.OF)
    claimed = claims_of(f"Time spent: {_cell(board, row, Role.CLAIM)}").time
    metrics = {
        column.name: value
        for column in board.columns_of(Role.OTHER)
        if (value := number(row.cells.get(column.name))) is not None
    }
    return SheetMark(
        attempts=1,
        passed=int(passed) if passed is not None else None,
        of=int(of) if of is not None else None,
        wall_s=_number_in(board, row, Role.WALL),
        lines=_number_in(board, row, Role.LINES),
        metrics=metrics,
        labels={
            column.name: cell for column in board.columns_of(Role.LABEL) if (cell := row.cells.get(column.name, ""))
        },
        tampered=_tampered(board, row),
        claimed_lo_s=claimed.lo_s if claimed is not None else None,
        claimed_hi_s=claimed.hi_s if claimed is not None else None,
    )


def _tampered(board: PublishedBoard, row: OutsideRow) -> bool | None:
    tampered = next(
        (row.cells.get(one.name, "") for one in board.columns if one.name.lower() == "tampered"), ""
    ).lower()
    return {"yes": True, "no": False}.get(tampered)


def _cell(board: PublishedBoard, row: OutsideRow, role: Role) -> str:
    columns = board.columns_of(role)
    return row.cells.get(columns[0].name, "") if columns else ""


def _number_in(board: PublishedBoard, row: OutsideRow, role: Role) -> float | None:
    return number(_cell(board, row, role))


def _joined(one: SheetEntry, other: SheetEntry) -> SheetEntry:
    """One model from two boards: what the second adds. Of a row that stands there twice, the first counts."""
    marks = {**other.marks, **one.marks}
    adds = [one] if other.marks.keys() <= one.marks.keys() else [one, other]
    points = [each.points for each in adds if each.points is not None]
    return replace(
        one,
        marks=marks,
        points=sum(points) if points else None,
        completed=one.completed + len(marks) - len(one.marks),
        size_gb=one.size_gb if one.size_gb is not None else other.size_gb,
        wall_s=one.wall_s if one.wall_s is not None else other.wall_s,
        harness=one.harness or other.harness,
    )


def _thinking_told(entries: Sequence[SheetEntry]) -> Iterable[SheetEntry]:
    """The entries; where a relative's name says that it does not think, one whose name is silent does."""
    off = {_relatives(one) for one in entries if one.traits["thinking"] == "off"}
    for one in entries:
        silent = not one.traits["thinking"] and _relatives(one) in off
        yield replace(one, traits={**one.traits, "thinking": "on"}) if silent else one


def _relatives(entry: SheetEntry) -> tuple[str, str]:
    return entry.traits["model"], entry.traits["distilled"]
