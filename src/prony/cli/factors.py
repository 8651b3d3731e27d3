"""`prony factors`: what one choice does, such as a quantization, over all models that differ in it alone."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="factors")
@click.argument("axis", required=False)
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    axis: str | None,
    run: str | None,
    suite: str | None,
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show the paired effect of AXIS: quantization, thinking, temperature, kv, harness, or any field of a fingerprint.

    Without AXIS: which of them some models differ in alone.
    """
    from prony.boards.factors.factors import axes, factors
    from prony.boards.factors.tables import axes_tables, factors_tables
    from prony.cli import render_factors
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        if axis is None:
            counts = axes(index, run, suite)
            if not print_in(terminal, form, counts, axes_tables):
                terminal.data(render_factors.listing(counts, terminal))
            return
        found = factors(index, axis, run, suite, grader, step)
    if not print_in(terminal, form, found, factors_tables):
        terminal.data(render_factors.text(found, terminal))
