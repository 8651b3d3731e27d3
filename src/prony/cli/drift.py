"""`prony drift`: a contestant over time, what changed between its runs, and whether that is more than chance."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="drift")
@click.argument("name", required=False)
@click.option(
    "--every", type=click.Choice(["run", "day", "week"]), default="run", help="What is one epoch.  [default: run]"
)
@click.option("--suite", metavar="NAME", help="On this suite, at its newest version that was run.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    name: str | None,
    every: str,
    suite: str | None,
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Show how contestants changed from run to run, and how small a change would have been shown.

    NAME is a label, or the beginning of an id; without it: everybody that was measured more than once. An alarm is
    raised so seldom by chance that looking after every run does no harm.
    """
    from prony.boards.drift.drift import drift_history
    from prony.boards.drift.tables import drift_tables
    from prony.cli import render_drift
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = drift_history(index, name, suite, grader, step, every)
    if not print_in(terminal, form, found, drift_tables):
        terminal.data(render_drift.text(found, terminal))
