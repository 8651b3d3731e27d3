"""The arithmetic of an outside board: its table, by the roles of its columns, through `prony.stats.lint`."""

from __future__ import annotations

import re

from prony.nouns import Noun
from prony.outside.snapshot import OutsideRow, PublishedBoard, Role
from prony.stats.printed import is_not_given
from prony.stats.table_lint import Finding, PublishedRow, PublishedTable, Unread, lint, unread_cells

_COUNT = re.compile(r"\s*(\d{1,9})\s*")


class Checked(Noun, frozen=True, kw_only=True):
    """What the arithmetic of a board says. findings: two printed things that cannot both be true. unread: cells that
    print no number where one is due."""

    findings: tuple[Finding, ...] = ()
    unread: tuple[Unread, ...] = ()


def check(board: PublishedBoard) -> Checked:
    """Check the arithmetic of a board's table."""
    if not board.rows or not board.columns:
        return Checked()
    table = published(board)
    return Checked(findings=lint(table), unread=unread_cells(table))


def published(board: PublishedBoard) -> PublishedTable:
    """The board's table as the lint takes it. Shares that are no parts of a total are checked to be shares."""
    return PublishedTable(
        rows=tuple(row for one in board.rows for row in _rows(board, one)),
        part_maximum=board.part_maximum,
        higher_is_better=board.higher_is_better,
        total_is=board.total_is,
        conserved=board.conserved,
        sorted_by_total=board.sorted,
    )


def _rows(board: PublishedBoard, row: OutsideRow) -> list[PublishedRow]:
    """The row; and one for each share beside its first, of which the lint holds one a row."""

    def cell(role: Role) -> str | None:
        columns = board.columns_of(role)
        return row.cells.get(columns[0].name) if columns else None

    shares = [row.cells[column.name] for column in board.columns_of(Role.SHARE) if column.name in row.cells]
    parts = {column.name: row.cells[column.name] for column in board.columns_of(Role.PART) if column.name in row.cells}
    printed = [text for text in parts.values() if not is_not_given(text)]
    if cell(Role.COMPLETED) is not None and len(printed) < len(board.columns_of(Role.PART)):
        # Some of them are not printed: the total is that of those completed, whichever they are.
        parts = {}
    passed, of, percent = _count(cell(Role.PASSED)), _count(cell(Role.OF)), cell(Role.PERCENT)
    first = PublishedRow(
        name=row.model,
        parts=parts,
        total=cell(Role.TOTAL),
        completed=_count(cell(Role.COMPLETED)),
        rank=_count(cell(Role.RANK)),
        passed=passed,
        of=of,
        percent=percent,
        score=shares[0] if shares else None,
    )
    return [first, *(PublishedRow(name=row.model, score=share) for share in shares[1:])]


def _count(text: str | None) -> int | None:
    """A whole number as printed; None for anything else, such as `2-4` or `T2`."""
    match = _COUNT.fullmatch(text.rstrip(".")) if text is not None else None
    return int(match[1]) if match is not None else None
