"""`prony languages`: every contestant in every language, how flat each is, and who is ahead in which."""

from __future__ import annotations

import click

from prony import config
from prony.boards.dimensions import DEFAULT
from prony.cli.board import WHERE_HELP
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="languages")
@click.argument("run", required=False)
@click.option("--suite", metavar="NAME", help="Only this suite; without a RUN, its newest version's.")
@click.option("--by", default=DEFAULT, metavar="DIMENSION", help="Instead of languages: difficulty, axis, mode.")
@click.option("--against", default="", metavar="NAME", help="Compare every language with this one, in points.")
@click.option("--sort", type=click.Choice(["solved", "flat"]), default="solved", help="Most solved or flattest first.")
@click.option("--where", "where", multiple=True, metavar="NAME=VALUE", help=WHERE_HELP)
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    run: str | None,
    suite: str | None,
    by: str,
    against: str,
    sort: str,
    where: tuple[str, ...],
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show contestants by language: rates, spread, and who is ahead in which.

    RUN is a run's name, a beginning of it, or `last`. Without it: all runs of the suite that was run last.
    """
    from prony.boards.heat.languages import languages
    from prony.boards.heat.tables import languages_tables
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = languages(index, run, suite, grader, step, by, sort, where, against)
    if not print_in(terminal, form, found, languages_tables):
        from prony.cli import render_languages

        terminal.data(render_languages.text(found, terminal))
