"""`prony reliability`: what each contestant solves every time, at times, never."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="reliability")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal, run: str | None, suite: str | None, grader: str | None, step: int | None, form: str | None
) -> None:
    """Show how often repeats of one task come out the same, and who can be relied on.

    Repeats that are copies, byte for byte, are told apart from repeats that agree.
    """
    from prony.boards.reliability.reliability import reliability
    from prony.boards.reliability.tables import reliability_tables
    from prony.cli import render_reliability
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = reliability(index, run, suite, grader, step)
    if not print_in(terminal, form, found, reliability_tables):
        terminal.data(render_reliability.text(found, terminal))
