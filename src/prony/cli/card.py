"""`prony card NAME`: one contestant whole."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="card")
@click.argument("name")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite, at its newest version that was run.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    name: str,
    run: str | None,
    suite: str | None,
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show one contestant whole: fingerprint, rates, outcomes, speed, siblings, runs, and how to measure it again.

    NAME is a label, an id, or a beginning of one.
    """
    from prony.boards.card.card import contestant_card
    from prony.boards.card.tables import card_tables
    from prony.cli import render_card
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = contestant_card(index, name, run, suite, grader, step)
    if not print_in(terminal, form, found, card_tables):
        terminal.data(render_card.text(found, terminal))
