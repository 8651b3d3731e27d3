"""The suites that have tables of their own, each with what makes its view and what makes its tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from prony.boards.sheets.rounds import published_rounds_board, rounds_board
from prony.boards.sheets.rounds_tables import rounds_tables
from prony.boards.sheets.six import published_six_board, six_board
from prony.boards.sheets.six_tables import six_tables
from prony.boards.tabular import Tabular
from prony.boards.view import View
from prony.journal.index import Index
from prony.outside.library import KnownBoard


class SheetFace(NamedTuple):
    """What one suite's tables are made by."""

    measured: Callable[[Index, str, str | None, str | None, bool], View]
    """Of the index, the suite, a run or None, a grader version or None, and whether of references."""
    published: Callable[[str, Sequence[KnownBoard]], View]
    tables: Callable[[Any], Tabular]


FACES: dict[str, SheetFace] = {
    "six": SheetFace(six_board, published_six_board, six_tables),
    "rounds": SheetFace(rounds_board, published_rounds_board, rounds_tables),
}
"""Suite -> its tables."""


def measured_view(
    index: Index, suite: str, run: str | None, grader: str | None, references: bool
) -> tuple[View, Callable[[Any], Tabular]]:
    """The view of what was measured here, and what makes its tables."""
    face = FACES[suite]
    return face.measured(index, suite, run, grader, references), face.tables


def published_view(suite: str, boards: Sequence[KnownBoard]) -> tuple[View, Callable[[Any], Tabular]]:
    """The view of outside boards, and what makes its tables."""
    face = FACES[suite]
    return face.published(suite, boards), face.tables
