"""`prony board`: who solved what, with intervals, and what may be concluded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from prony import config
from prony.cli.terminal import Terminal

if TYPE_CHECKING:
    from prony.nouns import RunPlan


@click.command(name="board")
@click.argument("run", required=False)
@click.option("--suite", metavar="NAME", help="Only this suite; without a RUN, its newest version's.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option(
    "--step", type=click.IntRange(0), metavar="N", help="Judge attempts of several steps by this one, from 0."
)
@click.option("--attempts", is_flag=True, help="Every attempt of the RUN (default: the newest) in a line, with its id.")
@click.option("--json", "form", flag_value="json", help="The board as one JSON document.")
@click.option("--csv", "form", flag_value="csv", help="One line for each contestant, units in the column names.")
@click.option("--md", "form", flag_value="md", help="A Markdown table, ready to be pasted.")
@click.pass_obj
def command(
    terminal: Terminal,
    run: str | None,
    suite: str | None,
    grader: str | None,
    step: int | None,
    attempts: bool,
    form: str | None,
) -> None:
    """Show who solved what, with intervals.

    RUN is a run's name, a beginning of it, or `last`. Without it: all runs of the suite that was run last.
    """
    if attempts:
        _print_attempts(terminal, config.home(), run or "last", form)
        return
    boards = _boards(terminal, config.home(), run, suite, grader, step)
    from prony.cli import render_board

    match form:
        case "json":
            terminal.raw(render_board.document(boards))
        case "csv":
            terminal.data(render_board.table(boards))
        case "md":
            terminal.data("\n\n".join(render_board.markdown(board) for board in boards))
        case _:
            terminal.data("\n\n".join(render_board.text(board, terminal) for board in boards))


def print_board(terminal: Terminal, home: Path, run: str) -> None:
    """Print the boards of one run as text: what `prony run` ends with."""
    from prony.cli import render_board

    for board in _boards(terminal, home, run, None, None, None):
        terminal.data(render_board.text(board, terminal))


def document(home: Path, plan: RunPlan, summary: Any) -> dict[str, Any]:
    """What `prony run --json` prints: plan, summary, board (further ones under `more_boards`), attempts."""
    from prony.boards import attempt_lines, leaderboards
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        first, *more = leaderboards(index, plan.id)
        return {
            "schema": "prony.run/1",
            "plan": plan,
            "summary": summary,
            "board": first,
            "more_boards": more,
            "attempts": attempt_lines(index, plan.id),
        }


def _boards(
    terminal: Terminal, home: Path, run: str | None, suite: str | None, grader: str | None, step: int | None
) -> Any:
    from prony.boards.cache import cached_leaderboards
    from prony.journal.index import up_to_date

    with up_to_date(home, terminal.warn) as index:
        return cached_leaderboards(index, run, suite, grader, step)


def _print_attempts(terminal: Terminal, home: Path, run: str, form: str | None) -> None:
    from prony.boards.attempts import attempt_lines
    from prony.boards.scope import find_run
    from prony.cli.render_attempts import show
    from prony.journal.index import up_to_date

    with up_to_date(home) as index:
        found = attempt_lines(index, find_run(index, run))
    show(terminal, found, form)
