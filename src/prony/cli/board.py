"""`prony board`: who solved what, with intervals, and what may be concluded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from prony import config
from prony.boards.dimensions import DEFAULT
from prony.cli.board_sheets import SHEETS, print_sheet
from prony.cli.forms import in_every_form
from prony.cli.gate_options import conclude, gate_options
from prony.cli.terminal import Terminal
from prony.errors import UsageError
from prony.export.formats import exporter_of

if TYPE_CHECKING:
    from prony.bench.result import RunResult
    from prony.boards import Board
    from prony.export.documents import RunDocument
    from prony.nouns import RunPlan


WHERE_HELP = "Only tasks or contestants that have it: language=go,rust, quant=Q4*, label!=qwen*. Repeatable."
STACK_HELP = "Count languages by weight, such as rust:3,go:2,postgres; with --by, that dimension's values."
BY_HELP = "Slice by this instead of the language: difficulty, axis, mode, a fingerprint field ..."


@click.command(name="board")
@click.argument("run", required=False)
@click.option("--suite", metavar="NAME", help="Only this suite; without a RUN, its newest version's.")
@click.option("--by", default=DEFAULT, metavar="DIMENSION", help=BY_HELP)
@click.option("--where", "where", multiple=True, metavar="NAME=VALUE", help=WHERE_HELP)
@click.option("--stack", default="", metavar="NAME:WEIGHT,...", help=STACK_HELP)
@click.option("--fit", metavar="GB", help="Hide models known not to fit into so much memory with their context.")
@click.option("--context", type=click.IntRange(1, 1 << 24), metavar="N", help="With --fit: for so many tokens.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--step", type=click.IntRange(0), metavar="N", help="Judge attempts in steps by this one, from 0.")
@click.option("--attempts", is_flag=True, help="Every attempt of the RUN (default: the newest) in a line, with its id.")
@click.option("--run", "within", metavar="RUN", help="With six or rounds: within this run only.")
@click.option("--references", is_flag=True, help="With six or rounds: of references in place of models.")
@click.option("--published", metavar="NAME", help="With six or rounds: of outside boards whose names begin so.")
@gate_options
@in_every_form
@click.pass_obj
def command(
    terminal: Terminal,
    run: str | None,
    suite: str | None,
    by: str,
    where: tuple[str, ...],
    stack: str,
    fit: str | None,
    context: int | None,
    grader: str | None,
    step: int | None,
    attempts: bool,
    within: str | None,
    references: bool,
    published: str | None,
    fail_under: float | None,
    accept_not_shown: bool,
    junit: str | None,
    summary: str | None,
    form: str | None,
) -> int:
    """Show who solved what, with intervals.

    RUN is a run's name, a beginning of it, or `last`. Without it: all runs of the suite that was run last. `six` and
    `rounds` show the tables of that suite in points.
    """
    if run in SHEETS:
        others = {"by": by != DEFAULT, "where": where, "stack": stack, "fit": fit, "context": context, "step": step}
        others |= {"attempts": attempts, "suite": suite, "fail-under": fail_under, "junit": junit, "summary": summary}
        if taken := [name for name, value in others.items() if value]:
            raise UsageError(
                "E102", f"board {run} takes no --{taken[0]}", hint=f"prony board --suite {run} --{taken[0]} ..."
            )
        print_sheet(
            terminal,
            config.home(),
            run,
            run=within,
            published=published,
            grader=grader,
            references=references,
            form=form,
        )
        return 0
    if within is not None or published is not None or references:
        raise UsageError(
            "E102", "--run, --published and --references go with six or rounds", hint=f"prony board {SHEETS[0]}"
        )
    if attempts:
        _print_attempts(terminal, config.home(), run or "last", form)
        return 0
    boards = _boards(terminal, config.home(), run, suite, grader, step, by, where, stack)
    if fit is not None:
        boards = _fitted(config.home(), boards, fit, context)
    if form is not None:
        terminal.data(exporter_of(form).boards(boards))
    else:
        from prony.cli import render_board

        terminal.data("\n\n".join(render_board.text(board, terminal) for board in boards))
    if fail_under is None and junit is None and summary is None:
        return 0
    from prony.boards.comparison.gate import Gate
    from prony.boards.comparison.gate_claims import board_gate
    from prony.export import junit as as_junit
    from prony.export import summary as as_summary

    gate = None if fail_under is None else board_gate(boards, fail_under / 100, accept_not_shown)
    return conclude(
        terminal,
        gate,
        junit=(junit, lambda: as_junit.of_boards(boards, gate or Gate(claims=()))),
        summary=(summary, lambda: as_summary.of_boards(boards, gate)),
    )


def print_board(terminal: Terminal, home: Path, run: str) -> None:
    """Print the boards of one run as text: what `prony run` ends with."""
    from prony.cli import render_board

    for board in _boards(terminal, home, run):
        terminal.data(render_board.text(board, terminal))


def document(home: Path, plan: RunPlan, summary: RunResult) -> RunDocument:
    """The document that `prony run --json` prints."""
    from prony.boards import attempt_lines, leaderboards
    from prony.export.documents import RunDocument
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        first, *more = leaderboards(index, plan.id)
        return RunDocument(
            plan=plan, summary=summary, board=first, more_boards=tuple(more), attempts=attempt_lines(index, plan.id)
        )


def _boards(
    terminal: Terminal,
    home: Path,
    run: str | None,
    suite: str | None = None,
    grader: str | None = None,
    step: int | None = None,
    by: str = DEFAULT,
    where: tuple[str, ...] = (),
    stack: str = "",
) -> tuple[Board, ...]:
    from prony.boards.cache import cached_leaderboards
    from prony.journal.index import up_to_date

    with up_to_date(home, terminal.warn) as index:
        return cached_leaderboards(index, run, suite, grader, step, by, where, stack)


def _fitted(home: Path, boards: tuple[Board, ...], fit: str, context: int | None) -> tuple[Board, ...]:
    from prony.boards.fitting import fitted, parse_memory
    from prony.journal.index import up_to_date

    limit = parse_memory(fit)
    with up_to_date(home) as index:
        return tuple(fitted(index, board, limit, context) for board in boards)


def _print_attempts(terminal: Terminal, home: Path, run: str, form: str | None) -> None:
    from prony.boards.attempts.lines import Attempts, attempt_lines
    from prony.boards.scope import find_run
    from prony.cli.render_attempts import text
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        name = find_run(index, run)
        found = Attempts(run=name, attempts=attempt_lines(index, name))
    terminal.data(exporter_of(form).attempts(found) if form is not None else text(found, terminal))
