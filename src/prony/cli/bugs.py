"""`prony bugs`: who catches what within tasks that are marked in parts, and in which ways tasks are solved."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="bugs")
@click.option("--task", metavar="TASK", help="One task alone: its id, or its name within the suite.")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    task: str | None,
    run: str | None,
    suite: str | None,
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show who catches which bug, how tasks are solved, and which tasks tell models apart.

    Of tasks that are marked in parts, part by part; of tasks whose grader labels solutions, kind by kind.
    """
    from prony.boards.bugs.bugs import bugs
    from prony.boards.bugs.tables import bugs_tables
    from prony.cli import render_bugs
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = bugs(index, run, suite, grader, step, task)
    if not print_in(terminal, form, found, bugs_tables):
        terminal.data(render_bugs.text(found, terminal))
