"""`prony selfreport`: what contestants say of their own work, against what was measured."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="selfreport")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@in_every_form
@click.pass_obj
def command(terminal: Terminal, run: str | None, suite: str | None, grader: str | None, form: str | None) -> None:
    """Show what contestants say of their own work: successes, failures and times, against what was measured."""
    from prony.boards.selfreport.selfreport import selfreport
    from prony.boards.selfreport.tables import selfreport_tables
    from prony.cli import render_selfreport
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = selfreport(index, run, suite, grader)
    if not print_in(terminal, form, found, selfreport_tables):
        terminal.data(render_selfreport.text(found, terminal))
