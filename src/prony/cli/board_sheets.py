"""`prony board six` and `prony board rounds`: the tables of a suite in points, measured here or published by others."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from prony.cli.forms import print_in
from prony.cli.terminal import Terminal

if TYPE_CHECKING:
    from prony.boards.tabular import Tabular
    from prony.boards.view import View

SHEETS = ("six", "rounds")
"""Suites that have tables of their own."""


def print_sheet(
    terminal: Terminal,
    home: Path,
    suite: str,
    *,
    run: str | None = None,
    published: str | None = None,
    grader: str | None = None,
    references: bool = False,
    form: str | None = None,
) -> None:
    """Print the tables of a suite. published: the beginning of the names of the outside boards to show in its place;
    references: show these in place of models.

    Raises JournalError E650, E653, E656, UsageError E102, E130, E131.
    """
    view, tables = _view(terminal, home, suite, run, published, grader, references)
    if not print_in(terminal, form, view, tables):
        from prony.cli.render_tabular import text

        terminal.data(text(tables(view), terminal))


def _view(
    terminal: Terminal,
    home: Path,
    suite: str,
    run: str | None,
    published: str | None,
    grader: str | None,
    references: bool,
) -> tuple[View, Callable[[Any], Tabular]]:
    from prony.boards.sheets.sheets import measured_view, published_view

    if published is not None:
        from prony.boards.sheets.sources import boards_of_sheet

        return published_view(suite, boards_of_sheet(home, suite, published))
    from prony.journal.index import up_to_date

    with up_to_date(home, terminal.warn) as index:
        return measured_view(index, suite, run, grader, references)
