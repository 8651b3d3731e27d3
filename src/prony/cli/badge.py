"""`prony badge`: what was measured of one model, as a small SVG for a README; refused where it may not be read."""

from __future__ import annotations

import click

from prony import config
from prony.cli.terminal import Terminal
from prony.errors import UsageError


@click.command(name="badge")
@click.argument("name")
@click.option("-o", "--output", "out", metavar="FILE.svg", help="Where to; `-` is stdout.")
@click.option(
    "--theme", type=click.Choice(["auto", "light", "dark"]), default="auto", show_default=True, help="Colours."
)
@click.option("--run", metavar="RUN", help="Within this run only: its name, a beginning of it, or `last`.")
@click.option("--suite", metavar="NAME", help="On this suite; without --run, its newest version.")
@click.option("--grader", metavar="VERSION", help="Judge by this grader version's grades instead of the newest.")
@click.option("--json", "as_json", is_flag=True, help="What the badge says, as one JSON document.")
@click.pass_obj
def command(
    terminal: Terminal,
    name: str,
    out: str | None,
    theme: str,
    run: str | None,
    suite: str | None,
    grader: str | None,
    as_json: bool,
) -> None:
    """Draw what was measured of NAME: suite, share solved with its interval, rank set, quantization.

    Refused where the board may not be read, with the reason. NAME is a label, an id, or a beginning of one.
    """
    from prony.boards.badge import badge
    from prony.boards.leaderboard import leaderboard
    from prony.cli.report import opened
    from prony.export.badge_svg import badge_svg
    from prony.journal.index import up_to_date

    if out is None and not as_json:
        raise UsageError("E102", "a badge needs a file to be written to", hint=f"prony badge {name} -o badge.svg")
    with up_to_date(config.home(), terminal.warn) as index:
        found = badge(leaderboard(index, run, suite, grader), name)
    if out is not None:
        with opened(out, "-o FILE.svg") as file:
            file.write(badge_svg(found, theme))
    if as_json and out != "-":
        terminal.document(found)
    elif out != "-":
        terminal.data(f"{out}: {' | '.join(found.parts)}")
