"""`prony show`: one attempt whole."""

from __future__ import annotations

import click

from prony import config
from prony.cli.terminal import Terminal


@click.command(name="show")
@click.argument("attempt")
@click.option("--json", "as_json", is_flag=True, help="Everything as one JSON document.")
@click.option("--full", is_flag=True, help="Do not cut long texts.")
@click.pass_obj
def command(terminal: Terminal, attempt: str, as_json: bool, full: bool) -> None:
    """Show one attempt: brief, reply, files, tests, times, fingerprint.

    ATTEMPT is an id, or the beginning of one; RUN/ID where several runs hold it.
    """
    from prony.boards import attempt_view

    view = attempt_view(config.home(), attempt)
    if as_json:
        terminal.document(view)
        return
    from prony.cli import render_attempt

    terminal.data(render_attempt.text(view, terminal, full=full))
