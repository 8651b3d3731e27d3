"""`prony freshness`: what models may have seen of the tasks before."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="freshness")
@click.argument("run", required=False)
@click.option("--suite", metavar="NAME", help="Only this suite; without a RUN, its newest version's.")
@click.option("--cutoff", "cutoffs", multiple=True, metavar="NAME=DAY", help="The last day of a model's training data.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    run: str | None,
    suite: str | None,
    cutoffs: tuple[str, ...],
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show models on tasks released before and after their cut-off, and on a suite and its variants.

    RUN is a run's name, a beginning of it, or `last`. Without it: all runs of the suite that was run last.
    """
    from prony.boards.freshness.freshness import freshness
    from prony.boards.freshness.tables import freshness_tables
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = freshness(index, run, suite, grader, step, cutoffs)
    if not print_in(terminal, form, found, freshness_tables):
        from prony.cli import render_freshness

        terminal.data(render_freshness.text(found, terminal))
