"""`prony style`: how contestants write, and two of them on the tasks that both solved."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="style")
@click.argument("names", nargs=-1, metavar="[A B]")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    names: tuple[str, ...],
    run: str | None,
    suite: str | None,
    grader: str | None,
    form: str | None,
) -> None:
    """Show how contestants write: lines, comments, functions, imports of what they handed in.

    With A and B: how they differ on the tasks that both solved.
    """
    from prony.boards.style.style import style
    from prony.boards.style.tables import style_tables
    from prony.cli import render_style
    from prony.journal.index import up_to_date

    if len(names) > 2:
        raise click.UsageError("two contestants are compared at once")
    with up_to_date(config.home(), terminal.warn) as index:
        found = style(index, names, run, suite, grader)
    if not print_in(terminal, form, found, style_tables):
        terminal.data(render_style.text(found, terminal))
