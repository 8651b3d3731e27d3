"""JSON: view models as they are, each document with its `schema`."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from prony.boards.attempts.lines import Attempts
from prony.boards.board import Board, Boards
from prony.boards.tabular import Tabular
from prony.boards.view import View
from prony.export.formats.exporter import Exporter
from prony.plain import escape_json


def boards_as_json(boards: Sequence[Board]) -> str:
    """One board as itself; several, of a run with several suites, as one document."""
    view = boards[0] if len(boards) == 1 else Boards(boards=tuple(boards))
    return escape_json(msgspec.json.encode(view))


def attempts_as_json(attempts: Attempts) -> str:
    """The list as one document."""
    return escape_json(msgspec.json.encode(attempts))


def view_as_json(view: View, tabular: Tabular) -> str:
    """The view as it is: its tables say nothing that it does not."""
    return escape_json(msgspec.json.encode(view))


EXPORTER = Exporter(
    name="json",
    help="Everything as one JSON document.",
    boards=boards_as_json,
    attempts=attempts_as_json,
    view=view_as_json,
    place=10,
)
