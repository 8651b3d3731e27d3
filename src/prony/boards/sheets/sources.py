"""The outside boards that a sheet is made of: found by a name, told with their age and licence."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from prony.boards.head import Basis, SuiteHead
from prony.boards.view import View
from prony.errors import UsageError
from prony.outside.library import KnownBoard, board_named, boards


class SheetSource(View, frozen=True, kw_only=True):
    """One outside board that a sheet is of."""

    name: str
    board: str
    published: str
    licence: str
    method: str


def boards_of_sheet(home: Path, suite: str, name: str) -> list[KnownBoard]:
    """The outside boards of this suite whose names begin with `name`, the one of that name first.

    Raises UsageError E130 where no board begins so, E131 where one cannot be read, E102 where none is of the suite.
    """
    fitting = [known for known in boards(home) if name and known.name.startswith(name)]
    if not fitting:
        board_named(home, name)
    for known in fitting:
        if known.wrong is not None:
            raise known.wrong
    chosen = [known for known in fitting if known.snapshot is not None and known.snapshot.sheet == suite]
    if not chosen:
        there = [known.name for known in boards(home) if known.snapshot is not None and known.snapshot.sheet == suite]
        raise UsageError(
            "E102",
            f"no outside board that begins with {name} is marked as {suite} is",
            hint=f"those that are: {', '.join(there)}" if there else f'a snapshot says so: sheet = "{suite}"',
        )
    return chosen


def sources_of(chosen: Sequence[KnownBoard]) -> tuple[SheetSource, ...]:
    """What a reader must be told of them."""
    return tuple(
        SheetSource(
            name=known.name,
            board=known.snapshot.board,
            published=known.snapshot.published,
            licence=known.snapshot.licence,
            method=known.snapshot.method,
        )
        for known in chosen
        if known.snapshot is not None
    )


def published_head(suite: str, chosen: Sequence[KnownBoard]) -> SuiteHead:
    """The head of a view of outside boards: no version or digest of a suite of ours, and no run."""
    days = [known.snapshot.published for known in chosen if known.snapshot is not None and known.snapshot.published]
    return SuiteHead(
        suite=suite,
        suite_version="",
        suite_digest="",
        run=None,
        grader=None,
        step=None,
        basis=Basis(newest_at=max(days, default=None)),
    )
