"""The exporter: boards, a list of attempts, and every other view, as text for another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prony.boards.attempts.lines import Attempts
from prony.boards.board import Board
from prony.boards.tabular import Tabular
from prony.boards.view import View
from prony.nouns import Noun


class Exporter(Noun, frozen=True, kw_only=True):
    """One form. What it makes holds no character that a terminal would act upon."""

    name: str
    """Its option: `csv` is `--csv`."""
    help: str
    boards: Callable[[Sequence[Board]], str]
    attempts: Callable[[Attempts], str]
    view: Callable[[View, Tabular], str]
    """Any view, and what it is as tables."""
    place: int
    """Where its option stands in the help."""
