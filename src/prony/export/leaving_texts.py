"""Which boards an export is about, and whose texts may leave with it."""

from __future__ import annotations

from prony.boards import leaderboards
from prony.boards.board import Board
from prony.errors import UsageError
from prony.export.target import ExportOrder
from prony.journal.index import Index

PRIVATE = "its texts stay here: it is no built-in suite as this Prony has it (--texts {suite} lets them leave)"


def boards_of(index: Index, order: ExportOrder) -> list[Board]:
    """The boards of an export. Raises UsageError E102 where it names texts of a suite that is not among them."""
    boards = leaderboards(index, order.run, order.suite)
    if strangers := sorted(set(order.texts) - {board.suite for board in boards}):
        raise UsageError(
            "E102",
            f"no suite of this export is called {strangers[0]}",
            hint=f"suites: {', '.join(board.suite for board in boards)}",
        )
    return list(boards)


def may_leave(board: Board, order: ExportOrder) -> bool:
    """Whether the texts of a board's suite may leave: those that the user names, and everybody's already."""
    return board.suite in order.texts or is_public(board)


def is_public(board: Board) -> bool:
    """Whether the suite is a built-in one, byte for byte: then its texts are everybody's already."""
    from prony.suites import builtin_suites, load_suite

    return board.suite in builtin_suites() and load_suite(board.suite).digest == board.suite_digest
