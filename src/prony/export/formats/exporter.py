"""The exporter: boards, and a list of attempts, as text for another program."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from prony.boards.attempts.lines import Attempts
from prony.boards.board import Board
from prony.nouns import Noun


class Exporter(Noun, frozen=True, kw_only=True):
    """One form. What it makes holds no character that a terminal would act upon."""

    name: str
    """Its option: `csv` is `--csv`."""
    help: str
    boards: Callable[[Sequence[Board]], str]
    attempts: Callable[[Attempts], str]
    place: int
    """Where its option stands in the help."""
