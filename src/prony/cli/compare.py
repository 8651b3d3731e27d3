"""`prony compare`: two contestants against each other, and what follows."""

from __future__ import annotations

from typing import Any

import click
from click.core import ParameterSource

from prony import config
from prony.boards.dimensions import DEFAULT
from prony.cli.forms import in_every_form, print_in
from prony.cli.gate_options import conclude, gate_options
from prony.cli.struct_options import Number
from prony.cli.terminal import Terminal
from prony.errors import UsageError

BY_HELP = "Slice by this: language, difficulty, axis, mode; several times for several, judged as one family."


@click.command(name="compare")
@click.argument("names", nargs=-1, metavar="[A B ...]")
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--by", multiple=True, metavar="DIMENSION", help=BY_HELP)
@click.option("--axis", metavar="FIELD", help="What is meant to differ: quantization, thinking, harness, or a field.")
@click.option(
    "--margin",
    type=Number(0, 100, min_open=True, max_open=True),
    default=5.0,
    metavar="POINTS",
    help="How many points worse is still no worse (default 5).",
)
@click.option(
    "--fail-if-worse-than",
    "worse",
    type=Number(0, 100, min_open=True, max_open=True),
    metavar="POINTS",
    help="Exit 1 unless A is shown to be no worse than B by more than this; sets --margin.",
)
@gate_options
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@click.option("--all-fields", is_flag=True, help="Every field of the fingerprints: what differs, and what does not.")
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    names: tuple[str, ...],
    run: str | None,
    suite: str | None,
    by: tuple[str, ...],
    axis: str | None,
    margin: float,
    worse: float | None,
    fail_under: float | None,
    accept_not_shown: bool,
    junit: str | None,
    summary: str | None,
    grader: str | None,
    step: int | None,
    all_fields: bool,
    form: str | None,
) -> int:
    """Compare two contestants: paired by task, with interval, and the tasks where they differ.

    A and B are labels or contestant ids, or beginnings of them; without them, the two best models. Three to eight names
    give a table of each against each.
    """
    if len(names) > 2:
        given = click.get_current_context().get_parameter_source
        only_two = [name for name in OF_TWO if given(name) is ParameterSource.COMMANDLINE]
        return _pairwise(terminal, names, only_two, form, run=run, suite=suite, grader=grader, step=step)
    from msgspec.structs import replace

    from prony.boards.comparison.compare import compare
    from prony.journal.index import up_to_date

    with up_to_date(config.home(), terminal.warn) as index:
        found = compare(
            index,
            *names,
            run=run,
            suite=suite,
            grader=grader,
            step=step,
            by=by or DEFAULT,
            axis=axis,
            margin=(margin if worse is None else worse) / 100,
        )
    from prony.boards.comparison.gate_claims import compare_gate

    asked = worse is not None or fail_under is not None
    share = None if fail_under is None else fail_under / 100
    gate = compare_gate(found, worse is not None, share, accept_not_shown)
    found = replace(found, gate=gate if asked else None)
    from prony.boards.comparison.tables import compare_tables

    if not print_in(terminal, form, found, compare_tables):
        from prony.cli import render_compare

        terminal.data(render_compare.text(found, terminal, every_field=all_fields))
    if not (asked or junit or summary):
        return 0
    from prony.export import junit as as_junit
    from prony.export import summary as as_summary

    return conclude(
        terminal,
        found.gate,
        junit=(junit, lambda: as_junit.of_compare(found, gate)),
        summary=(summary, lambda: as_summary.of_compare(found, found.gate)),
    )


OF_TWO = ("by", "axis", "margin", "worse", "fail_under", "accept_not_shown", "junit", "summary", "all_fields")
"""Options that say nothing of more than two contestants."""


def _pairwise(terminal: Terminal, names: tuple[str, ...], only_two: list[str], form: str | None, **scope: Any) -> int:
    from prony.boards.comparison.pairwise import MOST, pairwise
    from prony.journal.index import up_to_date

    if only_two:
        flag = {"worse": "fail-if-worse-than"}.get(only_two[0], only_two[0].replace("_", "-"))
        wrong = f"--{flag} is of two contestants, and {len(names)} are named"
        raise UsageError("E102", wrong, hint=f"prony compare A B --{flag} ...; without it, several are compared")
    if len(names) > MOST:
        raise UsageError(
            "E102", f"{len(names)} contestants are named, and {MOST} are shown at most", hint="prony board"
        )
    with up_to_date(config.home(), terminal.warn) as index:
        found = pairwise(index, names, **scope)
    from prony.boards.comparison.tables import pairwise_tables

    if not print_in(terminal, form, found, pairwise_tables):
        from prony.cli import render_pairwise

        terminal.data(render_pairwise.text(found, terminal))
    return 0
