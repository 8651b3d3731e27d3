"""`prony tradeoffs`: models weighed by what they solve and what that takes, and which of them keep within a budget."""

from __future__ import annotations

import click

from prony import config
from prony.cli.forms import in_every_form, print_in
from prony.cli.terminal import Terminal


@click.command(name="tradeoffs")
@click.option(
    "--x", "x", default="wall", metavar="NAME", help="Chart against wall, tokens, gb, wh, money, ttft, tok/s."
)
@click.option("--by", "weighed", multiple=True, metavar="NAME", help="Weigh by these alone: solved, score, wall ...")
@click.option(
    "--budget", "limits", multiple=True, metavar="NAME=N", help="Who keeps within wall=30, gb=16, money=0.01."
)
@click.option(
    "--margin",
    type=click.FloatRange(0, 50, min_open=True),
    default=5.0,
    metavar="M",
    help="How much worse is still no worse: points of tasks, percent of all else (5).",
)
@click.option("--svg", "svg", metavar="FILE.svg", help="Write the chart; `-` is stdout, alone.")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    x: str,
    weighed: tuple[str, ...],
    limits: tuple[str, ...],
    margin: float,
    svg: str | None,
    run: str | None,
    suite: str | None,
    grader: str | None,
    step: int | None,
    form: str | None,
) -> None:
    """Weigh models by what they solve and what that takes; who keeps a budget.

    A model is decidedly dominated where another is decidedly no worse in anything and decidedly better in something.
    """
    from prony.boards.tradeoffs.tables import tradeoffs_tables
    from prony.boards.tradeoffs.tradeoffs import TradeQuestion, tradeoffs
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = tradeoffs(index, run, suite, grader, step, TradeQuestion(weighed, x, limits, margin / 100.0))
    if svg is not None:
        from prony.cli.report import opened
        from prony.export.tradeoffs_chart import chart

        with opened(svg, "--svg FILE.svg") as out:
            out.write(chart(found))
    if svg == "-":
        return
    if not print_in(terminal, form, found, tradeoffs_tables):
        from prony.cli import render_tradeoffs

        terminal.data(render_tradeoffs.text(found, terminal))
