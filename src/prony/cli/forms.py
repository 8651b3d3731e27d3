"""The forms of a command's view: text for this terminal, and each form of `prony.export.formats`.

A command takes `in_every_form`, which gives it an argument `form`, and ends in

    if not print_in(terminal, form, view, some_view_tables):
        terminal.data(render_some_view.text(view, terminal))

Nothing else of a command knows which forms there are.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from prony.cli.terminal import Terminal
from prony.export.formats import exporter_of, exporters

if TYPE_CHECKING:
    from prony.boards.tabular import Tabular
    from prony.boards.view import View

SomeView = TypeVar("SomeView", bound="View")


def in_every_form(command: Callable[..., Any]) -> Callable[..., Any]:
    """A command with an option for each form that views leave in."""
    for exporter in reversed(exporters()):
        command = click.option(f"--{exporter.name}", "form", flag_value=exporter.name, help=exporter.help)(command)
    return command


def print_in(terminal: Terminal, form: str | None, view: SomeView, tables: Callable[[SomeView], Tabular]) -> bool:
    """Print a view in the form that was asked for; whether one was. tables: of the view."""
    if form is None:
        return False
    terminal.data(exporter_of(form).view(view, tables(view)))
    return True
